"""A Spark cluster gives the pairs and the weights of DuckDB."""

from __future__ import annotations

import importlib
import os
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from rapidfuzz.distance import JaroWinkler

from config.linkage import people_model
from config.linkage.population import records
from unhidden.linkage import batch, training
from unhidden.linkage.people import PEOPLE
from unhidden.linkage.training import Training

LEAST, SAME = -5.0, 1e-9


@pytest.mark.servers
@pytest.mark.skipif(
    find_spec("pyspark") is None,
    reason="pyspark is not installed: uv pip install -r requirements/spark.txt",
)
@pytest.mark.filterwarnings("ignore")
def test_a_cluster_of_two_workers_gives_the_pairs_and_weights_of_duckdb(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cluster = importlib.import_module("config.linkage.spark_cluster")
    spark_batch = importlib.import_module("unhidden.linkage.spark")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(("src", ".")))
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    connection = people_model.filled(list(records(2_000)))
    batch.make_pairs(connection, people_model.BLOCKING)
    few = Training(rules=(("born",),), sampled_pairs=50_000, rounds=10)
    model = training.train(connection, PEOPLE, few)
    table = batch.predict(connection, PEOPLE, model, least=LEAST)
    ours = {(a, b): bits for a, b, bits in batch.links(connection, table, LEAST)}
    for name in (batch.RECORDS, batch.KEYS):
        connection.execute(f"copy {name} to '{tmp_path / name}.parquet'")

    with cluster.running(tmp_path) as address:
        spark = spark_batch.session(address, **_small(tmp_path))
        try:
            given = [
                spark.read.parquet(f"{tmp_path / name}.parquet")
                for name in (batch.RECORDS, batch.KEYS)
            ]
            found = spark_batch.predict(
                spark,
                *given,
                PEOPLE,
                model,
                blocking=people_model.BLOCKING,
                least=LEAST,
            ).collect()
            alike = spark.sql("select jaro_winkler('afnso', 'afonso')").collect()
        finally:
            spark.stop()

    theirs = {(a, b): bits for a, b, bits in found}
    # The jar's own says .876, which few pairs of a small file would show.
    assert alike[0][0] == pytest.approx(JaroWinkler.similarity("afnso", "afonso"))
    assert theirs.keys() == ours.keys()
    assert max(abs(theirs[pair] - bits) for pair, bits in ours.items()) < SAME


def _small(folder: Path) -> dict[str, str]:
    return {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.executor.memory": "1g",
        "spark.local.dir": str(folder / "local"),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
    }
