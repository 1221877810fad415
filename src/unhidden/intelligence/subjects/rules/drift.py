"""Whether strangers here agree more often than the weights expect.

What agrees speaks for one person because two who are taken by lot seldom agree: so rare
the model takes it to be (u, or how common the value is). Where those of this desk agree
twice as often, it counts for a bit too much. So the shares of pairs taken by lot are
held against what the model expects of the same people, level by level. That they agree
less often than expected makes nobody likely, and is no alarm.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2, sqrt

from unhidden.linkage.conditions import Row
from unhidden.linkage.model import TrainedModel
from unhidden.linkage.names.commonness import is_counted
from unhidden.linkage.scoring import ScorePart
from unhidden.linkage.spec import ABSENT, ELSE, ComparisonSpec

#: Less than a bit is no news, nor is what lies within so many standard errors, nor
#: what rests on fewer agreeing pairs.
WORTH_A_WORD, SURE, FEWEST_AGREEING = 1.0, 3.0, 8
#: With fewer people nothing is said.
FEWEST_PEOPLE = 50
#: Names unknown to the weights: so many points more than where they were learnt.
UNSEEN_MORE = 0.2
#: The columns of single names of which a model knows how common they are.
NAME_COLUMNS = ("first", "last")

Level = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ComparedStrangers:
    """Two people taken by lot, by their numbers, and what of them was compared."""

    one: int
    other: int
    evidence: tuple[ScorePart, ...]


@dataclass(frozen=True, slots=True)
class LevelDrift:
    """How often strangers agree to a degree: as expected, and as found here."""

    comparison: str
    level: str
    expected: float
    found: float
    has_moved: bool

    @property
    def bits_too_many(self) -> float:
        """So many it counts for too much; below zero too few."""
        return log2(self.found) - log2(self.expected) if self.found else 0.0


@dataclass(frozen=True, slots=True)
class UnseenNames:
    """The share of names that no list and no training counted, and where learnt.

    ``learnt`` is None for weights that were not learnt from people of a desk.
    """

    column: str
    learnt: float | None
    found: float
    people: int

    @property
    def has_moved(self) -> bool:
        if self.learnt is None or self.people < FEWEST_PEOPLE:
            return False
        return self.found - self.learnt >= UNSEEN_MORE


@dataclass(frozen=True, slots=True)
class DriftReading:
    """Both, of ``people`` taken by lot."""

    people: int
    levels: tuple[LevelDrift, ...] = ()
    unseen: tuple[UnseenNames, ...] = ()

    @property
    def has_moved(self) -> bool:
        moved = [each.has_moved for each in self.levels]
        return any(moved) or any(each.has_moved for each in self.unseen)


def expect_levels(
    spec: ComparisonSpec,
    model: TrainedModel,
    people: Sequence[Row],
    share_of: Callable[[str, object], float],
) -> dict[Level, float]:
    """How often the weights expect strangers to agree to each degree.

    Where a level counts by how common its value is, that is the mean of the shares of
    these people's own values.
    """
    expected: dict[Level, float] = {}
    for comparison in spec.comparisons:
        for level in comparison.levels:
            mean = _mean_share(level.frequency, people, share_of)
            plain = model.weights[comparison.name][level.code].u
            expected[comparison.name, level.code] = plain if mean is None else mean
    return expected


def read_drift(
    strangers: Iterable[ComparedStrangers],
    expected: Mapping[Level, float],
    *,
    people: int,
) -> tuple[LevelDrift, ...]:
    """What pairs taken by lot say beside what is expected; () of too few people."""
    counts = _AgreementCounts()
    for each in strangers:
        counts.count_pair(each)
    if people < FEWEST_PEOPLE:
        return ()
    return tuple(counts.measure(level, share) for level, share in expected.items())


def count_unseen(
    column: str, values: Collection[str], model: TrainedModel
) -> UnseenNames:
    """How many of some names of a column the weights know nothing of."""
    known = model.frequencies.get(column, {})
    missing = sum(not (each in known or is_counted(each)) for each in values)
    return UnseenNames(
        column,
        learnt=max(0.0, 1.0 - sum(known.values())) if known else None,
        found=missing / len(values) if values else 0.0,
        people=len(values),
    )


def _mean_share(
    column: str | None, people: Sequence[Row], share_of: Callable[[str, object], float]
) -> float | None:
    if column is None:
        return None
    shares = [share_of(column, row[column]) for row in people if row.get(column)]
    return sum(shares) / len(shares) if shares else None


class _AgreementCounts:
    """For each level and person how many pairs agree, and how many were compared."""

    def __init__(self) -> None:
        self._agreeing: dict[Level, Counter[int]] = {}
        self._compared: dict[str, Counter[int]] = {}

    def count_pair(self, pair: ComparedStrangers) -> None:
        ends = (pair.one, pair.other)
        for part in pair.evidence:
            if part.level == ABSENT:
                continue
            self._compared.setdefault(part.what, Counter()).update(ends)
            if part.level != ELSE:
                key = part.what, part.level
                self._agreeing.setdefault(key, Counter()).update(ends)

    def measure(self, level: Level, expected: float) -> LevelDrift:
        compared = self._compared.get(level[0], Counter())
        agreeing = self._agreeing.get(level, Counter())
        pairs, hits = compared.total() / 2, agreeing.total() / 2
        found = hits / pairs if pairs else 0.0
        has_moved = (
            hits >= FEWEST_AGREEING
            and log2(found / expected) >= WORTH_A_WORD
            and found - expected > SURE * _error(compared, agreeing, found)
        )
        return LevelDrift(*level, expected, found, has_moved)


def _error(compared: Counter[int], agreeing: Counter[int], share: float) -> float:
    """The standard error of a share of pairs, in which each person stands many times.

    That of a mean over people, twice (W. Hoeffding, A class of statistics with
    asymptotically normal distribution, Annals of Mathematical Statistics 19 (1948),
    293–325), and that of the count itself.
    """
    own = [agreeing[each] / many - share for each, many in compared.items()]
    spread = 4 * sum(each * each for each in own) / len(own) ** 2
    return sqrt(spread + 2 * share / compared.total())
