"""What is shared counts, too: things that people joined, and links that they typed.

Two men in two reports who use one phone may be one man, or a man and whom he controls:
those who exploit people give them phones, drive them and house them. So what is shared
is weighed as a part of its own and bounded
(docs/decisions/what-is-shared-counts-a-little.md).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import log2
from uuid import UUID

from unhidden.intelligence.subjects.rules.matching import MatchComparison
from unhidden.linkage.scoring import ScorePart

SHARED, LINKED, AS_TWO = "shared", "linked", "as_two"
#: In bits, by the kind that two are and by that of what both are linked to: how much
#: more often one of them is met at it twice than two who have it in common.
SHARED_BITS: Mapping[str, Mapping[str, float]] = {
    "person": {
        "document": 6.0,
        "phone": 5.0,
        "account": 5.0,
        "vehicle": 3.0,
        "advert": 2.0,
        "premises": 1.0,
        "person": 1.0,
        "business": 0.5,
    },
    "business": {
        "document": 5.0,
        "phone": 4.0,
        "account": 4.0,
        "premises": 3.0,
        "person": 2.0,
        "advert": 2.0,
        "vehicle": 1.0,
    },
}
#: All that is shared counts for no more than this. It is less than lies between being
#: asked about and being called likely: what two say of themselves must be worth a
#: question before anything shared can make them likely.
MOST_SHARED_BITS = 6.0
#: Whoever an item links with each other it has told apart.
AS_TWO_BITS = -8.0
#: From so many bits on, what is shared is a reason to offer a pair.
WORTH_OFFERING = 1.0


@dataclass(frozen=True, slots=True)
class ThingInCommon:
    """What two subjects are linked to; so many ``others`` of their kind are, too."""

    kind: str
    others: int


@dataclass(frozen=True, slots=True)
class LinkEnd:
    """That a report links a thing with a subject of the kind that is asked about."""

    thing: UUID
    subject: UUID
    report: UUID


def weigh_shared(kind: str, things: Iterable[ThingInCommon]) -> tuple[ScorePart, ...]:
    """The parts that two of a kind get for what they share, the strongest first.

    The more others have a thing, too, the less it says: each doubling takes a bit.
    """
    base = SHARED_BITS.get(kind, {})
    found = (
        (base.get(each.kind, 0.0) - log2(1 + each.others), each.kind) for each in things
    )
    left, parts = MOST_SHARED_BITS, []
    for bits, what in sorted(found, key=lambda each: (-each[0], each[1])):
        counted = min(bits, left)
        if counted > 0:
            parts.append(ScorePart(SHARED, what, counted))
            left -= counted
    return tuple(parts)


def find_things_in_common(
    own: UUID, ends: Collection[LinkEnd], kinds: Mapping[UUID, str]
) -> dict[UUID, list[ThingInCommon]]:
    """What each other subject shares with ``own``, by the subject.

    ``kinds`` are those of the things. Two whom one report links to a thing it has told
    apart: that they share it says nothing.
    """
    at: dict[UUID, dict[UUID, set[UUID]]] = {}
    for end in ends:
        at.setdefault(end.thing, {}).setdefault(end.subject, set()).add(end.report)
    found: dict[UUID, list[ThingInCommon]] = {}
    for thing, reports in at.items():
        for other in _sharing(own, reports):
            shared = ThingInCommon(kinds[thing], len(reports) - 2)
            found.setdefault(other, []).append(shared)
    return found


def add_parts(found: MatchComparison, parts: Collection[ScorePart]) -> MatchComparison:
    """A comparison with what is known besides: its parts, and so its bits.

    A household shares its things: they bring nobody who may be a relative nearer.
    """
    if found.is_of_household:
        parts = [part for part in parts if part.bits < 0]
    more = sum(part.bits for part in parts)
    return replace(found, bits=found.bits + more, evidence=(*found.evidence, *parts))


def is_worth_offering(parts: Iterable[ScorePart]) -> bool:
    """Whether what two share is a reason to ask about them."""
    return sum(part.bits for part in parts if part.what == SHARED) >= WORTH_OFFERING


def _sharing(own: UUID, reports: Mapping[UUID, set[UUID]]) -> Iterator[UUID]:
    mine = reports.get(own, set())
    for other, theirs in reports.items():
        if mine and other != own and mine.isdisjoint(theirs):
            yield other
