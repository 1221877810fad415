"""The week of 2016 is replayed alike on every day: two loads, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tests.prove.figures import Figure, Unproved
from tests.support import postgres, region
from tests.support.databases import Databases
from tests.support.replayed import Rows, collect_rows, keep_2016

PART, NAME = "demonstration", "prove_demonstration"
#: Past days of different years, and on both sides of a change of the clocks.
DAYS = (date(2026, 3, 9), date(2025, 11, 24))
FEWEST = 1_000


def run() -> Iterator[Figure]:
    """Raises Unproved for tables whose rows of 2016 differ, or that lost them."""
    with postgres.running() as server:
        first, second = (_rows_of_2016(server, day) for day in DAYS)
    rows = sum(map(len, first.values()))
    differing = [table for table, held in first.items() if held != second[table]]
    yield Figure(PART, "rows of 2016", rows, f"loaded on {DAYS[0]} and {DAYS[1]}")
    yield Figure(PART, "tables that differ", len(differing))
    if differing or rows <= FEWEST:
        raise Unproved(differing or [f"only {rows} rows"])


def _rows_of_2016(server: postgres.Server, day: date) -> Rows:
    server.remake(NAME)
    region.load(server, NAME, today=day)
    databases = Databases(server, NAME)
    databases.point_to(NAME)
    found = keep_2016(collect_rows())
    databases.remake()
    return found
