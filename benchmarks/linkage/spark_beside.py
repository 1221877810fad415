"""The batch on Spark, against DuckDB's of the same run: its pairs, weights and model.

On the cluster that ``UNHIDDEN_SPARK`` names (``spark://…``), which must be able to read
this machine's files; else on one master and two workers of this machine, started for as
long as it takes.
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

from benchmarks.linkage import people_model
from benchmarks.linkage.lines import measure
from unhidden.linkage import batch, training
from unhidden.linkage.engines import KEYS, RECORDS, Engine
from unhidden.linkage.model import TrainedModel
from unhidden.linkage.people import PEOPLE

CLUSTER, LEAST = "UNHIDDEN_SPARK", -5.0
MISSING = "pyspark is not installed (see docs/how-to/run-linkage-on-spark.md)."


def lines(folder: Path) -> Iterator[dict[str, object]]:
    """How long, and the greatest differences in bits; a sentence without pyspark."""
    if find_spec("pyspark") is None:
        yield {"bench": "linkage.spark_s", "skipped": MISSING}
        return
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    # By name, as a bench is: its package need not be there.
    cluster, spark = (
        importlib.import_module(name)
        for name in ("benchmarks.linkage.spark_cluster", "unhidden.linkage.spark")
    )
    named = os.environ.get(CLUSTER)
    where = contextlib.nullcontext(named) if named else cluster.running(folder)
    paths = (str(folder / f"{name}.parquet") for name in (RECORDS, KEYS))
    with where as address, spark.running(address, *paths, **_config(folder)) as engine:
        yield from _weighed(engine, folder)
        yield from _trained(engine, folder)


def _weighed(engine: Engine, folder: Path) -> Iterator[dict[str, object]]:
    """With DuckDB's model."""
    began = time.perf_counter()
    pairs = batch.make_pairs(engine, people_model.BLOCKING)
    model = TrainedModel.load(folder / "model.json", PEOPLE)
    found = batch.list_weighed_pairs(
        engine, batch.predict_pairs(engine, PEOPLE, model, least=LEAST)
    )
    seconds = time.perf_counter() - began
    theirs = {(left, right): bits for left, right, bits in found}
    with duckdb.connect() as connection:
        links = connection.read_parquet(str(folder / "links.parquet")).fetchall()
    ours = {(left, right): bits for left, right, bits in links}
    both = ours.keys() & theirs.keys()
    apart = max((abs(ours[pair] - theirs[pair]) for pair in both), default=0.0)
    alone = sorted(ours.keys() ^ theirs.keys())
    yield measure("spark_s", seconds, "s", pairs=pairs, links=len(theirs))
    yield measure("spark_max_bits", apart, "bits", pairs=len(both))
    yield measure("spark_pairs_alone", len(alone), "pairs", first=alone[:10])


def _trained(engine: Engine, folder: Path) -> Iterator[dict[str, object]]:
    """With a model of its own, learnt of other pairs taken at random."""
    ours = TrainedModel.load(folder / "model.json", PEOPLE)
    began = time.perf_counter()
    theirs = training.train_model(engine, PEOPLE, people_model.TRAINING)
    seconds = time.perf_counter() - began
    apart = {
        f"{name} {code}": round(theirs.weights[name][code].bits - weight.bits, 2)
        for name, weights in ours.weights.items()
        for code, weight in weights.items()
    }
    furthest = max(apart, key=lambda level: abs(apart[level]))
    yield measure("spark_train_s", seconds, "s", records=theirs.population)
    yield measure("spark_model_max_bits", abs(apart[furthest]), "bits", apart=apart)


def _config(folder: Path) -> dict[str, str]:
    return {
        "spark.executor.memory": os.environ.get("UNHIDDEN_SPARK_MEMORY", "1500m"),
        "spark.local.dir": str(folder / "local"),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
    }
