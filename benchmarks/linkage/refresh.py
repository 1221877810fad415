"""Tracing anew all that other rules traced: whether the last part costs as the first.

Each mention gets what its record told as its details, and each trace another name for
its rules; then the worker's own action works through them, a thousand in a transaction.
Of a million, what lies between the first parts and the last is written by the wall's
procedure alone, from what stands: its rows are the same, and it takes a quarter of the
time. Each part stands beside a question that costs the same each time, as in
``growth.py``: the machine may have become slower meanwhile.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID

import duckdb
import psycopg
from django.db import connection
from django.utils import timezone
from psycopg.types.json import Jsonb

from benchmarks.linkage import batching, desk
from benchmarks.linkage.growth import time_beside
from benchmarks.linkage.lines import measure
from benchmarks.linkage.parts import sizes
from unhidden.hosting.failing import StepFailure
from unhidden.intelligence.subjects.actions.traces import (
    AT_ONCE,
    TRACE_KEEPER,
    refresh_part,
)
from unhidden.lib.database_roles import GUARD, ROLES
from unhidden.linkage.engines import KEYS, RECORDS

#: Alone, so many mentions are there: people, and copies of them under other keys.
MANY, QUICK_MANY, PEOPLE, QUICK_PEOPLE = 1_000_000, 20_000, 50_000, 20_000
#: So many wait of few; so many parts at either end are compared.
QUICK_WAITING, QUICK_PARTS, PARTS = 8_000, 3, 20
ASKED_BESIDE, ASKED_IDLE, AT_A_TIME = 5, 20, 20_000
MILLISECONDS, MICROSECONDS = 1_000, 1e6
WAITING = "traces_to_renew"
_WAIT = """
with waits as (select t.id, t.mention_id, t.profile -> 'names' -> 0 as told
                 from intelligence_trace t
                where t.kind = 'person' and t.mention_id > %(behind)s
                order by t.mention_id limit %(some)s),
     told as (update intelligence_mention m
                 set details = jsonb_strip_nulls(jsonb_build_object(
                       'born', w.told ->> 'born', 'phone', '0' || (w.told ->> 'phone'),
                       'postcode', w.told ->> 'postcode'))
                from waits w where m.id = w.mention_id),
     old as (update intelligence_trace t set spec = '0'
               from waits w where w.id = t.id)
select max(mention_id::text), count(*) from waits
"""
#: Of the next so many behind one: the last of them, and what there is of each.
_STANDING = """
select max(s.mention_id::text), count(*), jsonb_agg(jsonb_build_object(
         'mention', s.mention_id, 'profile', s.profile, 'keys', jsonb_build_object(
           'found_by', (select jsonb_agg(k.key) from intelligence_tracekey k
                         where k.mention_id = s.mention_id),
           'met_at', '[]'::jsonb, 'met_within', '[]'::jsonb)))
  from (select t.mention_id, t.profile from intelligence_trace t
         where t.spec <> wall.trace_spec() and t.mention_id > %s
         order by t.mention_id limit %s) s
"""


#: As many copies of what a file has: each other rows, under keys that no other has.
_COPIES = {
    RECORDS: "select r.* replace (r.id + c.n * {people} as id)",
    KEYS: "select xor(r.key, c.n * 1000003) as key, r.id + c.n * {people} as id",
}


@dataclass(frozen=True, slots=True)
class RefreshedPart:
    """How many it had, its seconds, and how many times the question's beside it."""

    mentions: int
    last: UUID
    seconds: float
    times: float


def run(*, quick: bool) -> Iterator[dict[str, object]]:
    """These lines alone, on a desk of its own; raises StepFailure."""
    address = sizes.admin_address()
    yield _fill(address, *((QUICK_MANY, QUICK_PEOPLE) if quick else (MANY, PEOPLE)))
    yield from lines(address, quick=quick)


