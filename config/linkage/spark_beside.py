"""The batch's pairs weighed on Spark, against DuckDB's of the same run.

``UNHIDDEN_SPARK`` names a cluster (``spark://…``) that can read this machine's files;
``here`` starts one master and two workers for as long as it takes.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import duckdb

from config.linkage import people_model
from config.linkage.lines import measure
from unhidden.linkage import batch
from unhidden.linkage.model import Model
from unhidden.linkage.people import PEOPLE

CLUSTER, HERE, LEAST = "UNHIDDEN_SPARK", "here", -5.0
MISSING = (
    f"{CLUSTER} is set, but pyspark is not installed: uv pip install"
    " --require-hashes -r requirements/spark.txt"
)
NOT_NAMED = f"{CLUSTER} names no cluster (see docs/how-to/run-linkage-on-spark.md)."


def lines(folder: Path) -> Iterator[dict[str, object]]:
    """How long, and the greatest difference in bits; a sentence where not asked for."""
    named = os.environ.get(CLUSTER)
    if not named or find_spec("pyspark") is None:
        sentence = MISSING if named else NOT_NAMED
        yield {"bench": "linkage.spark_s", "skipped": sentence}
        return
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    # By name, as a bench is: its package need not be there.
    cluster = importlib.import_module("config.linkage.spark_cluster")
    where = contextlib.nullcontext(named)
    with cluster.running(folder) if named == HERE else where as address:
        yield from _weighed(str(address), folder)


def _weighed(address: str, folder: Path) -> Iterator[dict[str, object]]:
    spark = importlib.import_module("unhidden.linkage.spark")
    session = spark.session(address, **_config(folder))
    began = time.perf_counter()
    try:
        rows, keys = (
            session.read.parquet(str(folder / f"{name}.parquet"))
            for name in (batch.RECORDS, batch.KEYS)
        )
        found = spark.predict(
            session,
            rows,
            keys,
            PEOPLE,
            Model.load(folder / "model.json", PEOPLE),
            blocking=people_model.BLOCKING,
            least=LEAST,
        ).collect()
    finally:
        session.stop()
    seconds = time.perf_counter() - began
    theirs = {(left, right): bits for left, right, bits in found}
    with duckdb.connect() as connection:
        path = str(folder / "links.parquet")
        links = connection.read_parquet(path).fetchall()
    ours = {(left, right): bits for left, right, bits in links}
    both = ours.keys() & theirs.keys()
    apart = max((abs(ours[pair] - theirs[pair]) for pair in both), default=0.0)
    alone = sorted(ours.keys() ^ theirs.keys())
    yield measure("spark_s", seconds, "s", links=len(theirs))
    yield measure("spark_max_bits", apart, "bits", pairs=len(both))
    yield measure("spark_pairs_alone", len(alone), "pairs", first=alone[:10])


def _config(folder: Path) -> dict[str, str]:
    return {
        "spark.executor.memory": os.environ.get("UNHIDDEN_SPARK_MEMORY", "1500m"),
        "spark.local.dir": str(folder / "local"),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
    }
