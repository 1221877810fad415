"""Several at the same moment, each on a connection of its own."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any, TypeVar

from django.db import connections

Answer = TypeVar("Answer")
#: How often two try at the same moment; ``UNHIDDEN_RACES=50`` proves it longer.
RACES = int(os.environ.get("UNHIDDEN_RACES", "10"))


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


def in_loop(work: Coroutine[Any, Any, Answer]) -> Answer:
    """What asynchronous work gives, in an event loop and a thread of its own.

    A browser that another test opened has its loop in the test's own thread.
    """
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()
