"""How many connections each role may have, so that none is without for another's sake.

All of them together are fewer than the server takes.
"""

from __future__ import annotations

from collections.abc import Mapping

from psycopg import errors, sql

from unhidden.hosting.postgres.connecting import Connection
from unhidden.hosting.refusal import Refusal
from unhidden.lib.database_roles import ROLES

#: The fewest that a process works with: its threads, the watch over the database, and
#: some that are just ending.
LEAST: Mapping[str, int] = {
    "staff": 11,
    "signin": 10,
    "public": 11,
    "worker": 10,
    "backup": 3,
    "health": 3,
    "live": 3,
    "field": 8,
    "owner": 3,
}
#: For whoever sets up, and looks after the server.
OTHERS = 6
_ROOM = """
select sum(setting::int * case name when 'max_connections' then 1 else -1 end)
  from pg_settings
 where name in ('max_connections', 'superuser_reserved_connections',
                'reserved_connections')
"""
_LIMIT = "select rolconnlimit from pg_roles where rolname = %s"


def share_connections(room: int) -> dict[str, int]:
    """How many of ``room`` connections each process may have; Refusal for too few."""
    least = sum(LEAST.values())
    free = room - OTHERS
    if free < least:
        raise Refusal(
            f"This server leaves {room} connections to our roles, and they need"
            f" {least + OTHERS}: set max_connections higher, and start it again."
        )
    return {process: fewest * free // least for process, fewest in LEAST.items()}


def set_connection_limits(admin: Connection) -> None:
    """Give each role its share of what the server takes, at each start.

    Raises Refusal where that is too few, or this connection may not.
    """
    row = admin.execute(_ROOM).fetchone()
    for process, share in share_connections(int(row[0]) if row else 0).items():
        name = ROLES[process]
        if admin.execute(_LIMIT, [name]).fetchone() == (share,):
            continue
        statement = sql.SQL("alter role {} connection limit {}").format(
            sql.Identifier(name), sql.Literal(share)
        )
        try:
            admin.execute(statement)
        except errors.InsufficientPrivilege as error:
            raise Refusal(
                f"The database role {name} has no limit of connections, and we may not"
                f" set it: have a superuser run {statement.as_string(admin)}."
            ) from error
