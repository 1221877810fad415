"""What a database holds, in figures that are the same wherever the same rows lie.

For each table its rows, a digest of their contents whatever their order, and a digest
of how it is built: columns, constraints, policies, rights.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from psycopg import sql

from unhidden.hosting.backup.structure import STRUCTURE
from unhidden.hosting.postgres.connecting import Connection

#: Not a table: all functions of the database.
FUNCTIONS = "(functions)"
# How a row is written as text must not depend on the server's settings; and a row
# that a policy would hide is an error instead of a smaller figure.
_SETTINGS = """
set local row_security = off;
set local search_path = '';
set local datestyle = 'ISO, YMD';
set local intervalstyle = 'postgres';
set local timezone = 'UTC';
set local extra_float_digits = 1;
set local bytea_output = 'hex';
set local statement_timeout = 0;
set local idle_in_transaction_session_timeout = 0
"""
_TABLES = """
select n.nspname, c.relname
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where c.relkind = 'r' and c.relpersistence <> 't'
   and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
 order by 1, 2
"""
_ROWS = """
select count(*)::text, coalesce(sum(one), 0)::text, coalesce(sum(other), 0)::text
  from (select ('x' || encode(substr(digest, 1, 8), 'hex'))::bit(64)::bigint one,
               ('x' || encode(substr(digest, 9, 8), 'hex'))::bit(64)::bigint other
          from (select sha256(convert_to(whole_row::text, 'UTF8')) digest
                  from only {} whole_row) digests) halves
"""
_SEQUENCES = """
select schemaname || '.' || sequencename, coalesce(last_value, 0)
  from pg_sequences order by 1
"""
_MIGRATIONS = "select app || '.' || name from {} order by 1"


# Read back from its own words, a server may write a rule with other casts and brackets.
_REPHRASED = re.compile(
    r"::(?:character varying|[a-z_.\"]+)(?:\(\d+\))?(?:\[\])?|[()\s]"
)


@dataclass(frozen=True, slots=True)
class TableFigures:
    """One table's figures."""

    rows: int = 0
    content: str = ""
    structure: str = ""


@dataclass(frozen=True, slots=True)
class DatabaseContents:
    """A database's figures; the names have their schema before them."""

    tables: Mapping[str, TableFigures]
    sequences: Mapping[str, int]
    migrations: tuple[str, ...]
    server_version: int

    @property
    def with_rows(self) -> int:
        """How many tables hold rows themselves, or could."""
        return sum(bool(table.content) for table in self.tables.values())

    @property
    def rows(self) -> int:
        """Of all tables together."""
        return sum(table.rows for table in self.tables.values())


def read_contents(connection: Connection) -> DatabaseContents:
    """The figures, in the transaction that is open; it must read past row security."""
    connection.execute(_SETTINGS)
    # First: a sequence moves on meanwhile, and its copy may only be further.
    sequences = {name: int(last) for name, last in connection.execute(_SEQUENCES)}
    names = connection.execute(_TABLES).fetchall()
    built = _structures(connection)
    tables = {}
    for schema, name in names:
        key = f"{schema}.{name}"
        rows, content = _of_rows(connection, schema, name)
        tables[key] = TableFigures(rows, content, built.get(key, ""))
    # Views, partitioned tables and functions have no rows of their own.
    for key in built.keys() - tables.keys():
        tables[key] = TableFigures(structure=built[key])
    tables.setdefault(FUNCTIONS, TableFigures())
    return DatabaseContents(
        tables=tables,
        sequences=sequences,
        migrations=_migrations(connection, names),
        server_version=connection.info.server_version // 10_000,
    )


def _of_rows(connection: Connection, schema: str, name: str) -> tuple[int, str]:
    """The digest adds up the rows' own digests: their order does not matter."""
    query = sql.SQL(_ROWS).format(sql.Identifier(schema, name))
    row = connection.execute(query).fetchone()
    count, *sums = row or ("0", "0", "0")
    digest = hashlib.sha256(" ".join([count, *sums]).encode()).hexdigest()
    return int(count), digest[:32]


def _structures(connection: Connection) -> dict[str, str]:
    parts = defaultdict(list)
    for key, part in connection.execute(STRUCTURE):
        parts[key].append(_REPHRASED.sub("", part))
    return {
        key: hashlib.sha256("\n".join(sorted(of_one)).encode()).hexdigest()[:32]
        for key, of_one in parts.items()
    }


def _migrations(
    connection: Connection, names: list[tuple[str, str]]
) -> tuple[str, ...]:
    if ("public", "django_migrations") not in names:
        return ()
    query = sql.SQL(_MIGRATIONS).format(sql.Identifier("public", "django_migrations"))
    return tuple(row[0] for row in connection.execute(query))
