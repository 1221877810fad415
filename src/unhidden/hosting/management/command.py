"""A management command that fails with a sentence."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.db import OperationalError

from unhidden.hosting.failing import StepFailure
from unhidden.hosting.processes.step import TOLD


class HostingCommand(BaseCommand):
    """What ``unhidden`` starts; it exits with TOLD once it has said why it failed."""

    requires_system_checks: list[str] = []

    def execute(self, *arguments: Any, **options: Any) -> str | None:
        """Do the work; a Failure, or a database that is gone, ends with a sentence."""
        try:
            return super().execute(*arguments, **options)
        except StepFailure as failure:
            return self._end(str(failure))
        except OperationalError as error:
            # A full disk, or a server that was stopped: nothing that a trace explains.
            reason = str(error).splitlines()[0]
            return self._end(f"The database did not go on: {reason}")

    def _end(self, sentence: str) -> str | None:
        sys.stderr.write(f"{sentence}\n")
        sys.exit(TOLD)
