"""Rows for any table, past its rules: many at once, with values that say nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from psycopg import Cursor, sql
from psycopg.rows import TupleRow

_COLUMNS = """
select attname, format_type(atttypid, null), greatest(atttypmod - 4, 0)
  from pg_attribute
 where attrelid = to_regclass(%s) and attnum > 0 and not attisdropped
   and attnotnull and not atthasdef and attidentity = ''
 order by attnum
"""
_NAMES = """
select attname from pg_attribute where attrelid = to_regclass(%s) and attnum > 0
"""
_CHECKS = """
select conname from pg_constraint where conrelid = to_regclass(%s) and contype = 'c'
"""
_JUDGES = """
select t.tgname from pg_trigger t join pg_proc p on p.oid = t.tgfoid
 where t.tgrelid = to_regclass(%s) and not t.tgisinternal
   and (p.prosecdef or p.proname in ('investigations_origin_is_read',
                                     'investigations_retentionhold_is_ended'))
"""
_VALUES = {
    "uuid": "gen_random_uuid()",
    "boolean": "false",
    "date": "current_date",
    "time without time zone": "time '12:00'",
    "timestamp with time zone": "now()",
    "smallint": "(n %% 30000)",
    "integer": "n",
    "bigint": "n",
    "numeric": "0",
    "double precision": "0",
    "jsonb": "'{}'",
    "bytea": "'x'",
}


def prepare(cursor: Cursor[TupleRow]) -> None:
    """For this transaction: no foreign key is looked up, no trigger fires."""
    cursor.execute("set local session_replication_role = replica")


def fill(
    cursor: Cursor[TupleRow], table: str, count: int, given: Mapping[str, str]
) -> None:
    """Add ``count`` rows; ``given`` has expressions over ``n``, which counts them.

    From then on no check, and no trigger that judges a row by others, refuses any of
    the table: an attempt on such a trigger puts it back.
    """
    for verb, asked in (("drop constraint", _CHECKS), ("disable trigger", _JUDGES)):
        for (name,) in cursor.execute(asked, [table]).fetchall():
            statement = sql.SQL(f"alter table {{}} {verb} {{}}")
            named = sql.Identifier(table), sql.Identifier(name)
            cursor.execute(statement.format(*named))
    source = "generate_series(1, %s) n on conflict do nothing"
    insert(cursor, table, given, source, count)


def insert(
    cursor: Cursor[TupleRow],
    table: str,
    given: Mapping[str, str],
    source: str,
    *parameters: object,
) -> None:
    """Add a row for each ``n`` of the source, as whoever the connection now is."""
    cursor.execute(statement(cursor, table, given, source).encode(), parameters)


def statement(
    cursor: Cursor[TupleRow], table: str, given: Mapping[str, str], source: str
) -> str:
    """The INSERT, from our own names and expressions."""
    there = {name for (name,) in cursor.execute(_NAMES, [table]).fetchall()}
    known = {name: value for name, value in given.items() if name in there}
    values = {**dict(_invented(cursor, table)), **known}
    columns = ", ".join(f'"{name}"' for name in values)
    made = ", ".join(values.values())
    return f"insert into {table} ({columns}) select {made} from {source}"  # our own


def key(table: str, number: str = "n") -> str:
    """The id of row ``number`` of a table, the same wherever it is asked for."""
    return f"md5('{table}:' || {number})::uuid"


def _invented(cursor: Cursor[TupleRow], table: str) -> Iterator[tuple[str, str]]:
    for name, kind, length in cursor.execute(_COLUMNS, [table]).fetchall():
        if kind.endswith("[]"):
            yield name, "'{}'"
        elif kind in ("text", "character varying"):
            yield name, f"left(md5('{name}' || n), {length or 32})"
        else:
            yield name, _VALUES[kind]
