"""One person asked about, again and again: how long, and whether the truth is found."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from config.linkage import store
from config.linkage.population import Human, Saying, humans, said
from config.linkage.store import Connection
from unhidden.linkage.people import PEOPLE, columns
from unhidden.linkage.scoring import Score, Scorer

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for one saying: its true record's rank among all, from 0."""

    asked: Saying
    seconds: float
    candidates: int
    rank: int | None
    best: float | None  # bits of the first
    best_is_right: bool


@dataclass(slots=True)
class Known:
    """Which records are of which human."""

    records: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    def add(self, sayings: Sequence[Saying]) -> None:
        for number, saying in enumerate(sayings):
            self.records[saying.human].add(number)


def sayings(many: int, of: int, seed: int, *, beyond: int) -> list[Saying]:
    """New sayings of people of the file, one in five of somebody who is not in it."""
    luck = random.Random(seed)  # noqa: S311  # the same each time is wanted
    people: list[Human] = list(humans(of + beyond))
    inside, outside = people[:of], people[of:]
    return [
        said(luck.choice(outside if n % 5 == 4 else inside), luck) for n in range(many)
    ]


def ask(
    connection: Connection, scorer: Scorer, asked: Saying, known: Known, records: int
) -> Answer:
    """Keys, retrieval, scores with their parts, in the order shown."""
    began = time.perf_counter()
    found = store.candidates(connection, asked.person, records)
    scores = scorer.best(columns(asked.person), found, float("-inf"))
    seconds = time.perf_counter() - began
    true = known.records.get(asked.human, set())
    rank = next((n for n, each in enumerate(scores) if each.key in true), None)
    first: Score | None = scores[0] if scores else None
    return Answer(
        asked,
        seconds,
        len(found),
        rank,
        first.bits if first else None,
        bool(first and first.key in true),
    )


__all__ = ["PEOPLE", "SHOWN", "Answer", "Known", "ask", "sayings"]
