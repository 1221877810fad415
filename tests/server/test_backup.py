"""A backup is whole, of one moment, and comes back as it was, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from psycopg.rows import TupleRow

from tests.server import backups
from tests.server.backups import ROWS, Kept, forced_rows
from unhidden.hosting.backup import contents, making, programs, restoring, role, store
from unhidden.hosting.backup.manifest import BackupManifest
from unhidden.hosting.backup.restoring import OpenableBackup
from unhidden.hosting.installation import identity
from unhidden.hosting.installation.installation import Installation
from unhidden.hosting.postgres import databases, roles
from unhidden.hosting.postgres.connecting import Parameters, connect, try_connecting
from unhidden.hosting.postgres.databases import DatabaseNote
from unhidden.hosting.refusal import Refusal
from unhidden.lib import database_roles

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("backup")]


def meanwhile(monkeypatch: pytest.MonkeyPatch, act: Callable[[], None]) -> None:
    """Do something after the figures were taken, before the database is dumped."""
    find = programs.find_program

    def found(name: str, version: int) -> str:
        act()
        return find(name, version)

    monkeypatch.setattr(programs, "find_program", found)


def as_staff(inside: psycopg.Connection[TupleRow], statement: str) -> None:
    with inside.transaction():
        inside.execute("set local role unhidden_staff")
        inside.execute(statement.encode())


def after_pouring(
    monkeypatch: pytest.MonkeyPatch, kept: Kept, *statements: str
) -> None:
    """Spoil the restored copy before it is compared."""
    pour = restoring._pour

    def spoilt(*given: object) -> None:
        pour(*given)  # type: ignore[arg-type]
        with kept.inside(kept.copy) as inside:
            for statement in statements:
                inside.execute(statement)

    monkeypatch.setattr(restoring, "_pour", spoilt)


def test_everything_comes_back_and_is_ready_for_use(whole: Kept) -> None:
    assert whole.restore(whole.make()) == []

    with connect(whole.installation.server) as admin:
        assert databases.read_note(admin, whole.copy.database) == replace(
            identity.note_of(whole.copy), is_ready=True
        )
    with whole.inside() as before, whole.inside(whole.copy) as after:
        names = backups.table_names(before)
        assert backups.table_names(after) == names
        for name in names:
            query = sql.SQL("select t::text from {} t order by 1").format(name)
            assert after.execute(query).fetchall() == before.execute(query).fetchall()


def test_what_was_done_is_sealed_on_in_the_restored_database(whole: Kept) -> None:
    note = (
        "select wall.note('audit.refused', 'alteration', 'page',"
        " null, '', now(), null, '{}')"
    )
    with whole.inside() as before:
        as_staff(before, note)
        waiting = "select count(*) from audit_waiting"
        (waited,) = before.execute(waiting).fetchone() or (0,)

    whole.restore(whole.make())

    with whole.inside(whole.copy) as after:
        as_staff(after, note)
        take = "select * from wall.take_waiting(1000, false)"
        sealed = after.execute(take).fetchall()
        assert len(sealed) == waited + 1
        assert after.execute(waiting).fetchone() == (0,)


def test_rows_that_forced_row_security_hides_from_the_owner_are_in_it(
    kept: Kept, backup: OpenableBackup
) -> None:
    with kept.inside() as inside, roles.acting_as(inside, databases.OWNER):
        assert forced_rows(inside) == 0, "the policy does not hide anything"

    kept.restore(backup)

    assert backup.check().contents.tables["guarded.forced"].rows == ROWS
    with kept.inside(kept.copy) as inside:
        assert forced_rows(inside) == ROWS
        with roles.acting_as(inside, databases.OWNER):
            assert forced_rows(inside) == 0, "the policy did not come back"


def test_a_role_bound_by_row_security_fails_instead_of_taking_a_part(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(role, "NAME", databases.OWNER)
    monkeypatch.setattr(role, "ensure_backup_role", lambda _: None)

    with pytest.raises(Refusal, match="may not read everything: query would be"):
        kept.make()

    assert not kept.file.exists()


def test_pg_dump_by_itself_does_not_take_a_part_either(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(role, "NAME", databases.OWNER)
    monkeypatch.setattr(role, "ensure_backup_role", lambda _: None)
    with kept.inside() as inside, inside.transaction():
        known = contents.read_contents(inside)
    monkeypatch.setattr(contents, "read_contents", lambda _: known)

    with pytest.raises(Refusal, match=r"pg_dump failed: .*row-level security"):
        kept.make()

    assert list(kept.folder.glob("kept.backup*")) == []


def test_the_backup_role_reads_everything_and_changes_nothing(whole: Kept) -> None:
    whole.make()
    server = whole.installation.server
    reader = role.make_role_parameters(server, whole.installation.database)

    with try_connecting(reader) as connection:
        for name in backups.table_names(connection):
            connection.execute(sql.SQL("select * from {} limit 1").format(name))
            for statement in ("delete from {}", "truncate {}", "drop table {}"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(sql.SQL(statement).format(name))
        for statement in (
            "create table mine ()",
            "create temp table mine ()",
            "insert into guarded.forced (id, told) values (-1, '')",
            "update guarded.forced set told = ''",
            "select setval('guarded.counted_id_seq', 1)",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)


def test_a_backup_role_that_would_read_a_part_is_refused(admin: Parameters) -> None:
    with connect(admin) as connection:
        role.ensure_backup_role(connection)
        connection.execute(f"alter role {role.NAME} nobypassrls")

        with pytest.raises(Refusal, match=f"ALTER ROLE {role.NAME} BYPASSRLS"):
            role.ensure_backup_role(connection)


def test_the_backup_role_itself_may_make_one_without_an_administrator(
    kept: Kept,
) -> None:
    whole = kept.make().check()
    kept.file.unlink()
    was = kept.installation
    word = was.secrets["backup_password"]
    with connect(was.server) as admin:
        roles.set_password(admin, role.NAME, word)
    server = {**was.server, "user": role.NAME, "password": word}

    making.make_backup(replace(was, server=server), kept.file)

    assert OpenableBackup(kept.file, kept.key).check().contents == whole.contents


@pytest.fixture
def helper(kept: Kept) -> Iterator[Kept]:
    """The same through an administrator who is no superuser."""
    was = kept.installation
    name = f"{was.database}_helper"
    with connect(was.server) as admin:
        admin.execute(f"create role {name} login createrole createdb")
        roles.set_password(admin, name, "word")
        for each in (databases.OWNER, database_roles.GUARD):
            admin.execute(f"grant {each} to {name} with admin option")
    server = {**was.server, "user": name, "password": "word"}
    installation = Installation(was.state, server, was.database, was.secrets)
    yield Kept(installation, kept.folder)
    with connect(was.server) as admin:
        databases.drop_database(admin, kept.copy.database)
        for each in (databases.OWNER, database_roles.GUARD):
            admin.execute(f"revoke {each} from {name} cascade")
        admin.execute(f"drop role {name}")


def test_an_administrator_who_is_no_superuser_is_told_what_is_missing(
    helper: Kept,
) -> None:
    name = helper.installation.server["user"]
    with connect(helper.installation.server) as admin:
        version = admin.info.server_version // 10_000
    if version < 16:
        return  # there whoever creates roles may hand out this one too

    with pytest.raises(Refusal, match=f"GRANT {role.NAME} TO {name};"):
        helper.make()


def test_an_administrator_need_not_be_a_superuser(kept: Kept, helper: Kept) -> None:
    name = helper.installation.server["user"]
    with connect(kept.installation.server) as admin:
        role.ensure_backup_role(admin)
        admin.execute(f"grant {role.NAME} to {name}")

    assert helper.restore(helper.make()) == []


def test_it_is_of_one_moment_whatever_is_written_meanwhile(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write() -> None:
        with kept.inside() as inside:
            inside.execute("insert into guarded.forced values (-1, 'late')")
            inside.execute("delete from guarded.forced where id < 100")
            inside.execute("insert into guarded.counted (word) values ('one')")

    with monkeypatch.context() as patch:
        meanwhile(patch, write)
        backup = kept.make()

    assert kept.restore(backup) == []
    with kept.inside(kept.copy) as inside:
        assert forced_rows(inside) == ROWS


def test_a_database_that_is_not_set_up_is_not_backed_up(kept: Kept) -> None:
    was = kept.installation
    other = Installation(was.state, was.server, "nothing_there", was.secrets)

    with pytest.raises(Refusal, match="nothing_there is not set up"):
        making.make_backup(other, kept.file)


def test_a_database_that_holds_tables_is_not_restored_into(
    kept: Kept, backup: OpenableBackup
) -> None:
    kept.restore(backup)
    with kept.inside(kept.copy) as inside:
        inside.execute("create table since ()")

    with pytest.raises(Refusal, match="holds tables, and a backup is restored"):
        kept.restore(backup)

    with kept.inside(kept.copy) as inside:
        inside.execute("select from since")


def test_what_a_killed_restore_left_makes_way_for_the_next(
    kept: Kept, backup: OpenableBackup
) -> None:
    kept.restore(backup)
    with connect(kept.installation.server) as admin:
        databases.write_note(admin, kept.copy.database, DatabaseNote())
    with kept.inside(kept.copy) as inside:
        inside.execute("drop table guarded.forced")

    assert kept.restore(backup) == []


def test_what_did_not_come_back_as_it_was_is_told_and_nothing_is_kept(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = kept.make()
    after_pouring(
        monkeypatch,
        kept,
        "delete from guarded.forced where id = 1",
        "drop policy nobody on guarded.forced",
    )

    with pytest.raises(Refusal) as refused:
        kept.restore(backup)

    assert str(refused.value) == (
        "The table guarded.forced has 499 rows instead of 500.\n"
        "The table guarded.forced has other columns, constraints, policies or rights.\n"
        "Nothing of it was kept."
    )
    assert not kept.has_copy()


def test_what_differs_can_be_kept_on_purpose(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = kept.make()
    after_pouring(monkeypatch, kept, "delete from guarded.forced where id = 1")

    told = kept.restore(backup, keep=True)

    assert told == ["The table guarded.forced has 499 rows instead of 500."]
    assert kept.has_copy()


@pytest.mark.parametrize(
    ("migrations", "told"),
    [
        (
            ("audit.9999_from_the_future",),
            r"another version .*\(audit\.9999_from_the_f",
        ),
        (("audit.0001_initial",), r"earlier version .*\(audit\.0002_.* is missing"),
    ],
)
def test_a_backup_of_newer_tables_or_of_too_old_ones_is_refused(
    backup: OpenableBackup, migrations: tuple[str, ...], told: str
) -> None:
    found = backup.check()

    restoring.check_program(found)
    with pytest.raises(Refusal, match=told):
        restoring.check_program(
            replace(found, contents=replace(found.contents, migrations=migrations))
        )


def test_the_secrets_must_be_those_of_the_backup_but_are_not_in_it(
    kept: Kept, backup: OpenableBackup
) -> None:
    found, secrets = backup.check(), dict(kept.installation.secrets)

    restoring.check_secrets(found, secrets, kept.folder)
    for name in ("staff_password", "secret_key", "public_secret_key", "context_key"):
        restoring.check_secrets(found, {**secrets, name: "new"}, kept.folder)
    with pytest.raises(Refusal, match=r"not those of the backup \(vault_key\)"):
        restoring.check_secrets(found, {**secrets, "vault_key": "new"}, kept.folder)
    with pytest.raises(Refusal, match="receipt_key, root_seed, vault_key"):
        restoring.check_secrets(found, {}, kept.folder)
    assert not [word for word in secrets.values() if word.encode() in found.to_bytes()]


@pytest.fixture
def file_store(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file store with two files, as a later version may have one."""
    monkeypatch.setattr(store, "FOLDERS", ("documents",))
    folder = kept.installation.state.folder / "documents"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "large").write_bytes(b"large " * 100_000)
    (folder / "empty").touch()
    return folder


