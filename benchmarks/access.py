"""What the wall costs, and whether it holds: both at the size of a country.

200,000 cases with 600,000 team rows, 400,000 names and 1.2 million name tokens, a tenth
of it with ``--quick``. Every statement is the staff role's, under a signed context; the
medians are of warm statements, from the program and back. The matrix and the hammer
are those of the tests.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product
from statistics import median
from uuid import UUID, uuid4

import psycopg
from psycopg.rows import TupleRow

from tests.security.rls import leaks, matrix, rows, scale, states, world
from tests.security.rls.savepoints import undone
from tests.security.rls.world import Cur
from unhidden.access.actor import Actor
from unhidden.access.decisions import OpenGrant, decide_access
from unhidden.access.policy import Role
from unhidden.hosting.failing import StepFailure

CASES, QUICK_CASES, TENTH = 200_000, 20_000, 10
_THE_SAME = b"select sum(n) from generate_series(1, 5000) n"
REPEATED, DECIDED, STATEMENTS, SIDE_BY_SIDE = 45, 20_000, 2_000, 5
PAGES, QUICK_PAGES = 10_000, 1_000
QUICK_EVERY = 6  # of the roles, one in so many
# A search for a common name looks at every hit, the caseload's or not: told apart.
GROWTH = (("visible_count", "latest50", "record"), ("name_search",))
MILLISECONDS, MICROSECONDS = 1_000, 1_000_000
_UNSIGNED = """
create or replace function wall.claims() returns text[]
language plpgsql stable security invoker
as $$ begin
  return (string_to_array(current_setting('unhidden.context', true), '|'))[4:];
