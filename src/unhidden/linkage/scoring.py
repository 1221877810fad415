"""One record against candidates, at once: the weight that Splink would give, and why.

Pure Python over the specification's predicates: a few microseconds a pair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from functools import partial
from math import inf, log2

from unhidden.linkage.conditions import BitsTest, Condition, Row, Test, hold_always
from unhidden.linkage.model import TrainedModel, build_share_lookup
from unhidden.linkage.spec import ABSENT, ELSE, AgreementLevel, ComparisonSpec
from unhidden.linkage.weight_limits import RecordLimit, find_limit, list_limits


@dataclass(frozen=True, slots=True)
class ScorePart:
    """What one comparison adds, in bits, with how common the value itself is.

    ``what`` was compared; ``level`` is the code that words are looked up by.
    """

    what: str
    level: str
    bits: float


@dataclass(frozen=True, slots=True)
class Score:
    """A candidate's weight in bits, and the parts that it and the prior sum up from."""

    bits: float
    parts: tuple[ScorePart, ...]


@dataclass(frozen=True, slots=True)
class _Judged:
    """A level's condition, what it adds, and whose rarity counts, if any's does.

    ``base`` is log2 of the level's u.
    """

    when: Condition
    part: ScorePart
    level: AgreementLevel
    base: float


#: What makes of a level's part the part of one candidate, where rarity counts.
_Rarer = Callable[[Row], ScorePart]
#: What a level asks of a candidate, what it adds, and what rarity makes of that.
_Step = tuple[Test, ScorePart, _Rarer | None]
_Choice = Callable[[Row], ScorePart]


class Scorer:
    """Scores by one model; refuses a model with an untrained level.

    ``prior`` is the weight of two of whom nothing is known, in bits.
    """

    def __init__(self, spec: ComparisonSpec, model: TrainedModel) -> None:
        model.check(spec)
        self._limits = spec.limits
        self._least = min((limit.most for limit in spec.limits), default=inf)
        self.prior = model.prior
        self._share = build_share_lookup(spec, model)
        self._plan = []
        for comparison in spec.comparisons:
            weights = model.weights[comparison.name]
            levels = [
                _Judged(
                    level.when,
                    ScorePart(comparison.name, level.code, weights[level.code].bits),
                    level,
                    log2(weights[level.code].u),
                )
                for level in comparison.levels
            ]
            nothing = ScorePart(comparison.name, ABSENT, 0.0)
            differs = ScorePart(comparison.name, ELSE, weights[ELSE].bits)
            self._plan.append((comparison.absent, nothing, levels, differs))

    def with_prior(self, prior: float) -> Scorer:
        """The same weights where two of whom nothing is known have another one."""
        other = copy(self)
        other.prior = prior
        return other

    def score(self, record: Row, candidate: Row) -> Score:
        """The weight of one pair, with its parts."""
        return self.against(record)(candidate)

    def against(self, record: Row) -> Callable[[Row], Score]:
        """What gives each candidate's weight, with its parts."""
        prior, least = self.prior, self._least
        # What the record itself does not say is the same for every candidate.
        unsaid = [nothing for _, nothing, _, _ in self._plan]
        plan = [
            (number, is_absent, self._choose(levels, record, differs))
            for number, (absent, _, levels, differs) in enumerate(self._plan)
            if (is_absent := absent.of(record) or _never) is not hold_always
        ]
        # Made when they are first asked for: few candidates weigh so much.
        limits: list[RecordLimit] = []

        def score(candidate: Row) -> Score:
            bits, parts = prior, unsaid.copy()
            for number, is_absent, choose in plan:
                if not is_absent(candidate):
                    parts[number] = part = choose(candidate)
                    bits += part.bits
            if bits > least:
                limits.extend([] if limits else list_limits(self._limits, record))
            if bits > least and (most := find_limit(bits, candidate, limits)):
                what, code, held = most.what, most.code, most.most
                parts.append(ScorePart(what, code, held - bits))
                bits = held
            return Score(bits, tuple(parts))

        return score

    def _choose(
        self, levels: Iterable[_Judged], record: Row, differs: ScorePart
    ) -> _Choice:
        """What adds the part of the first level that holds for a candidate."""
        made: dict[object, ScorePart] = {}
        steps = [
            (
                holds,
                judged.part,
                partial(self._add_rarity, made, judged, record[column])
                if column
                else None,
            )
            for judged in levels
            for column in (judged.level.frequency,)
            if (holds := judged.when.of(record))
        ]
        for holds, _, _ in steps:
            if isinstance(holds, BitsTest):
                return _choose_by_bits(holds.read, steps, differs)
        return _choose_first(steps, differs)

    def _add_rarity(
        self, made: dict[object, ScorePart], judged: _Judged, own: object, other: Row
    ) -> ScorePart:
        """With the rarity of the value; of two values that of the commoner."""
        column = judged.level.frequency or ""
        value = other[column]
        part = made.get((judged.part.level, value))
        if part is None:
            shares = [self._share(column, each) for each in {own, value} - {None}]
            part = _with_rarity(judged, max(shares, default=None))
            made[judged.part.level, value] = part
        return part


def _never(_: Row) -> bool:
    return False


def _choose_first(steps: Sequence[_Step], differs: ScorePart) -> _Choice:
    def choose(candidate: Row) -> ScorePart:
        for holds, part, rarer in steps:
            if holds(candidate):
                return rarer(candidate) if rarer else part
        return differs

    return choose


def _choose_by_bits(
    read: Callable[[Row], int], steps: Sequence[_Step], differs: ScorePart
) -> _Choice:
    """As ``_choose_first``; what the bits alone decide is decided once for each."""
    known: dict[int, _Choice] = {}

    def choose(candidate: Row) -> ScorePart:
        bits = read(candidate)
        found = known.get(bits)
        if found is None:
            found = known[bits] = _choose_first(_list_left(steps, bits), differs)
        return found(candidate)

    return choose


def _list_left(steps: Sequence[_Step], bits: int) -> list[_Step]:
    """What is left to ask of a candidate of these bits."""
    left: list[_Step] = []
    for holds, part, rarer in steps:
        if not isinstance(holds, BitsTest):
            left.append((holds, part, rarer))
        elif bits & holds.need == holds.need:
            left.append((hold_always, part, rarer))
            break
    return left


def _with_rarity(judged: _Judged, share: float | None) -> ScorePart:
    part = judged.part
    if share is None:
        return part
    rarity = judged.level.counts * (judged.base - log2(share))
    return ScorePart(part.what, part.level, part.bits + rarity)
