"""The batch on a Spark cluster: the same pairs and the same weights as on DuckDB.

For files of more than some twenty million records; below that DuckDB on one machine is
faster. Needs ``requirements/spark.txt``. Spark's jar for Splink has another
Jaro-Winkler (afnso/afonso .876 where others say .902), which moved weights by up to 15
bits and lost pairs: ours is registered in its place, with transpositions beside it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.types import DoubleType, IntegerType
from rapidfuzz.distance import OSA, JaroWinkler
from splink import Linker
from splink.backends.spark import SparkAPI, similarity_jar_location

from unhidden.linkage.model import Model
from unhidden.linkage.pairs import Blocking, pairs_sql
from unhidden.linkage.spec import ComparisonSpec
from unhidden.linkage.splink_settings import settings

NAME = "unhidden linkage"


def session(master: str, **config: str) -> SparkSession:
    """A session of the cluster at ``spark://…`` (or ``local[2]``).

    Each worker needs the packages of ``requirements/spark.txt`` and ``rapidfuzz``.
    """
    builder = SparkSession.builder.master(master).appName(NAME)
    said = {
        "spark.jars": similarity_jar_location(),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "8",
        **config,
    }
    for name, value in said.items():
        builder = builder.config(name, value)
    spark: SparkSession = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    return spark


def _register(spark: SparkSession) -> None:
    """Our two measures, as functions that travel to workers without this module."""

    def jaro_winkler(one: str | None, other: str | None) -> float | None:
        if one is None or other is None:
            return None
        return JaroWinkler.similarity(one, other)

    def osa_distance(one: str | None, other: str | None) -> int | None:
        if one is None or other is None:
            return None
        return OSA.distance(one, other)

    spark.udf.register("jaro_winkler", jaro_winkler, DoubleType())
    spark.udf.register("osa_distance", osa_distance, IntegerType())


def predict(
    spark: SparkSession,
    records: DataFrame,
    keys: DataFrame,
    spec: ComparisonSpec,
    model: Model,
    *,
    blocking: Blocking,
    least: float | None,
) -> DataFrame:
    """Weigh the pairs that share keys: ``id_l``, ``id_r``, ``match_weight``.

    The model may come from any engine: its weights are put into Spark's SQL.
    """
    model.check(spec)
    logging.getLogger("splink").setLevel(logging.ERROR)
    records.createOrReplaceTempView("records")
    keys.createOrReplaceTempView("record_keys")
    making: Any = SparkAPI  # its maker has no types
    api = making(
        spark_session=spark,
        break_lineage_method="persist",
        num_partitions_on_repartition=8,
    )
    # Splink has just registered the jar's under the same names.
    _register(spark)
    linker = Linker(
        api.register(records), settings(spec, "spark", model), log_level="ERROR"
    )
    for column in spec.frequencies():
        table = api.register(_frequencies(spark, model, column))
        linker.table_management.register_term_frequency_lookup(table, column)
    pairs = spark.sql(pairs_sql(blocking)).persist()
    linker.table_management.register_blocked_pairs_for_predict(api.register(pairs))
    found = linker.inference.predict(threshold_match_weight=least, warning_mode="never")
    weighed: DataFrame = found.as_spark_dataframe().select(
        f"{spec.key}_l", f"{spec.key}_r", "match_weight"
    )
    return weighed


def _frequencies(spark: SparkSession, model: Model, column: str) -> DataFrame:
    rows: Iterable[tuple[str, float]] = model.frequencies[column].items()
    known = spark.createDataFrame(
        list(rows) or [("", model.floor)], "known_value string, share double"
    )
    known.createOrReplaceTempView(f"known_{column}")
    return spark.sql(
        f"select value as {column}, coalesce(share, {model.floor}) as tf_{column}"
        f" from (select distinct {column} as value from records"
        f" where {column} is not null)"
        f" left join known_{column} on known_value = cast(value as string)"
    )
