"""The migrations that one stands for, and tables too old for it."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.support.postgres import Server
from unhidden.hosting.postgres import connecting
from unhidden.hosting.postgres.databases import OWNER
from unhidden.hosting.processes import step
from unhidden.hosting.refusal import AlreadyTold
from unhidden.lib import versions

OLD = "0004_sealed_and_by_month"


def test_the_first_migration_of_a_module_stands_for_those_before_it() -> None:
    known = versions.list_known_migrations()

    assert f"audit.{OLD}" in known["audit.0001_tables"]
    assert not set(known) & {name for each in known.values() for name in each}


def test_tables_are_of_today_or_new_or_lack_something() -> None:
    replaced = versions.list_known_migrations()["audit.0001_tables"]

    assert versions.find_missing_migration(replaced) == ""
    assert versions.find_missing_migration(()) == ""
    assert versions.find_missing_migration(("audit.0001_tables",)) == ""
    assert versions.find_missing_migration(replaced[:-1]) == f"audit.{OLD}"


@pytest.fixture
def too_old(test_server: Server, test_database: str) -> Iterator[dict[str, str]]:
    """The environment of an owner whose tables lack a module's last change."""
    name = f"{test_database}_too_old"
    test_server.remake(name)
    owner = {**test_server.admin, "dbname": name, "options": f"-c role={OWNER}"}
    with connecting.connect(owner) as connection:
        connection.execute("delete from django_migrations where name = %s", [OLD])
    yield {
        **os.environ,
        "DATABASE_URL": connecting.make_address(owner),
        "DJANGO_SETTINGS_MODULE": "unhidden.config.settings.owner",
    }
    test_server.drop(name)


def test_tables_that_are_too_old_are_left_alone_with_a_sentence(
    too_old: dict[str, str], capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(AlreadyTold):
        step.run_step("upgrade_tables", environment=too_old)

    assert f"begins after it (audit.{OLD} is missing)" in capfd.readouterr().err
