"""One record against candidates, at once: the weight that Splink would give, and why.

Pure Python over the specification's predicates: a few microseconds a pair.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log2

from unhidden.linkage.conditions import Row, Test
from unhidden.linkage.model import Model, Weight
from unhidden.linkage.spec import ABSENT, ELSE, Comparison, ComparisonSpec, Level


@dataclass(frozen=True, slots=True)
class Part:
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
    parts: tuple[Part, ...]


#: Whether nothing is said, and then; the levels with their tests; what differs.
_Plan = tuple[Test, Part, Sequence[tuple[Test, Part]], Part]


def _never(_: Row) -> bool:
    return False


class Scorer:
    """Scores by one model; refuses a model with an untrained level.

    ``prior`` is the weight of two of whom nothing is known, in bits.
    """

    def __init__(self, spec: ComparisonSpec, model: Model) -> None:
        model.check(spec)
        self._spec, self._model, self.prior = spec, model, model.prior

    def score(self, record: Row, candidate: Row) -> Score:
        """The weight of one pair, with its parts."""
        return self.against(record)(candidate)

    def against(self, record: Row) -> Callable[[Row], Score]:
        """What gives each candidate's weight, with its parts."""
        prior = self.prior
        plan = [self._plan(each, record) for each in self._spec.comparisons]

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

    def _plan(self, comparison: Comparison, record: Row) -> _Plan:
        """What is asked of a candidate, in order, and what each answer adds."""
        weights = self._model.weights[comparison.name]
        levels = [
            (holds, self._part(comparison.name, level, weights[level.code], record))
            for level in comparison.levels
            if (holds := level.when.of(record))
        ]
        return (
            comparison.absent.of(record) or _never,
            Part(comparison.name, ABSENT, 0.0),
            levels,
            Part(comparison.name, ELSE, weights[ELSE].bits),
        )

    def _part(self, what: str, level: Level, weight: Weight, record: Row) -> Part:
        """What a level adds; of a value that is rarer or commoner than most, by that.

        A level that names a frequency holds where both have the value.
        """
        bits = weight.bits
        if level.frequency:
            share = self._model.frequency(level.frequency, record[level.frequency])
            bits = bits + log2(weight.u) - log2(share)
        return Part(what, level.code, bits)
