"""The batch on a Spark cluster: what DuckDB does, for more than one machine holds.

For files of more than some twenty million records; below that DuckDB is faster. Needs
``requirements/spark.txt``. Spark's jar for Splink has another Jaro-Winkler
(afnso/afonso .876 where others say .902), which moved weights by up to 15 bits and lost
pairs: ours is there instead, with transpositions beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, ClassVar

from pyspark import StorageLevel
from pyspark.cloudpickle import register_pickle_by_value
from pyspark.sql import SparkSession
from pyspark.sql.types import BooleanType, DoubleType, IntegerType
from rapidfuzz.distance import OSA, JaroWinkler
from splink.backends.spark import SparkAPI

from unhidden.linkage import fitting
from unhidden.linkage.conditions import DIALECTS, Dialect
from unhidden.linkage.engines import KEYS, RECORDS

NAME = "unhidden linkage"
_PARTITIONS = "spark.sql.shuffle.partitions"
#: Where the configuration says nothing: so many partitions for each core there is.
_FOR_EACH_CORE, _FEWEST = 4, 8


@dataclass(frozen=True, slots=True)
class Spark:
    """A session of a cluster, with the views ``records`` and ``record_keys``."""

    session: SparkSession
    package: ClassVar[str] = "pyspark"

    @property
    def dialect(self) -> Dialect:
        return DIALECTS["spark"]

    def splink(self) -> Any:
        making: Any = SparkAPI  # its maker has no types
        return making(
            spark_session=self.session,
            break_lineage_method="persist",
            num_partitions_on_repartition=int(
                self.session.conf.get(_PARTITIONS) or _FEWEST
            ),
            register_udfs_automatically=False,
        )

    def rows(self, asked: str) -> Sequence[tuple[Any, ...]]:
        found: Sequence[tuple[Any, ...]] = self.session.sql(asked).collect()
        return found

    def columns(self, table: str) -> Sequence[str]:
        return list(self.session.table(table).columns)

    def make(self, table: str, asked: str) -> None:
        # Kept: a view would be worked out anew each time it is asked.
        kept = self.session.sql(asked).persist(StorageLevel.MEMORY_AND_DISK)
        kept.createOrReplaceTempView(table)

    def write_query(self, asked: str, path: str) -> None:
        self.session.sql(asked).write.parquet(path)

    def take(self, table: str, shares: Mapping[str, float]) -> None:
        rows = list(shares.items())
        given = self.session.createDataFrame(rows, "known_value string, share double")
        given.createOrReplaceTempView(table)


@contextmanager
def running(cluster: str, records: Any, keys: Any, **config: str) -> Iterator[Spark]:
    """The cluster of any master that Spark takes, with records and keys.

    Both are tables of Arrow, or paths to files of Parquet that every worker can read.
    How many partitions there are says its configuration (``spark-defaults.conf``, or
    ``config``), else how many cores it has.
    Each worker needs the packages of ``requirements/spark.txt`` and ``rapidfuzz``.
    """
    session = _session(cluster, config)
    try:
        for name, given in ((RECORDS, records), (KEYS, keys)):
            if isinstance(given, str):
                table = session.read.parquet(given)
            else:
                table = session.createDataFrame(given)
            table.createOrReplaceTempView(name)
        _register(session)
        yield Spark(session)
    finally:
        session.stop()


def _session(cluster: str, config: Mapping[str, str]) -> SparkSession:
    said = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        **config,
    }
    builder = SparkSession.builder.master(cluster).appName(NAME)
    for name, value in said.items():
        builder = builder.config(name, value)
    session: SparkSession = builder.getOrCreate()
    context = session.sparkContext
    context.setLogLevel("ERROR")
    if not context.getConf().contains(_PARTITIONS):
        fitting = max(_FEWEST, _FOR_EACH_CORE * context.defaultParallelism)
        session.conf.set(_PARTITIONS, str(fitting))
    return session


def _register(session: SparkSession) -> None:
    """Our measures and conditions, as functions that travel to the workers."""

    def jaro_winkler(one: str | None, other: str | None) -> float | None:
        if one is None or other is None:
            return None
        return JaroWinkler.similarity(one, other)

    def osa_distance(one: str | None, other: str | None) -> int | None:
        if one is None or other is None:
            return None
        return OSA.distance(one, other)

    session.udf.register("jaro_winkler", jaro_winkler, DoubleType())
    session.udf.register("osa_distance", osa_distance, IntegerType())
    register_pickle_by_value(fitting)
    for name, function in fitting.list_functions().items():
        session.udf.register(name, function, BooleanType())
