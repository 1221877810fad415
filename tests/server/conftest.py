"""Servers of the tests' own, apart from the one that the session runs on."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.backup.restoring import Backup
from config.server.account import to_step_down_to
from config.server.cluster import Cluster
from config.server.connecting import Parameters
from config.server.paths import State
from tests import postgres
from tests.postgres import Server
from tests.server import backups
from tests.server.backups import Kept


@pytest.fixture(scope="module")
def module_place() -> Iterator[Path]:
    """A folder for all tests of a file, as ``place`` is for one."""
    with tempfile.TemporaryDirectory(dir=postgres.folder(), prefix="tried-") as made:
        Path(made).chmod(0o711)
        yield Path(made)


@pytest.fixture(scope="module")
def admin(module_place: Path) -> Iterator[Parameters]:
    """An empty server that a file's tests may set up and spoil."""
    account = to_step_down_to()
    cluster = Cluster(module_place / "postgres", "a word", account, careless=True)
    cluster.make()
    child = cluster.start()
    yield cluster.admin
    cluster.stop(child, in_haste=True)


@pytest.fixture
def state(place: Path) -> State:
    """A state folder with nothing in it."""
    made = State(place / "state")
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
def backup(kept: Kept) -> Backup:
    """A backup of that installation."""
    return kept.make()
