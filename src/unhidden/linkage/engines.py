"""Where the batch's SQL runs: DuckDB on this machine, or Spark on a cluster.

Both hold ``records`` (one row a record, its key in ``id``) and ``record_keys``
(``key``, ``id``), and are asked in words that both know, but for what
``conditions.Dialect`` spells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Protocol

import duckdb
from splink import DuckDBAPI

from unhidden.linkage.conditions import DIALECTS, Dialect
from unhidden.linkage.fitting import list_macros

RECORDS, KEYS = "records", "record_keys"


class Engine(Protocol):
    """What training and weighing ask of the one or the other."""

    package: ClassVar[str]  # whose version a model tells

    @property
    def dialect(self) -> Dialect:
        """How it spells what the other spells differently."""

    def splink(self) -> Any:
        """Splink's way to it, which knows no table yet."""

    def rows(self, asked: str) -> Sequence[tuple[Any, ...]]:
        """What a query gives, whole."""

    def columns(self, table: str) -> Sequence[str]:
        """The names of a table's columns."""

    def make(self, table: str, asked: str) -> None:
        """Keep what a query gives, in the place of what had this name."""

    def take(self, table: str, shares: Mapping[str, float]) -> None:
        """Keep values and shares, as ``known_value`` and ``share``."""

    def write_query(self, asked: str, path: str) -> None:
        """Write what a query gives as files of Parquet, in a folder of that path."""


@dataclass(frozen=True, slots=True)
class DuckDB:
    """A DuckDB that holds the records."""

    connection: duckdb.DuckDBPyConnection
    package: ClassVar[str] = "duckdb"

    @property
    def dialect(self) -> Dialect:
        return DIALECTS["duckdb"]

    def splink(self) -> DuckDBAPI:
        return DuckDBAPI(self.connection)

    def rows(self, asked: str) -> Sequence[tuple[Any, ...]]:
        # A result must be read to its end before anything else is asked.
        return self.connection.execute(asked).fetchall()

    def columns(self, table: str) -> Sequence[str]:
        return self.connection.table(table).columns

    def make(self, table: str, asked: str) -> None:
        self.connection.execute(f"create or replace table {table} as {asked}")

    def take(self, table: str, shares: Mapping[str, float]) -> None:
        self.connection.execute(
            f"create or replace table {table} as select"
            " unnest($1::varchar[]) as known_value, unnest($2::double[]) as share",
            [list(shares), list(shares.values())],
        )

    def write_query(self, asked: str, path: str) -> None:
        Path(path).mkdir()
        self.connection.execute(f"copy ({asked}) to '{path}/0.parquet'")


def connect_duckdb(**config: str | int | bool) -> duckdb.DuckDBPyConnection:
    """A DuckDB in memory that knows our conditions and draws no progress bars."""
    connection = duckdb.connect(config={**config})
    connection.execute("set enable_progress_bar = false")
    for macro in list_macros():
        connection.execute(macro)
    return connection


def fetch_first_value(engine: Engine, asked: str) -> Any:
    """The first value of the first row."""
    return engine.rows(asked)[0][0]