end $$
"""


def run(*, quick: bool) -> Iterator[dict[str, object]]:
    """One line for each measure; nothing stays in the database."""
    address = os.environ.get("UNHIDDEN_BENCH_ADMIN", "")
    cases = QUICK_CASES if quick else CASES
    with psycopg.connect(address, autocommit=True) as connection:
        if connection.execute(_IS_SUPERUSER).fetchone() is None:
            sentence = "This bench fills tables past their rules: it needs a superuser."
            raise StepFailure(sentence)
        with connection.transaction(force_rollback=True):
            yield from _speed(connection.cursor(), cases)
        with connection.transaction(force_rollback=True):
            yield from _proofs(connection.cursor(), quick=quick)
    yield from _leaks(address, QUICK_PAGES if quick else PAGES)


_IS_SUPERUSER = "select from pg_roles where rolname = current_user and rolsuper"


def _speed(cursor: Cur, cases: int) -> Iterator[dict[str, object]]:
    rows.prepare(cursor)
    world.people(cursor)
    scale.make(cursor)
    own = cases // scale.SHARE
    scale.grow(cursor, 0, cases // TENTH, own=own)
    small = {key: _measure(cursor, *key, own) for key in _measured()}
    scale.grow(cursor, cases // TENTH, cases, own=own)
    large = {key: _measure(cursor, *key, own) for key in _measured()}
    for (name, who), found in large.items():
        yield _line(f"{name}_ms", found.ms, "ms", who=who.name, cases=cases)
    for who, names in product(scale.WHO, GROWTH):
        before, after = (
            sum(found[name, who].relative for name in names) for found in (small, large)
        )
        yield _line(
            "growth_ratio", after / before, "times", who=who.name,
            cases=cases, than=cases // TENTH, of=names,
        )  # fmt: skip
    yield _line("decide_us", _decide(), "us", lets=3)
    for who in scale.WHO:
        signed = _signature(cursor, who, own)
        yield _line("context_us", signed, "us", who=who.name, of="a record read")
    yield _line("verification_us", _verification(cursor), "us", of="one look at it")


def _measured() -> list[tuple[str, scale.Who]]:
    return [(name, who) for name in scale.QUERIES for who in scale.WHO]


@dataclass(frozen=True, slots=True)
class Measure:
    """A median, and what it is to that of a statement which stays the same.

    The small table and the large one are measured minutes apart, on a machine that
    others use, too: only ``relative`` compares.
    """

    ms: float
    relative: float


def _measure(cursor: Cur, name: str, who: scale.Who, own: int) -> Measure:
    statement = scale.query(name, who, own=own).encode()
    found, beside = [], []
    with undone(cursor):
        world.enter(cursor, who.role, scale.PURPOSE)
        for _ in range(REPEATED):
            found.append(_milliseconds(cursor, statement))
            beside.append(_milliseconds(cursor, _THE_SAME))
    warm, same = (median(times[REPEATED // 3 :]) for times in (found, beside))
    return Measure(warm, warm / same)


def _milliseconds(cursor: Cur, statement: bytes) -> float:
    began = time.perf_counter()
    cursor.execute(statement).fetchall()
    return (time.perf_counter() - began) * MILLISECONDS


def _decide() -> float:
    """One decision of a record with a few ways in, in microseconds."""
    state = states.STATES[0]
    at = datetime.now(UTC)
    asking = world.asking("support_worker", scale.PURPOSE, at)
    header = state.header("safeguarding_case", uuid4())
    lets = [OpenGrant("share"), OpenGrant("team", "worker"), OpenGrant("break_glass")]
    began = time.perf_counter()
    for _ in range(DECIDED):
        decide_access(asking, "read", header, "identity", lets=lets, at=at)
    return (time.perf_counter() - began) / DECIDED * MICROSECONDS


def _verification(cursor: Cur) -> float:
    """One look at the signed context, as each helper of a policy takes it."""
    who, times = scale.WHO[0], STATEMENTS * 5
    loop = (
        f"do $$ declare c text[]; begin for i in 1..{times} loop"
        " c := wall.claims(); end loop; end $$"
    )
    with undone(cursor):
        world.enter(cursor, who.role, scale.PURPOSE)
        world.run(cursor, "reset role")
        began = time.perf_counter()
        world.run(cursor, loop)
        return (time.perf_counter() - began) / times * MICROSECONDS


def _signature(cursor: Cur, who: scale.Who, own: int) -> float:
    """What a statement costs more than with a context that nobody signed."""
    more = []
    for _ in range(SIDE_BY_SIDE):
        signed = _statement(cursor, who, own)
        with undone(cursor):
            world.run(cursor, _UNSIGNED)
            more.append(signed - _statement(cursor, who, own))
    return median(more) * MICROSECONDS


def _statement(cursor: Cur, who: scale.Who, own: int) -> float:
    asked = scale.query("record", who, own=own).replace("select *", "perform")
    loop = f"do $$ begin for i in 1..{STATEMENTS} loop {asked}; end loop; end $$"
    with undone(cursor):
        world.enter(cursor, who.role, scale.PURPOSE)
        began = time.perf_counter()
        world.run(cursor, loop)
        return (time.perf_counter() - began) / STATEMENTS


def _proofs(cursor: Cur, *, quick: bool) -> Iterator[dict[str, object]]:
    made = world.make(cursor)
    every = QUICK_EVERY if quick else 1
    roles = Role.values[::every]
    result = matrix.prove(cursor, made, roles)
    yield _line("matrix_cells", sum(result.cells.values()), "cells", roles=len(roles))
    yield _line("matrix_mismatches", len(result.mismatches), "cells")


def _leaks(address: str, pages: int) -> Iterator[dict[str, object]]:
    """Six people over whatever the demonstration holds, each seeing what they may."""
    connections: list[psycopg.Connection[TupleRow]] = [
        psycopg.connect(address, autocommit=True) for _ in range(leaks.CONNECTIONS)
    ]
    try:
        people = {
            actor: _theirs(connections[0], actor) for actor in _actors(connections)
        }
        found = leaks.hammer(connections, people, leaks.QUERY, pages)
    finally:
        for connection in connections:
            connection.close()
    wrong = found.wrong + found.outside
    yield _line("leaks", wrong, "rows", pages=found.pages, failures=found.failures)


_ENGAGED = """
select e.person_id, e.organisation_id, e.id, e.role from agencies_engagement e
  join agencies_person p on p.id = e.person_id and p.is_active
 where e.from_on <= current_date and (e.to_on is null or e.to_on >= current_date)
 order by e.role, e.id limit 6
"""


def _actors(connections: list[psycopg.Connection[TupleRow]]) -> list[Actor]:
    purposes = world.first_purposes()
    return [
        Actor(
            person,
            organisation,
            frozenset(),
            engagement_id=engaged,
            role=role,
            purpose=purposes[role],
        )
        for person, organisation, engaged, role in connections[0].execute(_ENGAGED)
    ]


def _theirs(connection: psycopg.Connection[TupleRow], actor: Actor) -> frozenset[UUID]:
    with connection.transaction(), connection.cursor() as cursor:
        world.enter_as(cursor, actor)
        cursor.execute(leaks.QUERY)
        return frozenset(row[0] for row in cursor.fetchall())


def _line(name: str, value: float, unit: str, **more: object) -> dict[str, object]:
    return {"bench": f"access.{name}", "value": round(value, 3), "unit": unit, **more}
