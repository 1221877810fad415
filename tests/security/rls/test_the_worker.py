"""The worker meets what its named jobs need, and nothing else that is guarded."""

from __future__ import annotations

import pytest
from psycopg import Error

from tests.security.rls import catalogue, excepted, world
from tests.security.rls.savepoints import undone
from tests.security.rls.world import Cur
from unhidden.lib.rights import OpenRows


def met(cursor: Cur, table: str) -> int:
    """How many rows of a table the worker counts; none where it is refused."""
    try:
        with undone(cursor):
            world.run(cursor, "set local role unhidden_worker")
            found = cursor.execute(f"select count(*) from {table}".encode()).fetchone()
    except Error:
        return 0
    return int(found[0]) if found else 0


def test_the_worker_counts_the_rows_of_listed_tables_alone(cursor: Cur) -> None:
    """Of every table that is guarded, in a world where each has rows."""
    tables = world.make(cursor).tables
    guarded = [
        name for name, each in tables.items() if not isinstance(each.rows, OpenRows)
    ]

    found = {name: rows for name in guarded if (rows := met(cursor, name))}

    assert len(guarded) > 60
    assert found.keys() == excepted.WORKER_MEETS.keys() - {"intelligence_modelchange"}


@pytest.mark.parametrize("table", ["safeguarding_case", "access_grant"])
def test_a_right_and_a_policy_of_more_are_found(cursor: Cur, table: str) -> None:
    world.make(cursor)
    world.run(cursor, f"grant select on {table} to unhidden_worker")
    world.run(
        cursor,
        f"create policy more on {table} for select to unhidden_worker using (true)",
    )

    assert met(cursor, table) > 0
    said = [f"{table} is the worker's without a reason, or has one and is not"]
    found = catalogue.findings(cursor, excepted.WITHOUT_ROWS)
    assert [each for each in found if "worker's" in each] == said
