"""Drills 16, 17 and 22 to 24: servers of the operator's own, and who shares them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from secrets import token_urlsafe

from psycopg import sql

from benchmarks.operate import ground
from benchmarks.operate.commands import (
    CommandAnswer,
    ask_command,
    ask_program,
    make_environment,
)
from benchmarks.operate.ground import DrillGround
from benchmarks.operate.real import DebianServer, serve_debian
from tests.server import installations
from unhidden.hosting.paths import REPOSITORY
from unhidden.hosting.postgres import connecting

DONE = "The tables and their grants are up to date."
TWO_NODES = "tests/server/test_two_nodes.py"


@dataclass(frozen=True, slots=True)
class MigratedServer:
    """Debian's server, the state folder that it belongs to, and how that was made."""

    debian: DebianServer
    state: Path
    answer: CommandAnswer

    def migrate(self, state: Path, database: str = ground.DATABASE) -> CommandAnswer:
        """Bring the tables up to date, with the secrets of a state folder."""
        told = {"DATABASE_URL": self.debian.find_address(database)}
        return ask_program("migrate", state=state, told=told)


def find_migrated(on: DrillGround) -> MigratedServer:
    """The one that these drills share; its database was not there before."""
    return on.share(MigratedServer, partial(_migrate_first, on))


@contextmanager
def _migrate_first(on: DrillGround) -> Iterator[MigratedServer]:
    place = on.make_place("migrated")
    with serve_debian(place) as debian:
        told = {"DATABASE_URL": debian.find_address()}
        answer = ask_program("migrate", state=place / "state", told=told)
        yield MigratedServer(debian, place / "state", answer)


def name_a_database_that_is_not_there(on: DrillGround) -> None:
    """The database that DATABASE_URL names is made."""
    found = find_migrated(on)
    found.answer.must_do(DONE)
    assert len(ground.count_rows_of(found.debian.admin)) > 100


def set_up_as_a_lesser_role(on: DrillGround) -> None:
    """Set-up needs CREATEROLE and CREATEDB, and no superuser."""
    place, word = on.make_place("lesser"), token_urlsafe(24)
    with serve_debian(place) as debian:
        with connecting.connect(debian.admin) as admin:
            made = "create role helper login createrole createdb password {}"
            admin.execute(sql.SQL(made).format(sql.Literal(word)))
        helper = {**debian.admin, "user": "helper", "password": word}
        address = connecting.make_address({**helper, "dbname": ground.DATABASE})
        told = {"DATABASE_URL": address}
        ask_program("migrate", state=place / "state", told=told).must_do(DONE)
        assert len(ground.count_rows_of(debian.admin)) > 100


def serve_from_two_nodes(on: DrillGround) -> None:
    """The same form to two nodes is one report, and a session is known to both."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    answer = ask_command([*command, TWO_NODES], make_environment(), folder=REPOSITORY)
    said = answer.must_do(" passed")
    assert "skipped" not in said, said[-400:]


def start_a_node_without_the_secrets(on: DrillGround) -> None:
    """A node from a clone of its own is refused, and takes nothing over."""
    _check_refused(on, "other-clone", ground.DATABASE, "belongs to other secrets")


def start_another_installation(on: DrillGround) -> None:
    """So is another installation on the same server, which would share the roles."""
    _check_refused(on, "other-one", "another", "belong to another installation")


def _check_refused(on: DrillGround, name: str, database: str, sentence: str) -> None:
    found = find_migrated(on)
    before = installations.everything(found.debian.admin)
    rows = ground.count_rows_of(found.debian.admin)
    state = on.make_place(name) / "state"
    found.migrate(state, database).must_refuse(sentence)
    assert installations.everything(found.debian.admin) == before, "it changed roles"
    assert ground.count_rows_of(found.debian.admin) == rows
    found.migrate(found.state).must_do(DONE)
