"""The desk's own tables, filled with made people, for the clock.

Written past rules and checks by a superuser, in the bench's copy of the database, and
then asked as the product asks: the staff site's role, an analyst's signed context, the
row policies and the wall's procedures. Every report is of one organisation.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import md5
from pathlib import Path
from typing import Any, LiteralString
from uuid import UUID, uuid4

import duckdb
import psycopg
from django.contrib.auth import get_user_model
from django.utils import timezone
from psycopg import sql

from unhidden.access.actor import Actor
from unhidden.access.policy import Purpose
from unhidden.agencies import queries as agencies
from unhidden.demo import sign_ins
from unhidden.intelligence.subjects.rules import traces
from unhidden.linkage.engines import KEYS, RECORDS, connect_duckdb
from unhidden.linkage.person_profiles import SPAN, STORED

Connection = psycopg.Connection[Any]
Rows = duckdb.DuckDBPyConnection
ITEMS_OF_A_REPORT, OF_AN_ITEM = 3, 5
BLOCK = 1 << 20
TABLES = (
    "intelligence_intelligencereport",
    "intelligence_item",
    "intelligence_mention",
    "intelligence_trace",
    "intelligence_tracekey",
)
_REPORTS = """
insert into intelligence_intelligencereport
  (id, urn, origin, raw_sealed, provenance_sealed, organisation_id, marking,
   written_by_id, written_at, sensitivity, is_restricted)
select md5('report' || n)::uuid, 'MADE-' || n, 'officer', '', '', %(whose)s, 'OFFICIAL',
       %(by)s, now() - make_interval(mins => n), 1, false
  from generate_series(0, (%(many)s - 1) / %(each)s) n
"""
_ITEMS = """
insert into intelligence_item
  (id, report_id, number, text, source, assessment, handling, conditions, sign_codes,
   original_grade)
select md5('item' || n)::uuid, md5('report' || n / %(each)s)::uuid, n %% %(each)s + 1,
       'Made for a measurement: ' || said.words, '2', 'C', 'P', '', '[]', ''
  from generate_series(0, %(many)s - 1) n
 cross join lateral (
   select string_agg(translate((20000 * random() ^ 3)::int::text,
                               '0123456789', 'bcdfgklmpr') || 'an', ' ') as words
     from generate_series(1, %(words)s) where n >= 0) said
"""
#: Four more things an item speaks of: a plate, a phone, a business, an address.
_OTHERS = """
insert into intelligence_mention (id, item_id, kind, text, key, details)
select md5(said.kind || n)::uuid, md5('item' || n)::uuid, said.kind, said.text, '', '{}'
  from generate_series(0, %(many)s - 1) n
 cross join lateral (values
   ('vehicle', 'VX' || lpad((n %% 100)::text, 2, '0') || ' '
     || translate(lpad((n / 100 %% 10000)::text, 4, '0'), '0123456789', 'ABCDEFGHJK')),
   ('phone', '07700 ' || lpad((n %% 1000000)::text, 6, '0')),
   ('business', initcap(translate((20000 * random() ^ 2)::int::text,
                                  '0123456789', 'bcdfgklmpr') || 'an') || ' Foods Ltd'),
   ('event', 'Seen near ' || n %% 300 || ' Made Street')
 ) said(kind, text)
"""
#: Of those that linkage compares, one in sixteen, for the keys' sake.
TO_TRACE = """
select m.id, i.report_id, m.kind, m.text
  from intelligence_mention m join intelligence_item i on i.id = m.item_id
 where m.kind in ('vehicle', 'phone', 'business') and left(m.id::text, 1) = '7'
"""
#: Much around one of the people, in their own item; no search asks for it.
_AROUND = """
insert into intelligence_mention (id, item_id, kind, text, key, details)
select md5('around' || n)::uuid, md5('item0')::uuid, 'account',
       n || '@around.example', '', '{}'
  from generate_series(1, %(many)s) n
"""
_LINKS = """
insert into intelligence_link (id, item_id, left_id, right_id, kind)
select md5('link' || n)::uuid, md5('item0')::uuid, %(one)s, md5('around' || n)::uuid,
       'uses'
  from generate_series(1, %(many)s) n
"""
#: As the product stores a profile: what is not known is left out.
_STORED = ", ".join(
    (
        *(f'"{name}"' for name in STORED),
        *(f"if(born_year is null, {name}, null) as {name}" for name in SPAN),
    )
)
_MADE = f"""
select id, coalesce(nullif(name, ''), '-'),
       '{{"spec": "{traces.SPEC}", "names": ['
         || json_merge_patch('{{}}', to_json(r)) || ']}}'
  from (select id, {_STORED} from {RECORDS}) r
"""
_COPY = "copy {} from stdin (format csv)"
_TRACES = """
copy intelligence_trace (id, mention_id, report_id, kind, spec, profile) from stdin
"""
_TRACE_KEYS = "copy intelligence_tracekey (mention_id, key) from stdin"
_KEYS = f"select md5('mention' || id)::uuid, key from {KEYS}"
#: How each index is taken away, and how it is made again.
_INDEXES = """
select format('alter table %%s drop constraint %%I', c.conrelid::regclass, c.conname),
       format('alter table %%s add constraint %%I %%s', c.conrelid::regclass,
              c.conname, pg_get_constraintdef(c.oid))
  from pg_constraint c
 where c.conrelid = any(%(tables)s::regclass[]) and c.contype in ('p', 'u')
   and not exists (select from pg_constraint f
                    where f.contype = 'f' and f.conindid = c.conindid)
