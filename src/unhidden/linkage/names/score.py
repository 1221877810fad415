"""How likely two names are one person's, on the names alone, and in words why.

The agreement of the parts is theirs to give (``_AGREEMENT``); the score leans on the
worst pair, because one wholly different part makes another person of a name, and on
what is missing, which costs little once two parts agree. The few numbers were chosen
on public labelled pairs (OpenSanctions name_bench, MIT) by cross-validation; none
stands for a particular name.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from unhidden.linkage.legal_forms import read_business
from unhidden.linkage.names.alignment import Alignment, WordPair, align_names
from unhidden.linkage.names.business import business_parts
from unhidden.linkage.names.parts import PartLevel, PartMatch
from unhidden.linkage.names.reading import NamePart, are_homophones, read_name
from unhidden.linkage.names.reasons import explain_alignment
from unhidden.linkage.names.words import is_fathers_name

_AGREEMENT = {
    PartLevel.SAME: 1.0,
    PartLevel.EQUIVALENT: 0.95,
    PartLevel.SOUNDS_ALIKE: 0.9,
    PartLevel.INITIAL: 0.75,
    PartLevel.SHORTENED: 0.5,
}
_BY_SLIPS = {1: 0.85, 2: 0.7, 3: 0.45}
_MANY_SLIPS = 0.25
_WORST_COUNTS = 0.65
_CONFLICT = 0.5
_SPACED_OTHERWISE = 0.97


@dataclass(frozen=True, slots=True)
class Costs:
    """What is left of a score for each missing part, and where but one agrees."""

    one_missing: float
    all_but_one_missing: float


# A word more makes another firm of a firm (Best Nails, Best Nails Spa), and a person's
# further names are left out daily.
PERSON = Costs(0.95, 0.55)
BUSINESS = Costs(0.6, 0.55)


@dataclass(frozen=True, slots=True)
class NameScore:
    """A score from 0 to 1 and the reasons for it, as codes to be put into words."""

    score: float
    reasons: tuple[str, ...]


def name_score(one: str, other: str) -> float:
    """From 0 (two people's names) to 1 (one and the same name); symmetric."""
    return explained_score(one, other).score


def explained_score(one: str, other: str) -> NameScore:
    """The score with its reasons; 0 and none where either text holds no name."""
    return _scored(*sorted((one, other)))


@lru_cache(maxsize=65_536)
def _scored(one: str, other: str) -> NameScore:
    is_business = any(read_business(name).is_surely_business for name in (one, other))
    read, costs = (business_parts, BUSINESS) if is_business else (read_name, PERSON)
    left, right = read(one), read(other)
    scored = score_alignment(align_names(left, right), costs)
    if (
        scored.reasons
        and left.joined == right.joined
        and not are_homophones(left, right)
    ):
        return NameScore(max(scored.score, _SPACED_OTHERWISE), scored.reasons)
    return scored


def score_alignment(alignment: Alignment, costs: Costs) -> NameScore:
    """What an alignment comes to; 0 where one side had nothing to align."""
    if not alignment.pairs:
        return NameScore(0.0, ())
    agreements = [agreement(pair.match) for pair in alignment.pairs]
    weights = [_weight(pair) for pair in alignment.pairs]
    mean = sum(a * w for a, w in zip(agreements, weights, strict=True)) / sum(weights)
    likeness = _WORST_COUNTS * min(agreements) + (1 - _WORST_COUNTS) * mean
    return NameScore(likeness * _kept(alignment, costs), explain_alignment(alignment))


def agreement(match: PartMatch) -> float:
    """What one pair of parts gives, 0 to 1."""
    if match.level == PartLevel.MISSPELT:
        return _BY_SLIPS.get(match.slips, _MANY_SLIPS)
    if match.level == PartLevel.DIFFERENT:
        return max(0.0, match.nearness - 0.2) / 2
    return _AGREEMENT[match.level]


def _weight(pair: WordPair) -> float:
    return math.sqrt(min(len(pair.one.plain), len(pair.other.plain), 8))


def _kept(alignment: Alignment, costs: Costs) -> float:
    """What is left of the likeness after the parts that only one name has."""
    left, right = alignment.left_over, alignment.right_over
    conflicts = min(len(left), len(right)) if _any_strong(left + right) else 0
    missing = [
        part
        for part in left + right
        if not part.is_weak and not part.is_initial and not is_fathers_name(part.plain)
    ]
    agreeing = sum(pair.match.level >= PartLevel.INITIAL for pair in alignment.pairs)
    kept = _CONFLICT if conflicts or alignment.is_generations_swapped else 1.0
    if missing and agreeing < 2:
        return kept * costs.all_but_one_missing
    return kept * math.pow(costs.one_missing, len(missing))


def _any_strong(parts: tuple[NamePart, ...]) -> bool:
    return any(not part.is_weak for part in parts)
