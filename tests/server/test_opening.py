"""Setting up a database: once, for plain roles, and again after being killed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from tests.server.installations import UPGRADED, Killed, Steps, told
from unhidden.hosting import secret_files
from unhidden.hosting.installation import identity, opening
from unhidden.hosting.installation.installation import Installation
from unhidden.hosting.installation.opening import DatabaseNeeds
from unhidden.hosting.paths import StateFolder
from unhidden.hosting.postgres import connecting, databases, roles
from unhidden.hosting.postgres.connecting import Connection, connect, try_connecting
from unhidden.hosting.postgres.databases import DatabaseNote
from unhidden.hosting.processes import step
from unhidden.hosting.refusal import Refusal
from unhidden.lib.database_roles import GUARD, ROLES

DATABASE = "unhidden_tried"
WANTED = DatabaseNeeds(demonstration=True)
LOADED, LINKED = "load_demonstration", "first_links"


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> Steps:
    made = Steps()
    monkeypatch.setattr(step, "run_step", made)
    return made


@pytest.fixture(scope="module")
def secrets(module_place: Path) -> dict[str, str]:
    """One installation's: the roles stay from test to test."""
    state = StateFolder(module_place / "state")
    state.make()
    return secret_files.ensure_secrets(state)


@pytest.fixture
def installation(
    admin: connecting.Parameters,
    state: StateFolder,
    steps: Steps,
    secrets: dict[str, str],
) -> Iterator[Installation]:
    state.make()
    secret_files.write_secret_file(state.secrets / "all.json", secrets)
    yield Installation(state, admin, DATABASE, secret_files.ensure_secrets(state))
    with connect(admin) as connection:
        connection.execute(f"drop database if exists {DATABASE} with (force)")


def prepare(installation: Installation, wanted: DatabaseNeeds = WANTED) -> None:
    opening.prepare_database(installation, lambda _: None, wanted)


def as_process(installation: Installation, process: str) -> Connection:
    return try_connecting(installation.parameters(process))


def as_owner(installation: Installation) -> Connection:
    """The owner does not sign in; the administrator becomes it."""
    options = f"-c role={databases.OWNER}"
    found = {**installation.server, "dbname": DATABASE, "options": options}
    return try_connecting(found)


def note(installation: Installation) -> DatabaseNote | None:
    with connect(installation.server) as admin:
        return databases.read_note(admin, DATABASE)


def test_a_new_database_is_migrated_and_filled_once(
    installation: Installation, steps: Steps
) -> None:
    prepare(installation)
    prepare(installation)

    assert steps.run == [UPGRADED, LOADED]
    found = note(installation)
    assert found
    assert found.is_ready


@pytest.mark.parametrize("process", sorted(ROLES.keys() - {"backup", "owner"}))
def test_each_process_connects_under_its_own_plain_role(
    installation: Installation, process: str
) -> None:
    prepare(installation)

    with as_process(installation, process) as connection:
        row = connection.execute(
            "select current_user, rolsuper or rolbypassrls or rolcreaterole"
            " or rolcreatedb or rolreplication from pg_roles"
            " where rolname = current_user"
        ).fetchone()

    assert row == (ROLES[process], False)


def test_only_the_backup_reads_past_the_rules_of_rows(
    installation: Installation,
) -> None:
    prepare(installation)

    with connecting.connect(installation.server) as admin:
        roles.check_may_back_up(admin)
        found = admin.execute(
            "select rolname, rolcanlogin, rolbypassrls, rolsuper or rolcreaterole"
            " or rolcreatedb or rolreplication from pg_roles where rolname = any(%s)"
            " order by rolname",
            [[GUARD, ROLES["backup"]]],
        ).fetchall()

    assert found == [
        ("unhidden_backup", True, True, False),
        ("unhidden_guard", False, False, False),
    ]


