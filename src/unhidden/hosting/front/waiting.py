"""Connections that wait for the database no longer than there is hope.

A server that hangs, with its disk or as a machine that is frozen, takes what is asked
and never answers; its own timeouts hang with it, and the system holds the connection.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, TypeVar

import psycopg

Found = TypeVar("Found")
_Steps = Generator[Any, Any, Found]
#: Seconds between two looks whether there is hope.
_LOOKS = 0.1


class HopefulConnection(psycopg.Connection[Any]):
    """Closes itself, and raises OperationalError, once an answer ``is_hopeless``."""

    def is_hopeless(self) -> bool:
        """Whether nobody should wait for the database any longer."""
        return False

    def wait_hopefully(
        self,
        gen: _Steps[Found],
        interval: float = _LOOKS,
        timeout: float | None = None,
    ) -> Found:
        """What the steps give; raises OperationalError."""
        return super().wait(self._go_on(gen), min(interval, _LOOKS), timeout)

    wait = wait_hopefully  # as psycopg calls it

    def _go_on(self, steps: _Steps[Found]) -> _Steps[Found]:
        try:
            wanted = next(steps)
            while True:
                is_ready = yield wanted
                if not is_ready and self.is_hopeless():
                    self.close()
                    raise psycopg.OperationalError("The database does not answer.")
                wanted = steps.send(is_ready)
        except StopIteration as end:
            found: Found = end.value
            return found
