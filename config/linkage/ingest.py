"""New people with their links, each in a transaction of its own, on one and two cores.

Keys, retrieval, score, the person, the keys and the explained links, and a commit that
waits for the disk. Through the product's own actions it is for the desk's bench to say.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

import psycopg

from config.linkage import store
from config.linkage.lines import measure
from config.linkage.population import Saying
from unhidden.linkage.model import Model
from unhidden.linkage.people import PEOPLE, columns
from unhidden.linkage.person_keys import person_keys
from unhidden.linkage.scoring import Scorer

SUGGEST_BITS, MOST_LINKS = -5.0, 20


@dataclass(frozen=True, slots=True)
class Work:
    """What one process takes in, beginning from a number of its own."""

    address: str
    model: Path
    first: int
    records: int
    sayings: Sequence[Saying]


def lines(work: Work) -> Iterator[dict[str, object]]:
    """Records a second on one process, and on two."""
    half, quarter = len(work.sayings) // 2, len(work.sayings) // 4
    middle, last = half + quarter, len(work.sayings)
    one = [_part(work, 0, half)]
    two = [_part(work, half, middle), _part(work, middle, last)]
    for name, parts in (("ingest_per_s", one), ("ingest_per_s_two", two)):
        with ProcessPoolExecutor(len(parts)) as pool:
            list(pool.map(_warm, range(len(parts))))
            began = time.perf_counter()
            links = sum(pool.map(take_in, parts))
            seconds = time.perf_counter() - began
        many = sum(len(part.sayings) for part in parts)
        yield measure(name, many / seconds, "people/s", links=links, people=many)


def _part(work: Work, start: int, end: int) -> Work:
    return Work(
        work.address,
        work.model,
        work.first + start,
        work.records,
        work.sayings[start:end],
    )


def _warm(number: int) -> int:
    return number


def take_in(work: Work) -> int:
    """Take in all, each durably; how many links were written."""
    links = 0
    model = Model.load(work.model, PEOPLE).for_population(work.records)
    scorer = Scorer(PEOPLE, model)
    with psycopg.connect(work.address, autocommit=True) as connection:
        store.enter(connection)
        for n, saying in enumerate(work.sayings):
            with connection.transaction():
                links += _one(connection, scorer, work, work.first + n, saying)
    return links


def _one(
    connection: store.Connection,
    scorer: Scorer,
    work: Work,
    number: int,
    saying: Saying,
) -> int:
    known = columns(saying.person, number)
    found = store.candidates(connection, saying.person, work.records)
    scores = scorer.best(known, found, SUGGEST_BITS)[:MOST_LINKS]
    told = [json.dumps([asdict(part) for part in each.parts]) for each in scores]
    keys, bits = [each.key for each in scores], [each.bits for each in scores]
    # One way there and back for the three.
    with connection.pipeline():
        store.add(connection, number, known, person_keys(saying.person))
        connection.execute(
            "insert into linkage_bench.edge"
            " select %s, * from unnest(%s::bigint[], %s::float8[], %s::text[])",
            (number, keys, bits, told),
        )
    return len(scores)