def test_a_backup_that_would_not_be_whole_is_refused(
    installation: Installation,
) -> None:
    prepare(installation)

    with connecting.connect(installation.server) as admin:
        admin.execute("alter role unhidden_backup nobypassrls")
        with pytest.raises(Refusal, match="would not be whole"):
            roles.check_may_back_up(admin)


def test_a_newer_version_brings_its_roles_to_an_older_database(
    installation: Installation,
) -> None:
    prepare(installation)
    name = ROLES["signin"]
    with connecting.connect(installation.server) as admin:
        admin.execute(f"drop owned by {name}")
    with connecting.connect(
        {**installation.server, "dbname": installation.database}
    ) as inside:
        inside.execute(f"drop owned by {name}")
        inside.execute(f"drop role {name}")

    prepare(installation)

    with as_process(installation, "signin") as connection:
        row = connection.execute("select current_user").fetchone()
    assert row == (name,)


def test_only_the_owner_may_be_the_guard(installation: Installation) -> None:
    prepare(installation)

    with connecting.connect(installation.server) as admin:
        admin.execute("grant unhidden_guard to unhidden_staff")
        with pytest.raises(Refusal, match="unhidden_staff has special rights"):
            roles.create_missing_roles(admin)
        admin.execute("revoke unhidden_guard from unhidden_staff")
        roles.create_missing_roles(admin)


