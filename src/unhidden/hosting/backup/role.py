"""``unhidden_backup``: reads every row of every table, and can do nothing else.

Row-level security binds the owner too. What reads as the owner under it fails or,
worse, gives a part; this role is the one that it does not bind.
"""

from __future__ import annotations

import psycopg
from psycopg import sql

from unhidden.hosting.postgres import databases, roles
from unhidden.hosting.postgres.connecting import Connection, Parameters, connect
from unhidden.hosting.refusal import Refusal
from unhidden.lib import database_roles, database_sessions

NAME = database_roles.ROLES["backup"]

_SCHEMAS = "select nspname from pg_namespace where nspname !~ '^(pg_|information_sch)'"


def ensure_backup_role(admin: Connection) -> None:
    """Have the role, and be let in to it; Refusal when it would not read every row."""
    if roles.are_missing(admin):
        roles.create_missing_roles(admin)
    roles.check_may_back_up(admin)
    try:
        if not _is_member(admin):
            roles.belong_to(admin, NAME)
    except psycopg.errors.InsufficientPrivilege as error:
        who = admin.info.user
        raise Refusal(
            f"The role {who} may not use {NAME}, which reads past row-level security:"
            f" have a superuser run GRANT {NAME} TO {who};"
        ) from error


def _is_member(admin: Connection) -> bool:
    row = admin.execute("select pg_has_role(%s, 'member')", [NAME]).fetchone()
    return bool(row and row[0])


def let_read(admin: Connection, server: Parameters, database: str) -> None:
    """Let the role read every table and sequence there is now."""
    databases.let_in(admin, database, [NAME])
    with connect({**server, "dbname": database}) as inside:
        schemas = [row[0] for row in inside.execute(_SCHEMAS)]
        for schema in schemas:
            _let_read_schema(inside, schema)


def make_role_parameters(server: Parameters, database: str) -> dict[str, str]:
    """How to connect as the role, for an administrator or for itself."""
    stated = f"{database_sessions.make_connection_options('backup')} -c role={NAME}"
    whole = f"{server.get('options', '')} {stated}".strip()
    return {**server, "dbname": database, "options": whole}


def _let_read_schema(inside: Connection, schema: str) -> None:
    """As the superuser, who may always, or else as the owner of it all."""
    statement = sql.SQL(
        "grant usage on schema {0} to {1};"
        "grant select on all tables in schema {0} to {1};"
        "grant select on all sequences in schema {0} to {1}"
    ).format(sql.Identifier(schema), sql.Identifier(NAME))
    try:
        if roles.is_superuser(inside):
            inside.execute(statement)
            return
        with roles.acting_as(inside, databases.OWNER):
            inside.execute(statement)
    except psycopg.errors.InsufficientPrivilege as error:
        reason = error.diag.message_primary
        raise Refusal(
            f"{NAME} cannot be let in to everything in {schema}: {reason}."
        ) from error
