"""A database worth keeping, for the tests of backups."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from psycopg import sql

from tests.support.postgres import ID, TEMPLATE, Server
from unhidden.hosting import secret_files
from unhidden.hosting.backup import keys, making, restoring
from unhidden.hosting.backup.restoring import OpenableBackup
from unhidden.hosting.installation import identity
from unhidden.hosting.installation.installation import Installation
from unhidden.hosting.paths import StateFolder
from unhidden.hosting.postgres import databases, roles
from unhidden.hosting.postgres.connecting import Connection, connect

WORDS = "Unmistakable Flibbertigibbet words"
ROWS = 500
# What is read of a database of ours whatever else is in it.
MIGRATED = """
create table public.django_migrations (app text not null, name text not null);
insert into public.django_migrations values ('audit', '0001_tables');
"""
# Rows that a policy hides from everybody, the owner included.
FORCED = f"""
create schema guarded;
create table guarded.forced (id int primary key, told text not null, kept bytea,
                             share real, at timestamptz, parts int[], told_in jsonb);
insert into guarded.forced
select n, '{WORDS} ' || n, sha256(n::text::bytea), n / 3.0, '2016-10-17 12:00Z',
       array[n, n + 1], jsonb_build_object('n', n)
  from generate_series(1, {ROWS}) n;
alter table guarded.forced enable row level security;
alter table guarded.forced force row level security;
create policy nobody on guarded.forced for select using (false);
create table guarded.counted (id int generated always as identity, word varchar(9)
  check (word in ('one', 'two')));
insert into guarded.counted (word) values ('one'), ('two'), ('one');
create table guarded.months (at date not null) partition by range (at);
create table guarded.october partition of guarded.months
  for values from ('2016-10-01') to ('2016-11-01');
insert into guarded.months values ('2016-10-17'), ('2016-10-21');
"""  # noqa: S608  # constants


@dataclass(frozen=True, slots=True)
class Kept:
    """An installation with data in it, its key, and a name for the restored copy."""

    installation: Installation
    folder: Path

    @property
    def file(self) -> Path:
        return self.folder / "kept.backup"

    @property
    def key(self) -> bytes:
        return keys.read_private(self.folder / "private")

    @property
    def copy(self) -> Installation:
        """The same installation, with the database to restore into."""
        was = self.installation
        name = f"{was.database}_copy"
        return Installation(was.state, was.server, name, was.secrets)

    def make(self) -> OpenableBackup:
        making.make_backup(self.installation, self.file)
        return OpenableBackup(self.file, self.key)

    def restore(self, backup: OpenableBackup, *, keep: bool = False) -> list[str]:
        return restoring.restore_backup(self.copy, backup, backup.check(), keep=keep)

    def inside(self, installation: Installation | None = None) -> Connection:
        """The administrator, in the database."""
        found = installation or self.installation
        return connect({**found.server, "dbname": found.database})

    def has_copy(self) -> bool:
        with connect(self.installation.server) as admin:
            query = "select from pg_database where datname = %s"
            return admin.execute(query, [self.copy.database]).fetchone() is not None


@contextmanager
def kept(
    server: Server, name: str, folder: Path, *, is_whole: bool = True
) -> Iterator[Kept]:
    """A copy of the template with rows that nobody may see; gone afterwards.

    One that is not whole has those rows alone: it is copied and restored sooner.
    """
    state = StateFolder(folder / "state")
    state.make()
    secrets = {**secret_files.ensure_secrets(state), "installation": ID}
    installation = Installation(state, server.admin, name, secrets)
    made = Kept(installation, folder)
    server.remake(name, template=TEMPLATE if is_whole else None)
    with made.inside() as inside, roles.acting_as(inside, databases.OWNER):
        inside.execute(FORCED if is_whole else MIGRATED + FORCED)
    with connect(server.admin) as admin:
        note = identity.note_of(installation)
        note = replace(note, is_ready=True, migrated="as it is")
        databases.write_note(admin, name, note)
    keys.make_key_pair(state, folder / "private")
    try:
        yield made
    finally:
        with connect(server.admin) as admin:
            databases.drop_database(admin, name)
            databases.drop_database(admin, made.copy.database)


def forced_rows(connection: Connection) -> int:
    row = connection.execute("select count(*) from guarded.forced").fetchone()
    return int(row[0]) if row else 0


def table_names(connection: Connection) -> list[sql.Identifier]:
    """Every table of ours that the database has."""
    rows = connection.execute(
        "select schemaname, tablename from pg_tables where schemaname !~ '^pg_'"
        " and schemaname <> 'information_schema' order by 1, 2"
    )
    return [sql.Identifier(*row) for row in rows]
