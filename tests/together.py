"""Several at the same moment, each on a connection of its own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections


def together(*tasks: Callable[[], object]) -> list[object]:
    """What each task gave, or raised, in a thread of its own, started together."""
    gate = Barrier(len(tasks))

    def run(task: Callable[[], object]) -> object:
        gate.wait()
        try:
            return task()
        except Exception as error:  # noqa: BLE001  # what it raised is the answer
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))
