"""A role changes its own defaults and its own password: neither is worth anything."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from unhidden.hosting import secret_files
from unhidden.hosting.installation import opening
from unhidden.hosting.installation.installation import Installation
from unhidden.hosting.installation.opening import DatabaseNeeds
from unhidden.hosting.paths import StateFolder
from unhidden.hosting.postgres import roles
from unhidden.hosting.postgres.connecting import Parameters, connect, try_connecting
from unhidden.hosting.processes import step
from unhidden.lib import database_roles, database_sessions

DATABASE = "unhidden_own"
#: What a connection of any program would do otherwise, were it not for what it states.
HOSTILE = {
    "search_path": "pg_temp, public",
    "timezone": "Asia/Tokyo",
    "datestyle": "German",
    "row_security": "off",
    "default_transaction_read_only": "on",
    "default_transaction_isolation": "serializable",
    "lock_timeout": "7min",
    "statement_timeout": "7min",
    "idle_in_transaction_session_timeout": "7min",
    "idle_session_timeout": "7min",
}
_LEFT = "select count(*) from pg_db_role_setting where setrole = %s::regrole"


@pytest.fixture
def installation(
    admin: Parameters, module_place: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Installation]:
    """A database of an installation, without its tables."""
    monkeypatch.setattr(step, "run_step", lambda *_, **__: None)
    state = StateFolder(module_place / "state")
    state.make()
    made = Installation(state, admin, DATABASE, secret_files.ensure_secrets(state))
    start(made)
    yield made
    start(made)


def start(installation: Installation) -> None:
    opening.prepare_database(installation, lambda _: None, DatabaseNeeds())


@contextmanager
def may_sign_in(installation: Installation, process: str) -> Iterator[None]:
    """The owner signs in only for as long as the tables are migrated."""
    if process != "owner":
        yield
        return
    word = installation.secrets["owner_password"]
    with (
        connect(installation.server) as admin,
        roles.signing_in(admin, database_roles.ROLES[process], word),
    ):
        yield


def shown(connection: psycopg.Connection[tuple[str, ...]]) -> dict[str, str]:
    names = [*HOSTILE]
    query = "select name, setting from pg_settings where lower(name) = any(%s)"
    return {name.lower(): value for name, value in connection.execute(query, [names])}


@pytest.mark.parametrize("process", sorted({*database_roles.ROLES} - {"backup"}))
def test_a_connection_has_what_it_states_whatever_its_role_has_set(
    process: str, installation: Installation
) -> None:
    plain = installation.parameters(process)
    stated = {**plain, "options": database_sessions.make_connection_options(process)}
    with may_sign_in(installation, process):
        with try_connecting(stated) as connection:
            before = shown(connection)
        with try_connecting(plain) as stranger:
            for name, value in HOSTILE.items():
                stranger.execute(f"alter role current_user set {name} to {value!r}")

        with try_connecting(plain) as careless:
            changed = shown(careless)
        with try_connecting(stated) as connection:
            after = shown(connection)

    assert after == before
    assert all(changed[name] != before[name] for name in HOSTILE)


def test_a_start_takes_away_what_a_role_has_set(installation: Installation) -> None:
    role = database_roles.ROLES["public"]
    with try_connecting(installation.parameters("public")) as stranger:
        stranger.execute("alter role current_user set work_mem to '1GB'")
        stranger.execute(
            f"alter role current_user in database {DATABASE} set enable_sort to off"
        )

    with connect(installation.server) as admin:
        assert admin.execute(_LEFT, [role]).fetchone() == (2,)
    start(installation)

    with connect(installation.server) as admin:
        assert admin.execute(_LEFT, [role]).fetchone() == (0,)


def test_a_start_sets_a_changed_password_back(installation: Installation) -> None:
    ours = installation.parameters("public")
    with try_connecting(ours) as stranger:
        stranger.execute("alter role current_user password 'theirs'")

    start(installation)

    try_connecting(ours).close()
    with pytest.raises(psycopg.OperationalError, match="password"):
        try_connecting({**ours, "password": "theirs"})


def test_where_the_server_knows_us_by_our_user_no_password_is_worth_anything(
    installation: Installation,
) -> None:
    ours = installation.parameters("staff")
    with known_by_user(installation, getpass.getuser()):
        start(installation)
        with connect(installation.server) as admin:
            kept = "select rolpassword from pg_authid where rolname = %s"
            assert admin.execute(kept, [database_roles.ROLES["staff"]]).fetchone() == (
                None,
            )
        with try_connecting(ours) as stranger:
            stranger.execute("alter role current_user password 'theirs'")
    with known_by_user(installation, "somebody_else"):
        for word in ("theirs", ours["password"]):
            with pytest.raises(psycopg.OperationalError, match="Peer"):
                try_connecting({**ours, "password": word})


@contextmanager
def known_by_user(installation: Installation, user: str) -> Iterator[None]:
    """The staff role belongs to a user of the system, and to nobody else."""
    with connect(installation.server) as admin:
        files = [
            Path(str(admin.execute(f"show {name}").fetchone()[0]))  # type: ignore[index]
            for name in ("hba_file", "ident_file")
        ]
        before = [file.read_text() for file in files]
        role = database_roles.ROLES["staff"]
        wanted = f"local all {role} peer map=ours\n", f"ours {user} {role}\n"
        try:
            for file, line, text in zip(files, wanted, before, strict=True):
                file.write_text(line + text)
            admin.execute("select pg_reload_conf(), pg_sleep(0.2)")
            yield
        finally:
            for file, text in zip(files, before, strict=True):
                file.write_text(text)
            admin.execute("select pg_reload_conf(), pg_sleep(0.2)")
