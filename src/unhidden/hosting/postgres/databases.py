"""The program's database: created for its owner, with a note of how far it is.

The note is the database's comment, so that it goes where the data goes: into a copy,
and away with a drop.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields

from psycopg import errors, sql

from unhidden.hosting.postgres import roles
from unhidden.hosting.postgres.connecting import Connection, Parameters, connect
from unhidden.hosting.refusal import Refusal
from unhidden.lib import database_roles

OWNER = database_roles.ROLES["owner"]
BUILTIN_LOCALES_SINCE = 170_000
_NOTE = "select shobj_description(oid, 'pg_database') from pg_database where datname=%s"
_OWNER = "select pg_get_userbyid(datdba) from pg_database where datname = %s"
_HAS_TABLES = """
select exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind = 'r' and n.nspname !~ '^(pg_|information_schema)')
"""


@dataclass(frozen=True, slots=True)
class DatabaseNote:
    """How far a database is, and whose: until it is ready, it has accepted no data."""

    is_ready: bool = False
    migrated: str = ""
    #: Of the newest program that has been at its tables (versions.find_schema_number).
    schema: int = 0
    #: Empty in the note of a version that wrote none.
    installation: str = ""
    #: The fingerprint of each secret that belongs to it.
    secrets: dict[str, str] = field(default_factory=dict)
    #: A demonstration's, as all were before a version that wrote it here.
    is_synthetic: bool = True
    #: Restored beside the database in use, to be looked at and dropped.
    is_copy: bool = False


def read_note(admin: Connection, name: str) -> DatabaseNote | None:
    """The note on the database ``name``; None without one, or without database.

    What a newer version says beyond this is left out: its number tells that it is.
    """
    row = admin.execute(_NOTE, [name]).fetchone()
    try:
        found = json.loads(row[0]) if row and row[0] else None
    except ValueError:
        return None
    if not isinstance(found, dict):
        return None
    known = {one.name for one in fields(DatabaseNote)}
    return DatabaseNote(**{key: value for key, value in found.items() if key in known})


def write_note(admin: Connection, name: str, note: DatabaseNote) -> None:
    """Replace the note on the database ``name``."""
    statement = sql.SQL("comment on database {} is {}").format(
        sql.Identifier(name), sql.Literal(json.dumps(asdict(note)))
    )
    with roles.acting_as(admin, OWNER):
        admin.execute(statement)


def is_there(admin: Connection, name: str) -> bool:
    """Whether the server has a database of this name."""
    return admin.execute(_OWNER, [name]).fetchone() is not None


def is_empty(admin: Connection, server: Parameters, name: str) -> bool:
    """Whether the database is not there, or has no tables."""
    if not is_there(admin, name):
        return True
    with connect({**server, "dbname": name}) as inside:
        return not _has_tables(inside)


def ensure_database(admin: Connection, server: Parameters, name: str) -> bool:
    """Have a database ``name`` that the owner owns; True when it is new or empty.

    Raises Refusal when it is there and holds another program's tables.
    """
    row = admin.execute(_OWNER, [name]).fetchone()
    if row is None:
        create_database(admin, name)
    elif row[0] != OWNER:
        _adopt(admin, server, name)
    let_in(admin, name, roles.CONNECTING)
    with connect({**server, "dbname": name}) as inside:
        with roles.acting_as(inside, OWNER):
            inside.execute("revoke create on schema public from public")
        return not _has_tables(inside)


def create_database(
    admin: Connection, name: str, template: str | None = None, *, by_files: bool = False
) -> None:
    """Create a database for the owner, empty or as a copy of ``template``.

    ``by_files`` copies what lies on the disk, which takes half the time where nobody
    waits for the disk, and a checkpoint of everything elsewhere.
    """
    roles.belong_to(admin, OWNER)
    statement = sql.SQL("create database {} owner {} template {} {} {}").format(
        sql.Identifier(name),
        sql.Identifier(OWNER),
        sql.Identifier(template or "template0"),
        sql.SQL("") if template else _text_rules(admin),
        sql.SQL("strategy file_copy" if by_files else ""),
    )
    admin.execute(statement)


def drop_database(admin: Connection, name: str) -> None:
    """Drop a database, whoever is connected to it."""
    # As the administrator: the owner may not end the sessions of other roles.
    roles.belong_to(admin, OWNER)
    statement = sql.SQL("drop database if exists {} with (force)")
    admin.execute(statement.format(sql.Identifier(name)))


def _text_rules(admin: Connection) -> sql.SQL:
    """UTF-8, sorted by code point: the same order on every server."""
    if admin.info.server_version >= BUILTIN_LOCALES_SINCE:
        return sql.SQL(
            "encoding 'UTF8' locale 'C' locale_provider builtin"
            " builtin_locale 'C.UTF-8'"
        )
    return sql.SQL("encoding 'UTF8' locale_provider libc locale 'C.UTF-8'")


def _adopt(admin: Connection, server: Parameters, name: str) -> None:
    """Take over an empty database that the operator made for us."""
    with connect({**server, "dbname": name}) as inside:
        if _has_tables(inside):
            raise Refusal(
                f"The database {name} holds tables of another program: name an empty"
                " or a new one in [database] address of the settings, for a"
                " demonstration in DATABASE_URL."
            )
    roles.belong_to(admin, OWNER)
    try:
        admin.execute(
            sql.SQL("alter database {} owner to {}").format(
                sql.Identifier(name), sql.Identifier(OWNER)
            )
        )
    except errors.InsufficientPrivilege as error:
        raise Refusal(
            f"The database {name} belongs to another role: drop it, so that it can be"
            " made as it must be, or name another in [database] address of the"
            " settings, for a demonstration in DATABASE_URL."
        ) from error


def let_in(admin: Connection, name: str, who: Iterable[str]) -> None:
    """Let these roles connect to the database, and nobody else."""
    database = sql.Identifier(name)
    with roles.acting_as(admin, OWNER):
        admin.execute(sql.SQL("revoke all on database {} from public").format(database))
        for role in who:
            admin.execute(
                sql.SQL("grant connect on database {} to {}").format(
                    database, sql.Identifier(role)
                )
            )


def keep_out(admin: Connection, name: str, role: str) -> None:
    """Take back what ``let_in`` gave, so that the role can be dropped."""
    statement = sql.SQL("revoke all on database {} from {}")
    with roles.acting_as(admin, OWNER):
        admin.execute(statement.format(sql.Identifier(name), sql.Identifier(role)))


def let_replay(server: Parameters, name: str, login: str) -> None:
    """Let this login write events under old dates in the database ``name``.

    The wall asks for the login itself: who became another role has not this leave.
    """
    statement = "insert into wall.replays values (%s) on conflict do nothing"
    _as_owner(server, name, statement, login)


def let_replay_no_more(server: Parameters, name: str, login: str) -> None:
    """Take back what ``let_replay`` gave."""
    _as_owner(server, name, "delete from wall.replays where login = %s", login)


def _as_owner(server: Parameters, name: str, statement: str, login: str) -> None:
    """Of a database that is not migrated yet, nobody has such a leave."""
    with connect({**server, "dbname": name}) as inside, roles.acting_as(inside, OWNER):
        row = inside.execute("select to_regclass('wall.replays') is null").fetchone()
        if row == (False,):
            inside.execute(statement.encode(), [login])


def _has_tables(inside: Connection) -> bool:
    row = inside.execute(_HAS_TABLES).fetchone()
    return bool(row and row[0])
