"""The desk's tables can be filled for the clock, as they are today."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest

from benchmarks.linkage import batching, desk
from tests.support.postgres import Server
from unhidden.access.actor import Actor
from unhidden.hosting.postgres.connecting import connect


@pytest.mark.django_db
def test_made_people_are_written_as_mentions_with_their_keys(
    tmp_path: Path, test_server: Server, test_database: str
) -> None:
    batching.prepare(tmp_path, 60)
    whose = Actor(uuid4(), uuid4(), frozenset())
    with connect({**test_server.admin, "dbname": test_database}) as admin:
        admin.autocommit = True
        with admin.transaction(force_rollback=True):
            keys = desk.fill(admin, tmp_path, whose, others=True)

            traced = admin.execute(desk.TO_TRACE).fetchall()
            counted = [
                admin.execute(f"select count(*) from {table}").fetchall()[0][0]  # noqa: S608  # names of our own
                for table in desk.TABLES
            ]
    assert counted == [20, 60, 60 * desk.OF_AN_ITEM, 60 + len(traced), keys]
    assert traced
    assert keys > 60
