"""One person asked about, again and again: how long, and whether the truth is found."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from benchmarks.linkage.desk import mention_of
from benchmarks.linkage.population import Human, Saying, humans, said
from unhidden.access.actor import Actor
from unhidden.access.context import acting_as
from unhidden.intelligence.reports.queries.looking import MOST_SHOWN
from unhidden.intelligence.subjects.queries.matching import (
    MatchCandidate,
    rank_candidates,
    split_by_weight,
)
from unhidden.intelligence.subjects.rules.mentions import NewMention
from unhidden.intelligence.subjects.rules.traces import trace_of
from unhidden.linkage.people import BirthDate, PersonRecord

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for one saying: its true record's rank among all, from 0.

    ``is_matched`` says that the true one is asked about, and ``is_shown`` that it
    stands in the panel of the page, where there is room for three.
    """

    asked: Saying
    seconds: float
    candidates: int
    rank: int | None
    best: float | None  # bits of the first
    best_is_right: bool
    is_matched: bool
    is_shown: bool


@dataclass(slots=True)
class Known:
    """Which records are of which human."""

    records: dict[int, set[UUID]] = field(default_factory=lambda: defaultdict(set))

    def add(self, humans: Sequence[int]) -> None:
        """Records in their order, each by its human's number."""
        for number, human in enumerate(humans):
            self.records[human].add(mention_of(number))


def sayings(many: int, of: int, seed: int, *, beyond: int) -> list[Saying]:
    """New sayings of people of the file, one in five of somebody who is not in it."""
    luck = random.Random(seed)  # noqa: S311  # the same each time is wanted
    people: list[Human] = list(humans(of + beyond))
    inside, outside = people[:of], people[of:]
    return [
        said(luck.choice(outside if n % 5 == 4 else inside), luck) for n in range(many)
    ]


def mention(person: PersonRecord) -> NewMention:
    """What somebody said of a person, as the desk takes it in."""
    known = {
        "born": _written(person.born) if person.born else "",
        "phone": next(iter(person.phones), ""),
        "email": next(iter(person.emails), ""),
        "postcode": person.postcode,
    }
    details = {name: value for name, value in known.items() if value}
    return NewMention("person", person.name, details=details)


def _written(born: BirthDate) -> str:
    parts = [f"{born.year:04}", *(f"{n:02}" for n in (born.month, born.day) if n)]
    return "-".join(parts)


def ask(actor: Actor, asked: Saying, known: Known) -> Answer:
    """Keys, retrieval, weights with their parts, in the order shown: as the desk does.

    The clock runs inside the person's context, which a page enters once.
    """
    seconds, (found,) = timed(actor, [asked])
    true = known.records.get(asked.human, set())
    rank = next((n for n, each in enumerate(found) if each.mention_id in true), None)
    first: MatchCandidate | None = found[0] if found else None
    worthy, weak = split_by_weight(found)
    shown = (worthy or weak)[:MOST_SHOWN]
    return Answer(
        asked,
        seconds,
        len(found),
        rank,
        first.comparison.bits if first else None,
        bool(first and first.mention_id in true),
        any(each.mention_id in true for each in worthy),
        any(each.mention_id in true for each in shown),
    )


def timed(
    actor: Actor, asked: Sequence[Saying]
) -> tuple[float, list[list[MatchCandidate]]]:
    """The seconds, and what is found of each: all at once, as of one text."""
    mentions = [mention(each.person) for each in asked]
    with acting_as(actor):
        began = time.perf_counter()
        found = rank_candidates(
            [(of.kind, trace_of(of.kind, of.text, of.details)) for of in mentions]
        )
        return time.perf_counter() - began, found
