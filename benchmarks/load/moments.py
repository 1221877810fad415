"""Whether anything that was written tells when, finer than the day.

Looked through is every column of every row, in every table, that was added or changed
since a mark: for times of the day, for numbers that count seconds, for ids with a clock
in them, and for sequences, which tell the order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from psycopg import sql

from unhidden.hosting.postgres.connecting import Connection

LONDON = ZoneInfo("Europe/London")
AROUND = timedelta(days=1)
#: Versions of RFC 9562 that are made of the time.
CLOCKED = {1, 2, 6, 7}
_TIME = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:?\d\d(?::?\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?"
)
_CLOCK = re.compile(r"\b\d\d:\d\d:\d\d\b")
_ID = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", re.IGNORECASE)
_TABLES = """
select n.nspname, c.relname
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where c.relkind = 'r' and n.nspname !~ '^(pg_|information_schema)' order by 1, 2
"""
_SEQUENCES = "select schemaname || '.' || sequencename, last_value from pg_sequences"
_PER_SECOND = (1, 1_000, 1_000_000, 1_000_000_000)


@dataclass(frozen=True, slots=True)
class Mark:
    """Where the database stood; ``written`` gives what came after it."""

    transaction: int
    sequences: dict[str, int | None] = field(repr=False)


def mark(admin: Connection) -> Mark:
    """Here it stands now."""
    row = admin.execute("select pg_current_xact_id()::text::bigint").fetchone()
    return Mark(int(row[0]) if row else 0, _sequences(admin))


def written(admin: Connection, since: Mark) -> dict[str, list[dict[str, Any]]]:
    """The rows that were added or changed since then, by their table."""
    found: dict[str, list[dict[str, Any]]] = {}
    for schema, table in admin.execute(_TABLES).fetchall():
        query = sql.SQL(
            "select to_jsonb(t) from {} t where xmin::text::bigint >= %s"
        ).format(sql.Identifier(schema, table))
        rows = [row[0] for row in admin.execute(query, [since.transaction])]
        if rows:
            found[table] = rows
    return found


def told(admin: Connection, since: Mark, *, at: datetime) -> list[str]:
    """Where something tells when it was written, about this moment; [] is right."""
    rows = [
        f"{table}.{column}: {what}"
        for table, each in written(admin, since).items()
        for row in each
        for column, value in row.items()
        for what in in_value(value, at=at)
    ]
    now = _sequences(admin)
    return rows + [
        f"sequence {name}" for name in now if now[name] != since.sequences.get(name)
    ]


def in_value(value: object, *, at: datetime) -> Iterator[str]:
    """What a value tells of the moment; in lists and objects, each of their parts."""
    if isinstance(value, dict | list):
        parts = value.values() if isinstance(value, dict) else value
        for part in parts:
            yield from in_value(part, at=at)
    elif isinstance(value, str):
        yield from in_text(_plain(value))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        now = at.timestamp()
        if any(abs(value / per - now) < AROUND.total_seconds() for per in _PER_SECOND):
            yield f"{value} counts the time"


def in_text(text: str) -> Iterator[str]:
    """Times of the day but the beginning of one, and ids that are made of the time."""
    for match in _TIME.finditer(text):
        if not _is_a_day(match[0]):
            yield f"{match[0]} is a time"
    for match in _CLOCK.finditer(_TIME.sub("", text)):
        yield f"{match[0]} is a time"
    for match in _ID.finditer(text):
        if UUID(match[0]).version in CLOCKED:
            yield f"{match[0]} has a clock in it"


def _plain(value: str) -> str:
    """Bytes as the text that they may hold."""
    if value.startswith("\\x"):
        return bytes.fromhex(value[2:]).decode("latin-1")
    return value


def _is_a_day(text: str) -> bool:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return False
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    return aware.astimezone(LONDON).time() == time(0)


def _sequences(admin: Connection) -> dict[str, int | None]:
    return dict(admin.execute(_SEQUENCES).fetchall())
