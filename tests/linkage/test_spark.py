"""A Spark cluster gives the pairs, the weights and the model of DuckDB."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

import pytest
from rapidfuzz.distance import JaroWinkler

from benchmarks.linkage import people_model
from benchmarks.linkage.population import records
from unhidden.intelligence.subjects.rules.matching import load_shipped_weights
from unhidden.linkage import batch, training
from unhidden.linkage.engines import DuckDB, Engine
from unhidden.linkage.people import PEOPLE
from unhidden.linkage.people_training import PeopleLearner
from unhidden.linkage.person_keys import person_keys
from unhidden.linkage.person_profiles import make_person_columns
from unhidden.linkage.relinking import MentionLinker, TracedMention
from unhidden.linkage.run_folders import RunFolders
from unhidden.linkage.training import TrainingPlan

pytestmark = [
    pytest.mark.servers,
    pytest.mark.skipif(
        find_spec("pyspark") is None,
        reason="pyspark is not installed: uv pip install -r requirements/spark.txt",
    ),
    pytest.mark.filterwarnings("ignore"),
]
LEAST, SAME = -5.0, 1e-9
FEW = TrainingPlan(rules=(("born",),), sampled_pairs=50_000, rounds=10)
MANY, FEWER = 2_000, 600


@pytest.fixture
def cluster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """One master and two workers."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(("src", ".")))
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    own = importlib.import_module("benchmarks.linkage.spark_cluster")
    with own.running(tmp_path) as address:
        yield address


def test_a_cluster_of_two_workers_gives_the_pairs_and_weights_of_duckdb(
    cluster: str, tmp_path: Path
) -> None:
    here = DuckDB(people_model.filled(list(records(MANY))))
    batch.make_pairs(here, people_model.BLOCKING)
    model = training.train_model(here, PEOPLE, FEW)
    ours = _weighed(here, batch.predict_pairs(here, PEOPLE, model, least=LEAST))
    tables = [
        here.connection.table(name).to_arrow_table()
        for name in ("records", "record_keys")
    ]

    spark = importlib.import_module("unhidden.linkage.spark")
    with spark.running(cluster, *tables, **_small(tmp_path)) as there:
        batch.make_pairs(there, people_model.BLOCKING)
        theirs = _weighed(there, batch.predict_pairs(there, PEOPLE, model, least=LEAST))
        alike = there.rows("select jaro_winkler('afnso', 'afonso')")

    # The jar's own says .876, which few pairs of a small file would show.
    assert alike[0][0] == pytest.approx(JaroWinkler.similarity("afnso", "afonso"))
    assert theirs.keys() == ours.keys()
    assert max(abs(theirs[pair] - bits) for pair, bits in ours.items()) < SAME


def test_the_worker_trains_on_the_cluster_what_it_would_train_here(
    cluster: str,
) -> None:
    people = [saying.person for saying in records(MANY)]
    made = [(make_person_columns(person, n), person) for n, person in enumerate(people)]
    known = [(row, person_keys(person, row)) for row, person in made]

    models = []
    for where in ("", cluster):
        with PeopleLearner(FEW, cluster=where) as learner:
            learner.add(known)
            models.append(learner.learn())

    here, there = models
    assert there.population == here.population == MANY
    assert there.frequencies == here.frequencies
    assert "pyspark" in there.versions
    # Splink takes other pairs at random.
    for level, bits in (("same", 0.5), ("differs", 0.5)):
        apart = there.weights["name"][level].bits - here.weights["name"][level].bits
        assert abs(apart) < bits


def test_a_batch_finds_on_the_cluster_what_it_finds_here_and_leaves_no_name_there(
    cluster: str, tmp_path: Path
) -> None:
    model = load_shipped_weights().model.for_population(FEWER)
    shared = tmp_path / "shared"
    shared.mkdir()

    found = []
    for where in ("", cluster):
        config = _small(tmp_path) if where else {}
        folders = RunFolders(shared, "here", shared)
        with MentionLinker(folders, cluster=where, config=config) as linker:
            linker.add_mentions(_mentions())
            linker.weigh_people(model)
            links = chain(*linker.list_links(0))
            found.append({(one, other): bits for one, other, bits, _ in links})
            if where:
                assert linker.folder.stat().st_mode & 0o777 == 0o700
                assert (linker.folder / "records.parquet").is_file()

    here, there = found
    assert there.keys() == here.keys()
    assert max(abs(there[pair] - bits) for pair, bits in here.items()) < SAME
    assert list(shared.iterdir()) == []


def _mentions() -> Iterator[TracedMention]:
    """Made people, some of them under two names."""
    for n, saying in enumerate(records(FEWER)):
        person = saying.person
        columns = make_person_columns(person)
        names = [columns, {**columns, "name": "nobody else"}][: 1 + (n % 5 == 0)]
        keys = person_keys(person, columns)
        yield TracedMention("person", {"names": names}, tuple(keys))


def _weighed(engine: Engine, table: str) -> dict[tuple[int, int], float]:
    return {
        (one, two): bits for one, two, bits in batch.list_weighed_pairs(engine, table)
    }


def _small(folder: Path) -> dict[str, str]:
    return {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.executor.memory": "1g",
        "spark.sql.shuffle.partitions": "8",
        "spark.local.dir": str(folder / "local"),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
    }
