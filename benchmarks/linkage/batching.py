"""A million records against each other: trained, weighed and grouped.

In a process of its own, whose memory is measured at its peak. Its keys come with the
records, as they stand in the database.
"""

from __future__ import annotations

import multiprocessing
import resource
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.linkage import people_model, population, truth
from benchmarks.linkage.lines import measure
from unhidden.linkage import batch, training
from unhidden.linkage.clusters import JoiningRule, cluster_of, group_links
from unhidden.linkage.engines import (
    KEYS,
    RECORDS,
    DuckDB,
    connect_duckdb,
    fetch_first_value,
)
from unhidden.linkage.model import TrainedModel
from unhidden.linkage.people import PEOPLE
from unhidden.linkage.scoring import Scorer

KILOBYTES, LEAST = 1_024, -5.0
PARITY_PAIRS, QUICK_PARITY_PAIRS = 50_000, 10_000


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch took and gave."""

    records: int
    pairs: int
    links: int
    groups: int
    steps: dict[str, float]
    peak_mb: float
    cpu_s: float


def prepare(folder: Path, records: int) -> list[int]:
    """Write records and keys to files, as an export of the database would be.

    Gives the number of the human that each record is of.
    """
    file = list(population.records(records))
    connection = people_model.filled(file)
    for table in (RECORDS, KEYS):
        path = folder / f"{table}.parquet"
        connection.execute(f"copy {table} to '{path}' (format parquet)")
    connection.close()
    return [each.human for each in file]


def run(folder: Path) -> Batch:
    """Read, train, weigh and group; leaves ``model.json`` and ``pairs.parquet``."""
    steps: dict[str, float] = {}
    began = time.perf_counter()

    def done(name: str) -> None:
        steps[f"{name}_s"] = round(time.perf_counter() - began - sum(steps.values()), 2)

    engine = DuckDB(opened(folder))
    done("read")
    pairs = batch.make_pairs(engine, people_model.BLOCKING)
    done("pairs")
    model = training.train_model(engine, PEOPLE, people_model.TRAINING)
    model.save(folder / "model.json")
    done("train")
    table = batch.predict_pairs(engine, PEOPLE, model, least=LEAST)
    links = batch.list_weighed_pairs(engine, table)
    done("predict")
    groups = group_links(links, JoiningRule())
    done("group")
    path = folder / "links.parquet"
    engine.connection.execute(
        f"copy (select id_l, id_r, match_weight from {table}) to '{path}'"
        " (format parquet)"
    )
    records = fetch_first_value(engine, f"select count(*) from {RECORDS}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES
    used = time.process_time()
    return Batch(records, pairs, len(links), len(groups), steps, peak, used)


def opened(folder: Path) -> duckdb.DuckDBPyConnection:
    """A DuckDB over the files of ``prepare``."""
    connection = connect_duckdb(
        threads=2,
        memory_limit="4GB",
        temp_directory=str(folder / "spill"),
        preserve_insertion_order=False,
    )
    for table in (RECORDS, KEYS):
        path = folder / f"{table}.parquet"
        connection.execute(f"create table {table} as select * from '{path}'")
    return connection


def alone() -> ProcessPoolExecutor:
    """A process of its own, whose memory is its own."""
    return ProcessPoolExecutor(1, multiprocessing.get_context("spawn"))


def lines(records: int, folder: Path, *, quick: bool) -> Iterator[dict[str, object]]:
    """The whole batch of what was prepared; quick without its quality."""
    with alone() as process:
        done = process.submit(run, folder).result()
    more: dict[str, Any] = {
        "rows": done.records,
        "pairs": done.pairs,
        "links": done.links,
        "groups": done.groups,
        "cpu_s": round(done.cpu_s, 1),
    }
    yield measure("batch_s", sum(done.steps.values()), "s", **more, **done.steps)
    yield measure("batch_peak_mb", done.peak_mb, "MB", rows=done.records)
    if not quick:
        yield from _quality(records, folder)
    yield parity(folder, QUICK_PARITY_PAIRS if quick else PARITY_PAIRS)


def _quality(records: int, folder: Path) -> Iterator[dict[str, object]]:
    file = population.records(records)
    person_of: dict[object, object] = {n: each.human for n, each in enumerate(file)}
    with duckdb.connect() as connection:
        path = str(folder / "links.parquet")
        links = connection.read_parquet(path).order("id_l, id_r").fetchall()
    pairs = truth.cross_fitted(links, person_of)
    yield measure("population_f1", pairs.f1, "F1", cuts=pairs.cuts)
    numbered = {
        key: ("group", n)
        for key, n in cluster_of(group_links(links, JoiningRule())).items()
    }
    of = {key: numbered.get(key, ("alone", key)) for key in person_of}
    grouping = truth.clusters_quality(of, person_of)
    yield measure("population_cluster_f1", grouping.f1, "F1")


def parity(folder: Path, most: int) -> dict[str, object]:
    """The greatest difference between Splink's weight and the online one, in bits."""
    engine = DuckDB(opened(folder))
    model = TrainedModel.load(folder / "model.json", PEOPLE)
    scorer = Scorer(PEOPLE, model)
    batch.make_some_pairs(engine, people_model.BLOCKING, most)
    table = batch.predict_pairs(engine, PEOPLE, model, least=None)
    links = batch.list_weighed_pairs(engine, table)
    wanted = {key for left, right, _ in links for key in (left, right)}
    relation = engine.connection.sql("select * from records").to_arrow_reader(50_000)
    rows = {
        row["id"]: row
        for some in relation
        for row in some.to_pylist()
        if row["id"] in wanted
    }
    began = time.process_time()
    apart = [
        abs(scorer.score(rows[left], rows[right]).bits - bits)
        for left, right, bits in links
    ]
    each = (time.process_time() - began) / len(links) * 1e6
    return measure(
        "parity_max_bits",
        max(apart),
        "bits",
        pairs=len(links),
        us_a_pair=round(each, 1),
    )


def folder() -> tempfile.TemporaryDirectory[str]:
    """Where a batch's files go, and are taken away from."""
    return tempfile.TemporaryDirectory(prefix="unhidden-linkage-")
