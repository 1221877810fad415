"""What may be one, of everything that was said, found as the worker finds it.

A real batch brings Splink and DuckDB, for which a demonstration should not wait.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from itertools import combinations
from typing import Any

from unhidden.demo import playing
from unhidden.demo.region import Region
from unhidden.intelligence import actions as intelligence
from unhidden.intelligence.subjects.actions import relinking
from unhidden.intelligence.subjects.actions.relinking import NumberedLink
from unhidden.linkage.model import TrainedModel
from unhidden.linkage.people import PEOPLE
from unhidden.linkage.person_profiles import read_person
from unhidden.linkage.scoring import Scorer

#: A key that more mentions have is no sign that two are one.
CROWD = 50
Mention = tuple[str, Any, tuple[int, ...]]


@dataclass(slots=True)
class PlainLinker:
    """Holds the mentions that share keys against each other, one pair at a time."""

    cluster: str = ""
    mentions: list[Mention] = field(default_factory=list)
    found: list[NumberedLink] = field(default_factory=list)

    def add_mentions(self, mentions: Iterable[Mention]) -> None:
        """Take in mentions, each with the keys that it is found by."""
        self.mentions += mentions

    def weigh_people(self, model: TrainedModel) -> None:
        """Weigh people, each pair under its best two names."""
        scorer = Scorer(PEOPLE, model)

        def weigh(_kind: str, one: Any, other: Any) -> float:
            names = [scorer.against(read_person(name)) for name in one["names"]]
            others = [read_person(name) for name in other["names"]]
            return max(score(name).bits for score in names for name in others)

        self._weigh(weigh, are_people=True)

    def weigh_things(self, compare: Callable[[str, Any, Any], float | None]) -> None:
        """Weigh everything else."""
        self._weigh(compare, are_people=False)

    def list_links(self, ask: float) -> Iterator[list[NumberedLink]]:
        """The pairs that weigh at least so much, the strongest first."""
        links = [link for link in self.found if link[2] >= ask]
        yield sorted(links, key=lambda link: (-link[2], link))

    def _weigh(
        self, compare: Callable[[str, Any, Any], float | None], *, are_people: bool
    ) -> None:
        for one, other in sorted(self._pairs()):
            (kind, left, _), (_, right, _) = self.mentions[one], self.mentions[other]
            if (kind == "person") == are_people:
                bits = compare(kind, left, right)
                if bits is not None:
                    self.found.append((one, other, bits, False))

    def _pairs(self) -> set[tuple[int, int]]:
        holders: dict[int, list[int]] = defaultdict(list)
        for number, (_, _, keys) in enumerate(self.mentions):
            for key in keys:
                holders[key].append(number)
        some = (each for each in holders.values() if len(each) <= CROWD)
        return {
            pair
            for each in some
            for pair in combinations(each, 2)
            if len({self.mentions[end][0] for end in pair}) == 1
        }


def propose_groups(region: Region, *, at: datetime) -> None:
    """An analyst asks for everything to be held against everything, and it is done."""
    intelligence.ask_for_batch(actor=region.actor("analyst", at.date()), at=at)
    with playing.play_worker():
        relinking.relink_mentions(
            linking=lambda: nullcontext(PlainLinker()),
            make=lambda *mention: mention,
            actor=relinking.RELINKER,
            clock=lambda: at,
        )