def _fill(address: str, many: int, people: int) -> dict[str, object]:
    """Nobody is asked about here, so that copies of people are as good as people."""
    began = time.perf_counter()
    with batching.folder() as name:
        batching.prepare(Path(name), people)
        copy_people(Path(name), many // people, people)
        with psycopg.connect(address, autocommit=True) as admin:
            keys = desk.fill(admin, Path(name), desk.analyst(), others=False)
            desk.make_ready(admin)
    seconds = round(time.perf_counter() - began, 1)
    return measure("refresh_keys", keys, "keys", people=many, seconds=seconds)


def copy_people(folder: Path, copies: int, people: int) -> None:
    """Have the files of ``batching.prepare`` tell of so many times the people."""
    with duckdb.connect() as rows:
        for table, chosen in _COPIES.items():
            path, made = folder / f"{table}.parquet", folder / f"{table}.copies"
            copied = chosen.format(people=people)
            rows.execute(
                f"copy ({copied} from '{path}' r, range({copies}) c(n)) to '{made}'"
                " (format parquet)"
            )
            made.rename(path)


def lines(address: str, *, quick: bool) -> Iterator[dict[str, object]]:
    """One line: how many times the first parts' time the last parts take."""
    waiting = _let_wait(address, QUICK_WAITING if quick else None)
    ends = QUICK_PARTS if quick else PARTS
    with _role("worker"):
        first = list(islice(_refresh(None), ends))
    between = waiting - 2 * ends * AT_ONCE
    behind = first[-1].last if quick else _write_anew(address, first[-1].last, between)
    with _role("worker"):
        rest = list(_refresh(behind))
        idle = median(_time_idle() for _ in range(ASKED_IDLE))
    last = rest[-ends:]
    _check_all_done(address, waiting)
    yield measure(
        "refresh_last_ratio", _times(last) / _times(first), "times",
        mentions=waiting, parts=ends, first_ms=_milliseconds(first),
        last_ms=_milliseconds(last), idle_us=round(idle * MICROSECONDS),
    )  # fmt: skip


def _let_wait(address: str, most: int | None) -> int:
    """As after a change of the rules: so many wait, and their index is as if new."""
    with psycopg.connect(address, autocommit=True) as admin:
        admin.execute("set session_replication_role = replica")
        waiting = sum(_let_some_wait(admin, most))
        admin.execute("vacuum analyze intelligence_trace")
        admin.execute("vacuum analyze intelligence_mention")
        admin.execute(f"reindex index {WAITING}")
    return waiting


def _let_some_wait(admin: desk.Connection, most: int | None) -> Iterator[int]:
    """So many after so many, since a million at once want gigabytes of memory."""
    behind, left = str(UUID(int=0)), most
    while left is None or left > 0:
        some = AT_A_TIME if left is None else min(left, AT_A_TIME)
        asked = {"behind": behind, "some": some}
        ((last, waiting),) = admin.execute(_WAIT, asked).fetchall()
        if not waiting:
            return
        yield waiting
        behind, left = last, None if left is None else left - waiting


def _write_anew(address: str, behind: UUID, many: int) -> UUID:
    """Give so many more a trace of today, with the keys they have; the last of them."""
    with psycopg.connect(address, autocommit=True) as admin:
        admin.execute(f"set role {GUARD}")
        while many > 0:
            asked: list[Any] = [behind, min(many, 5 * AT_ONCE)]
            ((last, done, made),) = admin.execute(_STANDING, asked).fetchall()
            anew = "select wall.trace_anew(wall.trace_spec(), %s)"
            admin.execute(anew, [Jsonb(made)])
            behind, many = UUID(last), many - done
    return behind


def _check_all_done(address: str, waiting: int) -> None:
    with psycopg.connect(address) as admin:
        left = "select count(*) from intelligence_trace where spec = '0'"
        ((many,),) = admin.execute(left).fetchall()
    if many:
        sentence = f"{many} of {waiting} traces were not made anew."
        raise StepFailure(sentence)


@contextmanager
def _role(process: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(f"set role {ROLES[process]}")
        yield
        cursor.execute(f"set role {ROLES['staff']}")


def _refresh(behind: UUID | None) -> Iterator[RefreshedPart]:
    """Part by part, until nothing waits."""
    while True:
        before = median(time_beside() for _ in range(ASKED_BESIDE))
        began = time.perf_counter()
        some = refresh_part(WAITING, behind, actor=TRACE_KEEPER, at=timezone.now())
        seconds = time.perf_counter() - began
        if not some:
            return
        after = median(time_beside() for _ in range(ASKED_BESIDE))
        behind = some[-1]
        beside = (before + after) / 2
        yield RefreshedPart(len(some), behind, seconds, seconds / beside)


def _times(parts: list[RefreshedPart]) -> float:
    return median(each.times for each in parts)


def _milliseconds(parts: list[RefreshedPart]) -> int:
    return round(median(each.seconds for each in parts) * MILLISECONDS)


def _time_idle() -> float:
    """The seconds of asking where nothing waits, as every ten minutes."""
    began = time.perf_counter()
    refresh_part(WAITING, None, actor=TRACE_KEEPER, at=timezone.now())
    return time.perf_counter() - began
