"""Made worlds on a server of their own, one for each of a few processes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context
from multiprocessing.pool import Pool
from typing import TypeVar

from tests.security.rls import world
from tests.security.rls.world import Cur, World
from tests.support.postgres import Server
from unhidden.hosting.postgres import connecting

PROCESSES = 2
Task = TypeVar("Task")
Found = TypeVar("Found")
_here: list[tuple[Cur, World]] = []
_servers: list[Server] = []
_until_the_end = ExitStack()


@contextmanager
def made(server: Server, name: str) -> Iterator[tuple[Cur, World]]:
    """One made world in a database of its own, past every rule; it is undone."""
    server.remake(name)
    parameters = {**server.admin, "dbname": name}
    with (
        connecting.connect(parameters) as connection,
        connection.transaction(force_rollback=True),
    ):
        cursor = connection.cursor()
        yield cursor, world.make(cursor)


def in_each(
    server: Server,
    work: Callable[[Task], Found],
    tasks: Iterable[Task],
) -> Iterator[Found]:
    """``work`` on every task, some at once, each process with a world: ``here()``."""
    pool: Pool
    with get_context("fork").Pool(PROCESSES, _begin, [server]) as pool:
        yield from pool.imap_unordered(work, tasks)


def here() -> tuple[Cur, World]:
    """The world of this process."""
    return _here[0]


def renew() -> None:
    """Give this process a new world, as the first one was."""
    _until_the_end.close()
    _begin(*_servers)


def _begin(server: Server) -> None:
    world_of_it = _until_the_end.enter_context(made(server, f"prove_{os.getpid()}"))
    _here[:], _servers[:] = [world_of_it], [server]
