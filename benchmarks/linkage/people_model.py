"""The model of people, trained on a file of the made population."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context

import duckdb
import pyarrow as pa

from benchmarks.linkage.population import Saying
from unhidden.linkage.people import PEOPLE
from unhidden.linkage.people_training import (
    BLOCKING,
    TRAINING,
    add_records,
    keys_table,
    make_records_table,
    open_training_database,
)
from unhidden.linkage.person_keys import person_keys
from unhidden.linkage.person_profiles import make_person_columns

_AT_ONCE = 10_000
#: Of the model that comes along: ten times as many pairs taken at random, since levels
#: that strangers seldom share are met but a few times among fewer.
SHIPPED = replace(TRAINING, sampled_pairs=4_000_000)


def filled(sayings: Sequence[Saying], *, threads: int = 2) -> duckdb.DuckDBPyConnection:
    """A DuckDB with ``records`` (their number is their key) and ``record_keys``.

    Worked out by so many processes.
    """
    connection = open_training_database(threads=threads)
    starts = range(0, len(sayings), _AT_ONCE)
    some = (sayings[start : start + _AT_ONCE] for start in starts)
    with ProcessPoolExecutor(threads, get_context("spawn")) as pool:
        for rows, keys in pool.map(_worked_out, some, starts):
            add_records(connection, rows, keys)
    return connection


def _worked_out(some: Sequence[Saying], start: int) -> tuple[pa.Table, pa.Table]:
    rows = [make_person_columns(each.person, start + n) for n, each in enumerate(some)]
    keys = [
        (key, row["id"])
        for row, each in zip(rows, some, strict=True)
        for key in person_keys(each.person, row)
    ]
    return make_records_table(rows), keys_table(keys)


__all__ = ["BLOCKING", "PEOPLE", "SHIPPED", "TRAINING", "filled", "make_records_table"]
