"""Installations on a server of a test's own, whose Django programs are stood in for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from psycopg import OperationalError

from unhidden.hosting import secret_files
from unhidden.hosting.installation import opening
from unhidden.hosting.installation.installation import Installation
from unhidden.hosting.installation.opening import DatabaseNeeds
from unhidden.hosting.paths import StateFolder
from unhidden.hosting.postgres import connecting, databases, roles
from unhidden.hosting.postgres.connecting import Parameters, connect, try_connecting
from unhidden.hosting.postgres.databases import DatabaseNote
from unhidden.hosting.processes.account import SystemAccount
from unhidden.hosting.refusal import Refusal
from unhidden.lib import database_roles

DATABASE, SECOND = "unhidden_whose", "unhidden_second"
UPGRADED = "upgrade_tables"
CONNECTING = [process for process in database_roles.ROLES if process != "owner"]


class Killed(Exception):
    """The power went."""


def clone(admin: Parameters, folder: Path, database: str = DATABASE) -> Installation:
    """The program with a state folder of its own: secrets are made where none are."""
    state = StateFolder(folder)
    state.make()
    return Installation(state, admin, database, secret_files.ensure_secrets(state))


def told(environment: Mapping[str, str]) -> dict[str, str]:
    """How a process connects: to its address, with the word in its file of secrets."""
    word = secret_files.read_secret_file(Path(environment["UNHIDDEN_SECRETS"]))[
        "password"
    ]
    return {**connecting.parse_address(environment["DATABASE_URL"]), "password": word}


def prepare(installation: Installation, wanted: DatabaseNeeds | None = None) -> None:
    opening.prepare_database(installation, lambda _: None, wanted or DatabaseNeeds())


def still_serves(installation: Installation) -> bool:
    """Whether every process of it can connect with the password that it was given."""
    try:
        for process in CONNECTING:
            try_connecting(installation.parameters(process)).close()
    except OperationalError:
        return False
    return True


def everything(admin: Parameters) -> list[tuple[object, ...]]:
    """Passwords of roles, and what stands on roles and databases."""
    with connect(admin) as connection:
        return connection.execute(
            "select rolname, rolcanlogin, rolpassword,"
            " shobj_description(oid, 'pg_authid') from pg_authid union all"
            " select datname, true, '', shobj_description(oid, 'pg_database')"
            " from pg_database order by 1"
        ).fetchall()


def note_of(installation: Installation) -> DatabaseNote:
    with connect(installation.server) as admin:
        found = databases.read_note(admin, installation.database)
    assert found
    return found


def write(installation: Installation, note: DatabaseNote) -> None:
    with connect(installation.server) as admin:
        databases.write_note(admin, installation.database, note)


def refused(installation: Installation, sentence: str) -> None:
    """Whoever starts so reads this sentence, and nothing was changed before."""
    before = everything(installation.server)
    with pytest.raises(Refusal, match=sentence):
        prepare(installation)
    assert everything(installation.server) == before


def kill(*_: object, **__: object) -> None:
    raise Killed


def forget_everything(admin: Parameters) -> None:
    with connect(admin) as connection:
        for name in (DATABASE, SECOND):
            databases.drop_database(connection, name)
        for name in (*database_roles.ROLES.values(), database_roles.GUARD):
            roles.drop_role(connection, name)


class Steps:
    """Stands in for the Django programs; notes which were run."""

    def __init__(self) -> None:
        self.run: list[str] = []
        self.killed_in = ""

    def __call__(
        self,
        name: str,
        *_: str,
        environment: Mapping[str, str],
        account: SystemAccount | None = None,
    ) -> None:
        self.run.append(name)
        with try_connecting(told(environment)) as connection:
            if name == UPGRADED:
                connection.execute("create table kept ()")
        if name == self.killed_in:
            raise Killed
