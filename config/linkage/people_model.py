"""The model of people, trained on a file of the made population."""

from __future__ import annotations

import json
from collections.abc import Sequence

import duckdb
import pyarrow as pa

from config.linkage.population import Saying
from unhidden.linkage import batch
from unhidden.linkage.pairs import Blocking
from unhidden.linkage.people import PEOPLE, Columns, columns
from unhidden.linkage.person_keys import person_keys
from unhidden.linkage.training import Training

# Chosen for files of people: a key of more records is worth less than it costs.
BLOCKING = Blocking(cap=25, beyond=13.0)
TRAINING = Training(
    rules=(("born",), ("name",)),
    sampled_pairs=400_000,
    looked_at_pairs=400_000,
    em_pairs=200_000,
    least_count=4,
)
_TEXT, _WORDS = pa.string(), pa.list_(pa.string())
SCHEMA = pa.schema(
    {
        "id": pa.int64(),
        **dict.fromkeys(("name", "ends", "sounds", "first", "last"), _TEXT),
        **dict.fromkeys(("first_forms", "last_forms", "parts"), _WORDS),
        **dict.fromkeys(("born", "born_crossed", "born_month"), _TEXT),
        "born_year": pa.int64(),
        "phone": _TEXT,
        **dict.fromkeys(("phones", "emails"), _WORDS),
        **dict.fromkeys(("postcode", "outcode"), _TEXT),
    }
)
_AT_ONCE = 50_000


def filled(sayings: Sequence[Saying], *, threads: int = 2) -> duckdb.DuckDBPyConnection:
    """A DuckDB with ``records`` (their number is their key) and ``record_keys``."""
    connection = batch.connected(threads=threads)
    connection.register("none", SCHEMA.empty_table())
    connection.execute("create table records as select * from none")
    connection.execute("create table record_keys (key bigint, id bigint)")
    for start in range(0, len(sayings), _AT_ONCE):
        some = sayings[start : start + _AT_ONCE]
        rows = [columns(each.person, start + n) for n, each in enumerate(some)]
        keys = [
            (key, start + n)
            for n, each in enumerate(some)
            for key in person_keys(each.person)
        ]
        connection.register("more", table(rows))
        connection.execute("insert into records select * from more")
        held, ids = (pa.array(each, pa.int64()) for each in zip(*keys, strict=True))
        connection.register("more_keys", pa.table({"key": held, "id": ids}))
        connection.execute("insert into record_keys select * from more_keys")
    return connection


def table(rows: Sequence[Columns]) -> pa.Table:
    """Rows of columns, of the types that ``records`` has."""
    return pa.Table.from_pylist(list(rows), schema=SCHEMA)


def stored(row: dict[str, object]) -> str:
    """Columns as the text in which a store may keep them."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


__all__ = ["BLOCKING", "PEOPLE", "TRAINING", "filled", "stored", "table"]
