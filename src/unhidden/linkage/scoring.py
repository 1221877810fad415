"""One record against candidates, at once: the weight that Splink would give, and why.

Pure Python over the specification's predicates: a few microseconds a pair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import log2

from unhidden.linkage.conditions import Condition, Row, Test
from unhidden.linkage.model import TrainedModel
from unhidden.linkage.spec import ABSENT, ELSE, ComparisonSpec


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


#: A level's condition, what it adds, the column whose rarity counts, and log2 of u.
_Judged = tuple[Condition, ScorePart, str | None, float]


def _never(_: Row) -> bool:
    return False


class Scorer:
    """Scores by one model; refuses a model with an untrained level.

    ``prior`` is the weight of two of whom nothing is known, in bits.
    """

    def __init__(self, spec: ComparisonSpec, model: TrainedModel) -> None:
        model.check(spec)
        self._model, self.prior = model, model.prior
        self._plan = []
        for comparison in spec.comparisons:
            weights = model.weights[comparison.name]
            levels = [
                (
                    level.when,
                    ScorePart(comparison.name, level.code, weights[level.code].bits),
                    level.frequency,
                    log2(weights[level.code].u),
                )
                for level in comparison.levels
            ]
            nothing = ScorePart(comparison.name, ABSENT, 0.0)
            differs = ScorePart(comparison.name, ELSE, weights[ELSE].bits)
            self._plan.append((comparison.absent, nothing, levels, differs))

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

        def score(candidate: Row) -> Score:
            bits, parts = prior, []
            for is_absent, nothing, levels, differs in plan:
                if is_absent(candidate):
                    parts.append(nothing)
                    continue
                part = differs
                for holds, found in levels:
                    if holds(candidate):
                        part = found
                        break
                parts.append(part)
                bits += part.bits
            return Score(bits, tuple(parts))

        return score

    def _tests(
        self, levels: Iterable[_Judged], record: Row
    ) -> list[tuple[Test, ScorePart]]:
        """What each level asks of a candidate, and what it adds where that holds."""
        return [
            (holds, self._rarer(part, column, base, record) if column else part)
            for when, part, column, base in levels
            if (holds := when.of(record))
        ]

    def _rarer(
        self, part: ScorePart, column: str, base: float, record: Row
    ) -> ScorePart:
        # A level that names a column holds where both have its value.
        share = self._model.frequency(column, record[column])
        return ScorePart(part.what, part.level, part.bits + base - log2(share))