union all
select format('drop index %%s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
  from pg_index i
 where i.indrelid = any(%(tables)s::regclass[]) and not i.indisunique
"""
_INTO_MEMORY = """
select pg_prewarm(t) from unnest(%(tables)s::regclass[]) t
union all
select pg_prewarm(i.indexrelid) from pg_index i
 where i.indrelid = any(%(tables)s::regclass[])
"""


def mention_of(number: int) -> UUID:
    """The id of the mention of a record of the made population."""
    digest = md5(f"mention{number}".encode(), usedforsecurity=False)
    return UUID(digest.hexdigest())


def analyst_email() -> str:
    """Whom the demonstration has as its first analyst."""
    return next(email for email, _ in sign_ins() if _actor(email).role == "analyst")


def analyst() -> Actor:
    """That analyst, assessing intelligence."""
    return _actor(analyst_email()).doing(Purpose.INTEL_ASSESSMENT)


def _actor(email: str) -> Actor:
    person = get_user_model().objects.using("signin").get(email=email)
    return agencies.actor_of(person_id=person.id, day=timezone.localdate())


def empty(connection: Connection) -> None:
    """Take away everything that stands on reports."""
    names = sql.SQL(", ").join(map(sql.Identifier, TABLES))
    connection.execute(sql.SQL("truncate {} cascade").format(names))


def fill(connection: Connection, folder: Path, whose: Actor, *, others: bool) -> int:
    """Write the records and keys that ``batching.prepare`` left in the folder.

    Each is a mention in an item of its own; gives the number of keys. With ``others``
    items have fifteen words instead of one, and four more mentions to be found, some
    of them by linkage.
    """
    rows = connect_duckdb()
    for table in (RECORDS, KEYS):
        path = folder / f"{table}.parquet"
        rows.execute(f"create view {table} as select * from '{path}'")
    many = len(rows.table(RECORDS))
    given = {
        "many": many, "each": ITEMS_OF_A_REPORT, "words": 15 if others else 1,
        "whose": whose.organisation, "by": whose.person,
    }  # fmt: skip
    with connection.transaction(), _without_indexes(connection):
        connection.execute("set local session_replication_role = replica")
        connection.execute(_REPORTS, given)
        connection.execute(_ITEMS, given)
        if others:
            connection.execute(_OTHERS, given)
        _people(connection, rows)
        keys = _copied(
            connection, rows, _KEYS, "intelligence_tracekey (mention_id, key)"
        )
        keys += _trace_others(connection) if others else 0
    rows.close()
    return keys


def link(connection: Connection, many: int) -> UUID:
    """Give one of the people who are there so many links; gives their mention."""
    one = mention_of(0)
    with connection.transaction():
        connection.execute("set local session_replication_role = replica")
        connection.execute(_AROUND, {"many": many})
        connection.execute(_LINKS, {"many": many, "one": one})
    connection.execute("vacuum analyze intelligence_link")
    return one


def make_ready(connection: Connection) -> None:
    """Let the planner know what there is; in memory, as where people have worked.

    What is common among the people is counted, as the worker does each hour.
    """
    for table in TABLES:
        name = sql.Identifier(table)
        connection.execute(sql.SQL("vacuum analyze {}").format(name))
    connection.execute("delete from intelligence_peoplecount")
    connection.execute("select wall.count_people(now())")
    connection.execute("create extension if not exists pg_prewarm")
    connection.execute(_INTO_MEMORY, {"tables": list(TABLES)})


def _people(connection: Connection, rows: Rows) -> None:
    """The mentions and their traces, in the two columns that each still needs."""
    connection.execute(
        "create temporary table made (n int, text text, profile jsonb) on commit drop"
    )
    _copied(connection, rows, _MADE, "made (n, text, profile)")
    connection.execute(
        "insert into intelligence_mention (id, item_id, kind, text, key, details)"
        " select md5('mention' || n)::uuid, md5('item' || n)::uuid, 'person', text,"
        " '', '{}' from made"
    )
    connection.execute(
        "insert into intelligence_trace"
        " (id, mention_id, report_id, kind, spec, profile)"
        " select md5('trace' || n)::uuid, md5('mention' || n)::uuid,"
        " md5('report' || n / %s)::uuid, 'person', %s, profile from made",
        [ITEMS_OF_A_REPORT, traces.SPEC],
    )


def _trace_others(connection: Connection) -> int:
    """Traces of plates, phones and businesses, as they are kept; how many keys."""
    cursor = connection.cursor()
    made = [
        (mention, report, kind, traces.trace_of(kind, text, {}))
        for mention, report, kind, text in cursor.execute(TO_TRACE).fetchall()
    ]
    with cursor.copy(_TRACES) as copy:
        for mention, report, kind, trace in made:
            profile = json.dumps(dict(trace.profile))
            copy.write_row((uuid4(), mention, report, kind, trace.spec, profile))
    keys = [(mention, key) for mention, _, _, trace in made for key in trace.keys]
    with cursor.copy(_TRACE_KEYS) as copy:
        for row in keys:
            copy.write_row(row)
    return len(keys)


def _copied(connection: Connection, rows: Rows, query: str, into: LiteralString) -> int:
    """Take what DuckDB selects into a table of PostgreSQL; how many rows there were."""
    cursor = connection.cursor()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rows.csv"
        rows.execute(f"copy ({query}) to '{file}' (format csv, header false)")
        with (
            cursor.copy(sql.SQL(_COPY).format(sql.SQL(into))) as copy,
            file.open("rb") as written,
        ):
            while block := written.read(BLOCK):
                copy.write(block)
    return cursor.rowcount


@contextmanager
def _without_indexes(connection: Connection) -> Iterator[None]:
    """Indexes are made after the rows: that takes a tenth of the time.

    All but the keys that other tables refer to.
    """
    found = connection.execute(_INDEXES, {"tables": list(TABLES)}).fetchall()
    for without, _ in found:
        connection.execute(without)
    yield
    for _, again in found:
        connection.execute(again)
