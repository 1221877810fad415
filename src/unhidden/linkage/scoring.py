"""One record against candidates, at once: the weight that Splink would give, and why.

Pure Python over the specification's predicates: a few microseconds a pair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass
from functools import cache, partial
from math import inf, log2

from unhidden.linkage.conditions import Condition, Row, Test
from unhidden.linkage.model import TrainedModel, build_share_lookup
from unhidden.linkage.spec import ABSENT, ELSE, AgreementLevel, ComparisonSpec
from unhidden.linkage.weight_limits import find_limit, list_limits


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
    is_equality: bool


#: What a level adds: the same for every candidate, or by how common its value is.
_Adds = ScorePart | Callable[[Row], ScorePart]


def _never(_: Row) -> bool:
    return False


class Scorer:
    """Scores by one model; refuses a model with an untrained level.

    ``prior`` is the weight of two of whom nothing is known, in bits.
    """

    def __init__(self, spec: ComparisonSpec, model: TrainedModel) -> None:
        model.check(spec)
        self._limits = spec.limits
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
                    level.is_equality,
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
        prior = self.prior
        plan = [
            (absent.of(record) or _never, nothing, self._tests(levels, record), differs)
            for absent, nothing, levels, differs in self._plan
        ]
        # Made when they are first asked for: few candidates weigh so much.
        limits = cache(partial(list_limits, self._limits, record))
        least = min((limit.most for limit in self._limits), default=inf)

        def score(candidate: Row) -> Score:
            bits, parts = prior, []
            for is_absent, nothing, levels, differs in plan:
                if is_absent(candidate):
                    parts.append(nothing)
                    continue
                part = differs
                for holds, found in levels:
                    if holds(candidate):
                        part = found(candidate) if callable(found) else found
                        break
                parts.append(part)
                bits += part.bits
            if bits > least and (most := find_limit(bits, candidate, limits())):
                what, code, held = most.what, most.code, most.most
                parts.append(ScorePart(what, code, held - bits))
                bits = held
            return Score(bits, tuple(parts))

        return score

    def _tests(
        self, levels: Iterable[_Judged], record: Row
    ) -> list[tuple[Test, _Adds]]:
        """What each level asks of a candidate, and what it adds where that holds."""
        return [
            (holds, self._rarer(judged, record, column) if column else judged.part)
            for judged in levels
            for column in (judged.level.frequency,)
            if (holds := judged.when.of(record))
        ]

    def _rarer(self, judged: _Judged, record: Row, column: str) -> _Adds:
        """With the rarity of the value; of two values that of the commoner."""
        own = self._share_in(column, record)
        if judged.is_equality:
            return _with_rarity(judged, own)

        def add_rarity(candidate: Row) -> ScorePart:
            other = self._share_in(column, candidate)
            shares = [share for share in (own, other) if share is not None]
            return _with_rarity(judged, max(shares, default=None))

        return add_rarity

    def _share_in(self, column: str, row: Row) -> float | None:
        value = row[column]
        return None if value is None else self._share(column, value)


def _with_rarity(judged: _Judged, share: float | None) -> ScorePart:
    part = judged.part
    if share is None:
        return part
    rarity = judged.level.counts * (judged.base - log2(share))
    return ScorePart(part.what, part.level, part.bits + rarity)
