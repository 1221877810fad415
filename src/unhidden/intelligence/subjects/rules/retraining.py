"""What another model would change: pairs that cross a line, and levels side by side."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import ge, lt
from uuid import UUID

from unhidden.intelligence.subjects.rules.matching import ASK, SUGGEST
from unhidden.intelligence.subjects.rules.proposals import JOINING
from unhidden.linkage.clusters import cluster_of, group_links
from unhidden.linkage.model import TrainedModel
from unhidden.linkage.people import PEOPLE
from unhidden.linkage.spec import ELSE

#: Fewer mentions of people teach nothing that holds.
FEWEST_TO_LEARN = 1_000


@dataclass(frozen=True, slots=True)
class WeighedPair:
    """Two mentions with what both models say of them, in bits."""

    one: UUID
    other: UUID
    old: float
    new: float

    @property
    def difference(self) -> float:
        return abs(self.new - self.old)

    @property
    def is_spoken_of(self) -> bool:
        """Whether anybody is shown the pair, by either model."""
        return max(self.old, self.new) >= ASK


@dataclass(frozen=True, slots=True)
class ChangeFigures:
    """How many pairs were weighed, of how many, and how many cross each line."""

    pairs: int
    of: int
    over_ask: int
    under_ask: int
    over_suggest: int
    under_suggest: int


@dataclass(frozen=True, slots=True)
class RegroupedPair:
    """Two mentions that one of both models proposes in one group, and the other not."""

    one: UUID
    other: UUID
    is_joined: bool


@dataclass(frozen=True, slots=True)
class LevelBits:
    """A level with its bits by the model that serves and by the other.

    ``is_out_of_order``: by the other, and not by what serves, it says more than one
    that agrees better does, or it is that nothing agrees and speaks for "the same"
    (docs/how-to). Some cannot be ranked, and are so in the shipped model already.
    """

    comparison: str
    level: str
    old: float
    new: float
    is_out_of_order: bool


def count_changes(weighed: Sequence[WeighedPair], *, of: int) -> ChangeFigures:
    """The counts of some pairs out of ``of``."""
    return ChangeFigures(
        pairs=len(weighed),
        of=of,
        over_ask=_crossing(weighed, ASK, lt, ge),
        under_ask=_crossing(weighed, ASK, ge, lt),
        over_suggest=_crossing(weighed, SUGGEST, lt, ge),
        under_suggest=_crossing(weighed, SUGGEST, ge, lt),
    )


def pick_largest_changes(
    weighed: Iterable[WeighedPair], most: int
) -> list[WeighedPair]:
    """Of the pairs that are shown to anybody those that differ most, most first."""
    shown = (each for each in weighed if each.is_spoken_of and each.difference)
    return sorted(shown, key=lambda each: (-each.difference, each.one, each.other))[
        :most
    ]


def pick_regrouped_pairs(
    weighed: Sequence[WeighedPair], most: int
) -> list[RegroupedPair]:
    """The pairs whose groups would change, those that differ most first.

    Groups are made as the batch proposes them, before anybody decided.
    """
    old, new = (
        cluster_of(group_links(links, JOINING))
        for links in (
            [(each.one, each.other, each.old) for each in weighed],
            [(each.one, each.other, each.new) for each in weighed],
        )
    )
    found = []
    for each in sorted(weighed, key=lambda pair: (-pair.difference, pair.one)):
        was, is_now = (_are_one(each, groups) for groups in (old, new))
        if was != is_now:
            found.append(RegroupedPair(each.one, each.other, is_joined=is_now))
    return found[:most]


def _are_one(pair: WeighedPair, groups: Mapping[Hashable, int]) -> bool:
    return pair.one in groups and groups[pair.one] == groups.get(pair.other)


def compare_levels(old: TrainedModel, new: TrainedModel) -> list[LevelBits]:
    """Every level of people's specification, from the strongest of each comparison."""
    return [
        found for comparison in PEOPLE.comparisons
        for found in _levels(comparison.name, comparison.codes(), old, new)
    ]  # fmt: skip


def _levels(
    name: str, codes: Sequence[str], old: TrainedModel, new: TrainedModel
) -> Iterable[LevelBits]:
    before, now = (
        {code: model.weights[name][code].bits for code in codes} for model in (old, new)
    )
    for place, code in enumerate(codes):
        is_out = code == ELSE and now[code] >= 0 > before[code]
        for stronger in codes[:place]:
            is_out |= now[code] > now[stronger] and before[code] <= before[stronger]
        yield LevelBits(name, code, before[code], now[code], is_out)


def _crossing(
    weighed: Iterable[WeighedPair],
    line: float,
    was: Callable[[float, float], bool],
    is_now: Callable[[float, float], bool],
) -> int:
    return sum(was(each.old, line) and is_now(each.new, line) for each in weighed)