@pytest.mark.parametrize("process", ["staff", "public", "worker"])
@pytest.mark.parametrize("other", ROLES.values())
def test_no_process_becomes_another(
    installation: Installation, process: str, other: str
) -> None:
    prepare(installation)
    if other == ROLES[process]:
        return

    with (
        as_process(installation, process) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(sql.SQL("set role {}").format(sql.Identifier(other)))


@pytest.mark.parametrize("process", ["staff", "public", "worker"])
@pytest.mark.parametrize(
    "statement",
    ["create table mine ()", "create temp table mine ()", "create schema s"],
)
def test_no_process_makes_a_table(
    installation: Installation, process: str, statement: str
) -> None:
    prepare(installation)

    with (
        as_process(installation, process) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(statement)


def test_a_stranger_does_not_even_connect(installation: Installation) -> None:
    prepare(installation)
    with connect(installation.server) as admin:
        roles.create_role(admin, "stranger")
        roles.set_password(admin, "stranger", "word")

    with pytest.raises(psycopg.OperationalError, match="permission denied"):
        try_connecting(
            {**installation.parameters("staff"), "user": "stranger", "password": "word"}
        )


@pytest.mark.parametrize("killed_in", [UPGRADED, LOADED])
def test_a_set_up_that_was_killed_begins_again(
    installation: Installation, steps: Steps, killed_in: str
) -> None:
    steps.killed_in = killed_in
    with pytest.raises(Killed):
        prepare(installation)
    before = steps.run.copy()
    steps.killed_in = ""

    prepare(installation)

    assert steps.run[len(before) :] == [UPGRADED, LOADED]


def test_a_database_that_accepted_data_is_never_made_anew(
    installation: Installation, steps: Steps
) -> None:
    prepare(installation, DatabaseNeeds())
    with as_owner(installation) as connection:
        connection.execute("create table accepted ()")

    prepare(installation)

    with as_owner(installation) as connection:
        connection.execute("select from accepted")
    assert steps.run == [UPGRADED]


def test_changed_tables_are_migrated_and_nothing_is_filled(
    installation: Installation, steps: Steps
) -> None:
    prepare(installation)
    with connect(installation.server) as admin:
        databases.write_note(
            admin, DATABASE, DatabaseNote(is_ready=True, migrated="older")
        )
    with as_owner(installation) as connection:
        connection.execute("drop table kept")

    prepare(installation)

    assert steps.run == [
        UPGRADED,
        LOADED,
        UPGRADED,
        LINKED,
    ]


def test_a_restored_copy_without_a_note_is_kept(
    installation: Installation, steps: Steps
) -> None:
    prepare(installation)
    with connect(installation.server) as admin, roles.acting_as(admin, databases.OWNER):
        admin.execute(f"comment on database {DATABASE} is null")
    with as_owner(installation) as connection:
        connection.execute("alter table kept rename to kept_too")

    prepare(installation)

    with as_owner(installation) as connection:
        connection.execute("select from kept_too")
    assert steps.run == [
        UPGRADED,
        LOADED,
        UPGRADED,
        LINKED,
    ]


def test_what_is_remembered_of_keys_goes_with_the_database(
    installation: Installation, steps: Steps
) -> None:
    remembered = installation.state.memory("staff", is_apart=False)
    remembered.parent.mkdir()
    remembered.touch()

    prepare(installation)
    is_kept_by_the_first = remembered.exists()
    remembered.touch()
    prepare(installation)

    assert not is_kept_by_the_first
    assert remembered.exists()


def test_another_programs_database_is_left_alone(installation: Installation) -> None:
    with connect(installation.server) as admin:
        admin.execute(f"create database {DATABASE}")
    with connect({**installation.server, "dbname": DATABASE}) as inside:
        inside.execute("create table theirs ()")

    with pytest.raises(Refusal, match="holds tables of another program"):
        prepare(installation)


def test_an_empty_database_that_the_operator_made_is_taken(
    installation: Installation, steps: Steps
) -> None:
    with connect(installation.server) as admin:
        admin.execute(f"create database {DATABASE}")

    prepare(installation)

    assert steps.run == [UPGRADED, LOADED]


def test_a_database_in_use_can_be_dropped(installation: Installation) -> None:
    prepare(installation)

    with as_process(installation, "staff"), connect(installation.server) as admin:
        databases.drop_database(admin, DATABASE)

    assert note(installation) is None


def test_an_administrator_need_not_be_a_superuser(installation: Installation) -> None:
    with connect(installation.server) as admin:
        admin.execute("create role helper login createrole createdb")
        roles.set_password(admin, "helper", "word")
        for role in (GUARD, *ROLES.values()):
            admin.execute(f"drop role if exists {role}")
    helper = {**installation.server, "user": "helper", "password": "word"}
    theirs = Installation(installation.state, helper, DATABASE, installation.secrets)

    prepare(theirs)

    with as_process(theirs, "staff") as connection:
        assert connection.execute("select current_user").fetchone()
    with connect(installation.server) as admin:
        with pytest.raises(Refusal, match="does not let us give it that right"):
            roles.check_may_back_up(admin)
        admin.execute("alter role unhidden_backup bypassrls")
        admin.execute(f"drop database {DATABASE} with (force)")


def test_a_role_that_may_not_set_up_is_told_what_it_lacks(
    installation: Installation,
) -> None:
    with connect(installation.server) as admin:
        roles.create_role(admin, "weak")
        roles.set_password(admin, "weak", "word")
    weak = {**installation.server, "user": "weak", "password": "word"}

    with pytest.raises(Refusal, match="must be a superuser, or have CREATEROLE"):
        prepare(Installation(installation.state, weak, DATABASE, installation.secrets))


@pytest.mark.parametrize("power", ["superuser", "bypassrls", "createrole"])
def test_a_serving_role_with_powers_is_refused(
    installation: Installation, power: str
) -> None:
    with connect(installation.server) as admin:
        identity.ensure_roles(admin, installation)
        admin.execute(f"alter role unhidden_staff {power}")
        try:
            with pytest.raises(Refusal, match="unhidden_staff has special rights"):
                prepare(installation)
        finally:
            admin.execute(f"alter role unhidden_staff no{power}")


def test_all_roles_in_one_is_there_for_a_while_only(
    installation: Installation,
) -> None:
    prepare(installation)

    with installation.environment_of_all_roles() as environment:
        given = told(environment)
        with try_connecting(given) as connection:
            first = connection.execute("select current_user").fetchone()
            connection.execute("set role unhidden_public")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute("set role unhidden_owner")

    assert first == ("unhidden_staff",)
    with pytest.raises(psycopg.OperationalError):
        try_connecting(given)
