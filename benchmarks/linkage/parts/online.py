"""One saying against all, in the product's own tables: its time, and what is found.

Through pages and as reports are written, too; Splink's way beside.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import psycopg

from benchmarks.linkage import batching, desk, growth, ingest, pages, speed
from benchmarks.linkage.asking import sayings
from benchmarks.linkage.lines import measure
from benchmarks.linkage.parts import sizes
from unhidden import linkage
from unhidden.linkage.model import TrainedModel
from unhidden.linkage.people import PEOPLE

ASKED, QUICK_ASKED = 3_000, 600
LOOKED_AT, QUICK_LOOKED_AT = 600, 80
TAKEN_IN, QUICK_TAKEN_IN = 3_000, 200
SPLINK_ASKED, QUICK_SPLINK_ASKED = 40, 4
SHIPPED = Path(linkage.__path__[0]) / "data" / "people.json"
#: A tenth of the people, among whom a question costs as the logarithm says.
FEW = 10


def run(*, quick: bool) -> Iterator[dict[str, object]]:
    """These lines alone; Splink has the model that comes along."""
    address, many = sizes.admin_address(), sizes.many_people(quick=quick)
    among_few = None if quick else ask_among_few(address, many // FEW)
    with batching.folder() as name:
        file = batching.prepare(Path(name), many)
        yield fill(address, Path(name), many)
        model = TrainedModel.load(SHIPPED, PEOPLE)
        yield from lines(model, Path(name), file, among_few, quick=quick)


def lines(
    model: TrainedModel,
    folder: Path,
    file: Sequence[int],
    among_few: growth.Cost | None,
    *,
    quick: bool,
) -> Iterator[dict[str, object]]:
    """Of the people with whom the tables were filled from this folder."""
    found = list(speed.lines(desk.analyst(), file, QUICK_ASKED if quick else ASKED))
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


def ask_among_few(address: str, few: int) -> growth.Cost:
    """What one question costs among so many; the tables are empty again."""
    with batching.folder() as name:
        batching.prepare(Path(name), few)
        fill(address, Path(name), few)
        cost = growth.cost(desk.analyst(), few)
    with psycopg.connect(address, autocommit=True) as connection:
        desk.empty(connection)
    return cost


def fill(address: str, folder: Path, people: int) -> dict[str, object]:
    """Write what ``batching.prepare`` left there into the tables; how many keys."""
    began = time.perf_counter()
    with psycopg.connect(address, autocommit=True) as connection:
        keys = desk.fill(connection, folder, desk.analyst(), others=False)
        desk.make_ready(connection)
    seconds = round(time.perf_counter() - began, 1)
    return measure("keys", keys, "keys", people=people, seconds=seconds)
