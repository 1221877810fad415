"""Servers of the tests' own, apart from the one that the session runs on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.server import backups
from tests.server.backups import Kept
from tests.server.installations import (
    DATABASE,
    clone,
    forget_everything,
    prepare,
    told,
)
from tests.support.postgres import Server
from unhidden.hosting.backup.restoring import OpenableBackup
from unhidden.hosting.installation.installation import Installation
from unhidden.hosting.paths import StateFolder
from unhidden.hosting.postgres import databases
from unhidden.hosting.postgres.cluster import EmbeddedCluster
from unhidden.hosting.postgres.connecting import Parameters, connect, try_connecting
from unhidden.hosting.processes import step
from unhidden.hosting.processes.account import SystemAccount, to_step_down_to
from unhidden.lib import database_roles


@pytest.fixture(scope="module")
def admin(module_place: Path) -> Iterator[Parameters]:
    """An empty server that a file's tests may set up and spoil."""
    account = to_step_down_to()
    cluster = EmbeddedCluster(
        module_place / "postgres", "a word", account, careless=True
    )
    cluster.make()
    child = cluster.start()
    yield cluster.admin
    cluster.stop(child, in_haste=True)


@pytest.fixture
def state(place: Path) -> StateFolder:
    """A state folder with nothing in it."""
    made = StateFolder(place / "state")
    made.make()
    return made


@pytest.fixture
def kept(test_server: Server, test_database: str, tmp_path: Path) -> Iterator[Kept]:
    """An installation with few tables, and rows that nobody may see."""
    name = f"{test_database}_kept"
    with backups.kept(test_server, name, tmp_path, is_whole=False) as made:
        yield made


@pytest.fixture
def whole(test_server: Server, test_database: str, tmp_path: Path) -> Iterator[Kept]:
    """The same with all tables that the program has."""
    with backups.kept(test_server, f"{test_database}_whole", tmp_path) as made:
        yield made


@pytest.fixture
def backup(kept: Kept) -> OpenableBackup:
    """A backup of that installation."""
    return kept.make()


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The Django programs that would have run; what changes tables makes one."""
    run: list[str] = []

    def instead(
        name: str,
        *_: str,
        environment: Mapping[str, str],
        account: SystemAccount | None = None,
    ) -> None:
        run.append(name)
        if name == "first_links":
            return
        with try_connecting(told(environment)) as connection:
            connection.execute("create table if not exists kept ()")

    monkeypatch.setattr(step, "run_step", instead)
    return run


@pytest.fixture
def first(
    admin: Parameters, place: Path, stand_in: list[str]
) -> Iterator[Installation]:
    """An installation that is set up on a server where nobody was before."""
    forget_everything(admin)
    made = clone(admin, place / "first")
    prepare(made)
    yield made
    forget_everything(admin)


@pytest.fixture
def earlier(first: Installation) -> Installation:
    """The same as 0.1.0 leaves one: no mark, no fingerprint, an owner who signs in."""
    with connect(first.server) as admin:
        plain = '{"is_ready": true, "migrated": "older"}'
        admin.execute(f"comment on database {DATABASE} is '{plain}'")
        for name in (*database_roles.ROLES.values(), database_roles.GUARD):
            admin.execute(f"comment on role {name} is null")
        admin.execute(f"alter role {databases.OWNER} login")
    return first
