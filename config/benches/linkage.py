"""Whether a scrap finds its match at once, rightly, and by the weights of the batch.

A made population (``config/linkage/population.py``): 1,000,000 people, 100,000 with
``--quick``; in full also 5,000,000 for the speed alone where ``UNHIDDEN_LINKAGE_LARGE``
is set. Labelled data beside (``config/linkage/quality.py``). Lines over the web page
(``linkage.http_p95_ms``) and through the actions of the desk are the desk's to add, in
``run`` below.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg

from config.linkage import (
    batching,
    ingest,
    kinds,
    population,
    quality,
    spark_beside,
    speed,
    store,
)
from config.linkage.asking import sayings
from config.linkage.lines import measure
from config.steps.failing import Failure
from unhidden.linkage.model import Model
from unhidden.linkage.people import PEOPLE

PEOPLE_MANY, QUICK_PEOPLE, LARGE = 1_000_000, 100_000, 5_000_000
ASKED, QUICK_ASKED = 3_000, 1_500
TAKEN_IN, QUICK_TAKEN_IN = 2_000, 400
SPLINK_ASKED, QUICK_SPLINK_ASKED = 40, 10


def run(*, quick: bool) -> Iterator[dict[str, object]]:
    """One line for each measure; the tables are taken away again."""
    address = os.environ.get("UNHIDDEN_BENCH_ADMIN", "")
    if not address:
        sentence = "This bench makes tables of its own: start it as unhidden bench."
        raise Failure(sentence)
    many = QUICK_PEOPLE if quick else PEOPLE_MANY
    with batching.folder() as name:
        folder = Path(name)
        yield from batching.lines(many, folder)
        model = Model.load(folder / "model.json", PEOPLE)
        yield from spark_beside.lines(folder)
        yield from _online(address, model, folder, many, quick=quick)
    yield kinds.variants()
    yield from kinds.names(quality.folder())
    yield from kinds.plates(kinds.QUICK_PLATES if quick else kinds.PLATES)
    yield from quality.lines(quick=quick)
    if not quick and os.environ.get("UNHIDDEN_LINKAGE_LARGE"):
        yield from _large(address, model)


def _online(
    address: str, model: Model, folder: Path, many: int, *, quick: bool
) -> Iterator[dict[str, object]]:
    file = list(population.records(many))
    with psycopg.connect(address, autocommit=True) as connection:
        try:
            yield _filled(connection, folder, many)
            store.enter(connection)
            found = list(
                speed.lines(connection, model, file, QUICK_ASKED if quick else ASKED)
            )
            yield from found
            ours = next(
                float(str(line["value"]))
                for line in found
                if line["bench"] == "linkage.p50_ms"
            )
            beside = QUICK_SPLINK_ASKED if quick else SPLINK_ASKED
            asked = sayings(beside, max(each.human for each in file), 6, beyond=10)
            records = batching.opened(folder)
            yield from speed.splink_beside(records, model, asked, ours)
            records.close()
            new = sayings(
                QUICK_TAKEN_IN if quick else TAKEN_IN, many // 2, 7, beyond=10
            )
            yield from ingest.lines(
                ingest.Work(address, folder / "model.json", many, many, new)
            )
        finally:
            connection.execute("reset role")
            store.drop(connection)


def _filled(
    connection: store.Connection, folder: Path, people: int
) -> dict[str, object]:
    began = time.perf_counter()
    store.create(connection)
    keys = store.fill(connection, folder)
    store.make_ready(connection)
    seconds = round(time.perf_counter() - began, 1)
    return measure("keys", keys, "keys", people=people, seconds=seconds)


def _large(address: str, model: Model) -> Iterator[dict[str, object]]:
    """Five million: what speed and recall become."""
    with (
        batching.folder() as name,
        psycopg.connect(address, autocommit=True) as connection,
    ):
        batching.prepare(Path(name), LARGE)
        try:
            yield _filled(connection, Path(name), LARGE)
            store.enter(connection)
            file = list(population.records(LARGE))
            for line in speed.lines(connection, model, file, ASKED):
                yield line | {"bench": f"{line['bench']}_5m"}
        finally:
            connection.execute("reset role")
            store.drop(connection)