def test_the_file_store_comes_back_too(kept: Kept, file_store: Path) -> None:
    backup = kept.make()
    file_store.rename(file_store.with_name("was"))

    assert kept.restore(backup) == []

    assert (file_store / "deep" / "large").read_bytes() == b"large " * 100_000
    assert (file_store / "empty").read_bytes() == b""


def test_files_that_are_there_are_never_written_over(
    kept: Kept, file_store: Path
) -> None:
    backup = kept.make()

    with pytest.raises(Refusal, match="documents holds files already"):
        kept.restore(backup)

    assert not kept.has_copy()


@pytest.mark.parametrize("name", ["../x", "documents/../../x", "/x", "documents"])
def test_a_file_goes_nowhere_but_below_its_folder(tmp_path: Path, name: str) -> None:
    if name == "documents":
        assert store.locate_file(tmp_path, "documents/x") == tmp_path / "documents/x"
        return

    with pytest.raises(Refusal, match="names a file outside its folders"):
        store.locate_file(tmp_path, name)


def test_a_manifest_is_read_as_it_was_written(backup: OpenableBackup) -> None:
    found = backup.check()

    assert BackupManifest.from_bytes(found.to_bytes()) == found
    assert found.contents.rows > ROWS
    assert found.database.endswith("_kept")
    assert found.migrated == "as it is"
    assert "audit.0001_tables" in found.contents.migrations
