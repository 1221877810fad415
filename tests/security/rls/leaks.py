"""Many people on few connections, with failures: nobody sees another's row."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any
from uuid import UUID

from psycopg import Connection, Error, errors

from tests.security.rls import world
from unhidden.access.actor import Actor

THREADS, CONNECTIONS = 12, 6
QUERY = """
select id from safeguarding_case
 union all select id from intelligence_intelligencereport
"""


@dataclass(frozen=True, slots=True)
class Hammered:
    """What was seen: pages, rows that were somebody else's, rows outside of a page."""

    pages: int
    wrong: int
    outside: int
    failures: int


def hammer(
    connections: Sequence[Connection[Any]],
    people: Mapping[Actor, frozenset[UUID]],
    query: str,
    pages: int,
) -> Hammered:
    """``query`` gives ids; each actor may see exactly theirs."""
    pool: SimpleQueue[Connection[Any]] = SimpleQueue()
    for connection in connections:
        pool.put(connection)
    with ThreadPoolExecutor(THREADS) as executor:
        parts = executor.map(
            lambda seed: _work(pool, list(people.items()), query, seed, pages),
            range(THREADS),
        )
        totals = [sum(column) for column in zip(*parts, strict=True)]
    return Hammered(*totals)


def _work(
    pool: SimpleQueue[Connection[Any]],
    people: list[tuple[Actor, frozenset[UUID]]],
    query: str,
    seed: int,
    pages: int,
) -> tuple[int, int, int, int]:
    chance = random.Random(seed)  # noqa: S311  # which person comes next
    wrong = outside = failures = 0
    count = len(range(seed, pages, THREADS))
    for _ in range(count):
        connection = pool.get()
        try:
            outside += _seen_outside(connection, query)
            actor, theirs = chance.choice(people)
            ends_badly = chance.random() < 0.3
            seen, failed = _page(connection, actor, query, ends_badly=ends_badly)
            wrong += len(seen ^ theirs)
            failures += failed
        finally:
            pool.put(connection)
    return count, wrong, outside, failures


def _page(
    connection: Connection[Any], actor: Actor, query: str, *, ends_badly: bool
) -> tuple[frozenset[UUID], int]:
    seen: frozenset[UUID] = frozenset()
    try:
        with connection.transaction(), connection.cursor() as cursor:
            world.enter_as(cursor, actor)
            cursor.execute(query.encode())
            seen = frozenset(row[0] for row in cursor.fetchall())
            if ends_badly:
                cursor.execute("select 1 / 0")
    except Error:
        return seen, 1
    return seen, 0


def _seen_outside(connection: Connection[Any], query: str) -> int:
    """Rows that the connection shows as it comes from the pool, without a context."""
    try:
        with connection.transaction(), connection.cursor() as cursor:
            cursor.execute("set local role unhidden_staff")
            cursor.execute(query.encode())
            return len(cursor.fetchall())
    except errors.InsufficientPrivilege:
        return 0
