"""Expectation maximisation over all candidate pairs and all comparisons at once.

Splink trains a few comparisons at a time, under blocking rules that hide the others.
Here every pair that was made counts, and pairs that were not made count as different:
u stays what it is among pairs taken at random, m and the prior are learnt. Fellegi and
Sunter's model; Dempster, Laird and Rubin's method.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import log2

from unhidden.linkage.model import LevelWeight, TrainedModel
from unhidden.linkage.spec import ComparisonSpec, FieldComparison

LEAST_M = 1e-5
# A level that matches hardly ever show keeps the weight of half a pair.
_SMOOTHING = 0.5
_SURE = 60.0


@dataclass(frozen=True, slots=True)
class AgreementPattern:
    """Pairs that agree alike: a code for each comparison (None says nothing)."""

    codes: tuple[str | None, ...]
    rarity: float
    pairs: int


def maximise_expectation(
    spec: ComparisonSpec,
    model: TrainedModel,
    patterns: Sequence[AgreementPattern],
    all_pairs: float,
    rounds: int,
) -> tuple[float, Mapping[str, Mapping[str, LevelWeight]]]:
    """The chance of two records to be of one thing, and the weights, learnt anew."""
    chance, weights = model.chance, model.weights
    for _ in range(rounds):
        chance, weights = _round(spec, chance, weights, patterns, all_pairs)
    return chance, weights


def _round(
    spec: ComparisonSpec,
    chance: float,
    weights: Mapping[str, Mapping[str, LevelWeight]],
    patterns: Sequence[AgreementPattern],
    all_pairs: float,
) -> tuple[float, Mapping[str, Mapping[str, LevelWeight]]]:
    bits = [
        {code: weight.bits for code, weight in weights[comparison.name].items()}
        for comparison in spec.comparisons
    ]
    prior = log2(chance / (1 - chance))
    expected: list[dict[str, float]] = [defaultdict(float) for _ in bits]
    matches = 0.0
    for pattern in patterns:
        total = prior + pattern.rarity
        for table, code in zip(bits, pattern.codes, strict=True):
            if code is not None:
                total += table[code]
        share = probability(total) * pattern.pairs
        matches += share
        for counted, code in zip(expected, pattern.codes, strict=True):
            if code is not None:
                counted[code] += share
    learnt = {
        comparison.name: _learn(weights[comparison.name], counted, _given(comparison))
        for comparison, counted in zip(spec.comparisons, expected, strict=True)
    }
    return min(max(matches, _SMOOTHING) / all_pairs, 0.5), learnt


def _learn(
    old: Mapping[str, LevelWeight],
    counted: Mapping[str, float],
    given: Mapping[str, tuple[float, bool]],
) -> dict[str, LevelWeight]:
    """What is given stands; what was counted shares the rest.

    What is given of pairs in which a level can be met takes nothing from the others.
    """
    own = {
        code: counted.get(code, 0.0) + _SMOOTHING for code in old if code not in given
    }
    taken = sum(m for m, is_conditional in given.values() if not is_conditional)
    rest = (1 - taken) / sum(own.values())
    ms = {code: count * rest for code, count in own.items()}
    ms |= {code: m for code, (m, _) in given.items()}
    return {code: replace(old[code], m=max(ms[code], LEAST_M)) for code in old}


def _given(comparison: FieldComparison) -> dict[str, tuple[float, bool]]:
    """What is given of m, and whether of such pairs alone."""
    return {
        level.code: (level.m, level.is_conditional)
        for level in comparison.levels
        if level.m is not None
    }


def probability(bits: float) -> float:
    """Of a weight in bits."""
    if bits > _SURE:
        return 1.0
    if bits < -_SURE:
        return 0.0
    return float(1 / (1 + 2**-bits))
