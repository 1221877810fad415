"""Whether a scrap finds its match at once, rightly, and by the weights of the batch.

A made population (``benchmarks/linkage/population.py``): 1,000,000 people, 100,000 with
``--quick``; in full also 5,000,000 for the speed alone where ``UNHIDDEN_LINKAGE_LARGE``
is set. Asked, shown and written as the desk does, in its own tables and behind the wall
(``benchmarks/linkage/desk.py``). Labelled data beside
(``benchmarks/linkage/quality.py``).
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg

from benchmarks.linkage import (
    batching,
    desk,
    growth,
    ingest,
    pages,
    quality,
    refresh,
    spark_beside,
    speed,
)
from benchmarks.linkage.asking import sayings
from benchmarks.linkage.lines import measure
from benchmarks.linkage.second import certainty
from unhidden.hosting.failing import StepFailure
from unhidden.linkage.model import TrainedModel
from unhidden.linkage.people import PEOPLE

PEOPLE_MANY, QUICK_PEOPLE, LARGE = 1_000_000, 100_000, 5_000_000
ASKED, QUICK_ASKED = 3_000, 600
LOOKED_AT, QUICK_LOOKED_AT = 600, 80
TAKEN_IN, QUICK_TAKEN_IN = 3_000, 200
SPLINK_ASKED, QUICK_SPLINK_ASKED = 40, 4


def run(*, quick: bool) -> Iterator[dict[str, object]]:
    """One line for each measure; the tables are taken away again."""
    address = os.environ.get("UNHIDDEN_BENCH_ADMIN", "")
    if not address:
        sentence = "This bench makes tables of its own: start it as unhidden bench."
        raise StepFailure(sentence)
    many = QUICK_PEOPLE if quick else PEOPLE_MANY
    with batching.folder() as name:
        folder = Path(name)
        with batching.alone() as one, batching.alone() as other:
            untimed = one.submit(quality.untimed, quick=quick)
            file = other.submit(batching.prepare, folder, many).result()
            yield from untimed.result()
        # A first look need not have the batch's clock to itself.
        with ThreadPoolExecutor(1) as beside:
            filling = beside.submit(_filled, address, folder, many) if quick else None
            yield from batching.lines(many, folder, quick=quick)
        model = TrainedModel.load(folder / "model.json", PEOPLE)
        yield from spark_beside.lines(folder)
        among_few = None if quick else _among_few(address, many // 10)
        yield filling.result() if filling else _filled(address, folder, many)
        yield from _online(model, folder, file, among_few, quick=quick)
        yield from refresh.lines(address, quick=quick)
        yield from certainty.lines(address, quick=quick)
    if not quick and os.environ.get("UNHIDDEN_LINKAGE_LARGE"):
        yield from _large(address)


def _online(
    model: TrainedModel,
    folder: Path,
    file: list[int],
    among_few: growth.Cost | None,
    *,
    quick: bool,
) -> Iterator[dict[str, object]]:
    """One new saying against all, in the product's own tables; Splink's way beside."""
    asked = QUICK_ASKED if quick else ASKED
    found = list(speed.lines(desk.analyst(), file, asked))
    yield from found
    if among_few:
        yield growth.line(among_few, growth.cost(desk.analyst(), len(file)))
    ours = next(
        float(str(line["value"])) for line in found if line["bench"] == "linkage.p50_ms"
    )
    people = max(file)
    beside = sayings(
        QUICK_SPLINK_ASKED if quick else SPLINK_ASKED, people, 6, beyond=10
    )
    records = batching.opened(folder)
    yield from speed.splink_beside(records, model, beside, ours)
    records.close()
    looked = sayings(QUICK_LOOKED_AT if quick else LOOKED_AT, people, 8, beyond=10)
    yield from pages.lines(looked)
    new = sayings(QUICK_TAKEN_IN if quick else TAKEN_IN, people, 7, beyond=10)
    yield from ingest.lines(new)


def _among_few(address: str, few: int) -> growth.Cost:
    """What one question costs among a tenth of them; the tables are empty again."""
    with batching.folder() as name:
        batching.prepare(Path(name), few)
        _filled(address, Path(name), few)
        cost = growth.cost(desk.analyst(), few)
    with psycopg.connect(address, autocommit=True) as connection:
        desk.empty(connection)
    return cost


def _filled(address: str, folder: Path, people: int) -> dict[str, object]:
    began = time.perf_counter()
    with psycopg.connect(address, autocommit=True) as connection:
        keys = desk.fill(connection, folder, desk.analyst(), others=False)
        desk.make_ready(connection)
    seconds = round(time.perf_counter() - began, 1)
    return measure("keys", keys, "keys", people=people, seconds=seconds)


def _large(address: str) -> Iterator[dict[str, object]]:
    """Five million: what speed and recall become."""
    with batching.folder() as name:
        file = batching.prepare(Path(name), LARGE)
        with psycopg.connect(address, autocommit=True) as connection:
            desk.empty(connection)
        yield _filled(address, Path(name), LARGE)
        for line in speed.lines(desk.analyst(), file, ASKED):
            yield line | {"bench": f"{line['bench']}_5m"}
