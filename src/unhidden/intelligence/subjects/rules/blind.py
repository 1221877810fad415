"""Which subjects wait to be judged without what the weights say of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from unhidden.intelligence.subjects.rules import calibration, subjects
from unhidden.intelligence.subjects.rules.subjects import Pair, PairJudgement


@dataclass(frozen=True, slots=True)
class BlindSubjects:
    """Pairs that wait to be judged blind: each stands for the subjects of its two.

    ``of`` names the subject of each mention by the least of its mentions.
    """

    pairs: frozenset[Pair] = frozenset()
    of: Mapping[UUID, UUID] = field(default_factory=dict)

    def hides_pair(self, one: UUID, other: UUID) -> bool:
        """Whether what the weights say of these two is kept back."""
        return self.hides_within((one, other))

    def hides_within(self, mentions: Iterable[UUID]) -> bool:
        """Whether both of a pair are among these, or among what is one with them."""
        there = {self.of[each] for each in mentions if each in self.of}
        return any(there.issuperset(self._ends(pair)) for pair in self.pairs)

    def find_paired(self, mentions: Iterable[UUID]) -> set[UUID]:
        """Those of these of which the other of a pair is here, too."""
        there = {each: self.of[each] for each in mentions if each in self.of}
        paired = {
            end
            for pair in self.pairs
            for end in self._ends(pair)
            if set(there.values()).issuperset(self._ends(pair))
        }
        return {each for each, subject in there.items() if subject in paired}

    def find_others(self, mention: UUID) -> set[UUID]:
        """The other mentions of the pairs that wait with the subject of this one."""
        own = self.of.get(mention)
        waiting = (pair for pair in self.pairs if own in self._ends(pair))
        return {end for pair in waiting for end in pair if self.of[end] != own}

    def _ends(self, pair: Pair) -> set[UUID]:
        return {self.of[end] for end in pair}


def find_blind_subjects(
    drawn: Collection[Pair], now: Mapping[Pair, PairJudgement]
) -> BlindSubjects:
    """The pairs drawn to be judged blind that nobody judged yet, by their subjects.

    A judgement that was taken back still showed what the weights say.
    """
    verdicts = calibration.find_verdicts(drawn, now)
    waiting = frozenset(p for p in drawn if not verdicts[p] and p not in now)
    ends = {end for pair in waiting for end in pair}
    groups = subjects.group_subjects(ends, now)
    return BlindSubjects(waiting, {each: min(some) for some in groups for each in some})
