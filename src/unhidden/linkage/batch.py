"""All records against all: Splink 5 on DuckDB, with our pairs and our weights.

The connection holds ``records`` (one row a record, its key in ``id``) and
``record_keys`` (``key``, ``id``).
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

import duckdb
from splink import DuckDBAPI, Linker

from unhidden.linkage.model import Model
from unhidden.linkage.pairs import Blocking, pairs_sql
from unhidden.linkage.spec import ComparisonSpec
from unhidden.linkage.splink_settings import settings

RECORDS, KEYS, PAIRS = "records", "record_keys", "candidate_pairs"


def connected(**config: str | int | bool) -> duckdb.DuckDBPyConnection:
    """A DuckDB in memory that draws no progress bars."""
    connection = duckdb.connect(config={**config})
    connection.execute("set enable_progress_bar = false")
    return connection


def make_pairs(connection: duckdb.DuckDBPyConnection, blocking: Blocking) -> int:
    """Write ``candidate_pairs``; how many there are."""
    connection.execute(f"create or replace table {PAIRS} as {pairs_sql(blocking)}")
    # A result must be read to its end before anything else is asked.
    return int(connection.execute(f"select count(*) from {PAIRS}").fetchall()[0][0])


def make_some_pairs(
    connection: duckdb.DuckDBPyConnection, blocking: Blocking, most: int
) -> None:
    """Write at most so many ``candidate_pairs``, the same ones each time."""
    connection.execute(
        f"create or replace table {PAIRS} as select * from ({pairs_sql(blocking)})"
        f" order by hash(join_key_l, join_key_r) limit {most}"
    )


def predict(
    connection: duckdb.DuckDBPyConnection,
    spec: ComparisonSpec,
    model: Model,
    *,
    least: float | None,
    keep: Sequence[str] = (),
    pairs: str = PAIRS,
) -> str:
    """Weigh ``candidate_pairs``; the name of the table that Splink made.

    It has ``id_l``, ``id_r``, ``match_weight``; with ``keep``, also the degrees of
    each comparison as ``gamma_…`` and those columns of both records.
    """
    model.check(spec)
    linker, api = opened(connection, spec, model, keep=keep)
    give_frequencies(linker, api, connection, spec, model)
    linker.table_management.register_blocked_pairs_for_predict(api.register(pairs))
    predicted = linker.inference.predict(
        threshold_match_weight=least, warning_mode="never"
    )
    return str(predicted.physical_name)


def opened(
    connection: duckdb.DuckDBPyConnection,
    spec: ComparisonSpec,
    model: Model | None,
    *,
    keep: Sequence[str] = (),
) -> tuple[Linker, DuckDBAPI]:
    """Splink's linker over ``records``."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    api = DuckDBAPI(connection)
    said: dict[str, Any] = settings(spec, "duckdb", model, keep=keep)
    return Linker(api.register(RECORDS), said, log_level="ERROR"), api


def give_frequencies(
    linker: Linker,
    api: DuckDBAPI,
    connection: duckdb.DuckDBPyConnection,
    spec: ComparisonSpec,
    model: Model,
) -> None:
    """Let Splink take the model's frequencies, not those of the records at hand."""
    for column in spec.frequencies():
        linker.table_management.register_term_frequency_lookup(
            api.register(_frequencies(connection, model, column)), column
        )


def links(
    connection: duckdb.DuckDBPyConnection, table: str, least: float
) -> list[tuple[Any, Any, float]]:
    """Pairs of at least so many bits, in a fixed order."""
    return connection.execute(
        f"select id_l, id_r, match_weight from {table} where match_weight >= ?"
        " order by id_l, id_r",
        [least],
    ).fetchall()


def _frequencies(
    connection: duckdb.DuckDBPyConnection, model: Model, column: str
) -> str:
    """A table of the model's frequencies of every value that is there."""
    name = f"tf_of_{column}"
    shares = model.frequencies[column]
    known = duckdb_table(connection, f"known_{column}", shares)
    connection.execute(f"""
create or replace table {name} as
select value as {column}, coalesce(share, {model.floor}) as tf_{column}
  from (select distinct {column} as value from {RECORDS} where {column} is not null)
  left join {known} on known_value = cast(value as varchar)
""")
    return name


def duckdb_table(connection: duckdb.DuckDBPyConnection, name: str, shares: Any) -> str:
    """Write values and shares into a table."""
    connection.execute(
        f"create or replace table {name} as"
        " select unnest($1::varchar[]) as known_value, unnest($2::double[]) as share",
        [list(shares), list(shares.values())],
    )
    return name
