"""The whole record as lines of a file, which can be checked anywhere.

A kind of line begins with a letter: ``H`` the heading, ``C`` a checkpoint, ``E`` a
sealed event with its place and hash, ``G`` a place whose event is gone, ``U`` an event
that waits to be sealed, ``N`` one that does not even wait, ``W`` what waits for an
event that is gone, ``Z`` the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg

VERSION = "unhidden-audit-1"
_BATCH = 5_000
_NOW = "select wall.moment(clock_timestamp())"
_SEALED = """
select coalesce(l.checkpoint, c.number), c.statement, encode(c.signature, 'hex'),
       encode(c.public_key, 'hex'), l.position, encode(l.hash, 'hex'),
       l.event_id::text, wall.line(e)
  from audit_checkpoint c
  full join audit_leaf l on l.checkpoint = c.number
  left join audit_event e on e.id = l.event_id
 order by 1, l.position
"""
_UNSEALED = """
select case when w.event_id is null then 'N' else 'U' end, wall.line(e) as line
  from audit_event e
  left join audit_leaf l on l.event_id = e.id
  left join audit_waiting w
    on w.event_id = e.id and w.recorded_at = e.recorded_at
 where l.event_id is null
union all
select 'W', w.event_id::text from audit_waiting w
 where not exists (select from audit_event e
                    where e.id = w.event_id and e.recorded_at = w.recorded_at)
 order by 1, 2
"""


def export_lines(connection: psycopg.Connection[Any]) -> Iterator[bytes]:
    """Every line, as the record stands at one moment.

    The connection must read past row-level security, as ``unhidden_backup`` does.
    """
    with connection.transaction():
        connection.execute("set transaction isolation level repeatable read read only")
        connection.execute("set local row_security = off")
        yield from lines_now(connection)


def lines_now(connection: psycopg.Connection[Any]) -> Iterator[bytes]:
    """The same within a transaction that is open."""
    row = connection.execute(_NOW).fetchone()
    total = 1
    yield f"H {VERSION} {row[0] if row else ''}\n".encode()
    for text in _texts(connection):
        total += 1
        yield f"{text}\n".encode()
    yield f"Z {total}\n".encode()


def _texts(connection: psycopg.Connection[Any]) -> Iterator[str]:
    number = None
    for found in _rows(connection, _SEALED):
        of, statement, signature, key, place, hash_, event_id, line = found
        if of != number:
            number = of
            yield f"C {of} {signature} {key} {statement}"
        if event_id and line is None:
            yield f"G {place:06} {hash_} {event_id}"
        elif event_id:
            yield f"E {place:06} {hash_} {line}"
    for kind, text in _rows(connection, _UNSEALED):
        yield f"{kind} {text}"


def _rows(connection: psycopg.Connection[Any], query: str) -> Iterator[Any]:
    with connection.cursor(name="audit_export") as cursor:
        cursor.itersize = _BATCH
        cursor.execute(query)
        yield from cursor
