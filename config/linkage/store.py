"""People and their keys in PostgreSQL, as the product keeps them, for the clock.

The tables are the bench's own, in its copy of the database. They are read as the role
of the staff site, under a row policy that asks for a setting, as every table's does;
what it costs with the product's signed contexts is the bench of access's to say.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from config.linkage.people_model import stored
from unhidden.linkage import batch
from unhidden.linkage.people import Person
from unhidden.linkage.person_keys import person_keys
from unhidden.linkage.retrieval import KeyTable, candidates_sql

Connection = psycopg.Connection[Any]
AT_ONCE, BLOCK = 20_000, 1 << 20
ROLE = "unhidden_staff"
_TABLES = """
drop schema if exists linkage_bench cascade;
create schema linkage_bench;
create table linkage_bench.person (id bigint primary key, known text not null);
create table linkage_bench.held (key bigint not null, record_id bigint not null);
create table linkage_bench.edge (
  one bigint not null, other bigint not null, bits float8 not null, parts text not null,
  primary key (one, other)
);
"""
_READY = """
create index on linkage_bench.held (key) include (record_id);
grant usage on schema linkage_bench to {role};
grant select, insert on all tables in schema linkage_bench to {role};
alter table linkage_bench.person enable row level security;
create policy seen on linkage_bench.person to {role}
  using (current_setting('unhidden.bench', true) = 'desk') with check (true);
"""
_ASKED = candidates_sql(KeyTable("linkage_bench.held"))
CANDIDATES = (
    f"select person.known from ({_ASKED}) as found"
    " join linkage_bench.person on person.id = found.record"
)


def create(connection: Connection) -> None:
    """Empty tables, in place of any that are there."""
    connection.execute(_TABLES)


def fill(connection: Connection, folder: Path) -> int:
    """Write the people and keys that ``batching.prepare`` left there; how many keys."""
    rows = batch.connected()
    people = rows.read_parquet(str(folder / f"{batch.RECORDS}.parquet"))
    with connection.cursor() as cursor:
        with cursor.copy("copy linkage_bench.person from stdin") as copy:
            for some in people.to_arrow_reader(AT_ONCE):
                for row in some.to_pylist():
                    copy.write_row((row["id"], stored(row)))
        held = folder / "record_keys.csv"
        keys = folder / f"{batch.KEYS}.parquet"
        rows.execute(
            f"copy (select key, id from '{keys}') to '{held}'"
            " (format csv, header false)"
        )
        with (
            cursor.copy("copy linkage_bench.held from stdin (format csv)") as copy,
            held.open("rb") as file,
        ):
            while block := file.read(BLOCK):
                copy.write(block)
        held.unlink()
        counted = cursor.execute("select count(*) from linkage_bench.held").fetchall()
    rows.close()
    return int(counted[0][0])


def make_ready(connection: Connection) -> None:
    """Index, rights, a row policy, statistics."""
    role = sql.Identifier(ROLE)
    connection.execute(sql.SQL(_READY).format(role=role))
    connection.execute("vacuum analyze linkage_bench.held, linkage_bench.person")


def enter(connection: Connection) -> None:
    """Go on as the role that the staff site has, with the setting its policy wants."""
    connection.execute(sql.SQL("set role {}").format(sql.Identifier(ROLE)))
    connection.execute("set unhidden.bench = 'desk'")
    connection.prepare_threshold = 1


def candidates(
    connection: Connection, person: Person, records: int
) -> list[dict[str, Any]]:
    """The most promising records, as columns."""
    asked = {"keys": list(person_keys(person)), "records": float(records)}
    found = connection.execute(CANDIDATES, asked, prepare=True).fetchall()
    return [json.loads(row[0]) for row in found]


def add(
    connection: Connection, number: int, known: dict[str, Any], keys: Iterable[int]
) -> None:
    """Write one more person, who is found from the commit on."""
    connection.execute(
        "insert into linkage_bench.person values (%s, %s)", (number, stored(known))
    )
    connection.execute(
        "insert into linkage_bench.held select unnest(%s::bigint[]), %s",
        (list(keys), number),
    )


def drop(connection: Connection) -> None:
    """Leave nothing behind."""
    connection.execute("drop schema if exists linkage_bench cascade")
