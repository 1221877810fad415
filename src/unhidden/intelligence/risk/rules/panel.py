"""Harm, likelihood and confidence of one premises, each with its parts.

In the manner of MoRiLE (Management of Risk in Law Enforcement), whose weights are not
public: the parts, levels and weights are ours, shown, and each organisation's to set.
Harm to the community and to the environment, what the public expects, and what the
organisation can do are people's to judge; no record tells them. It orders nothing and
tasks nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from unhidden.intelligence.risk.rules.risk import band_of
from unhidden.intelligence.subjects.rules.reasons import MEDIUM, STRONG, WEAK

HIGHEST_LEVEL, HIGHEST_WEIGHT = 3, 5
# Thirds of what a side can reach.
_HIGH_FROM, _MEDIUM_FROM = 67, 34
_OF_WEIGHT = {STRONG: 3, MEDIUM: 2, WEAK: 1}
_OF_BAND = {"high": 3, "medium": 2, "low": 1}
_OF_SOURCE = {"1": 3, "2": 2, "3": 1}
_OF_ASSESSMENT = {"A": 3, "B": 3, "C": 2, "D": 1}
# How long ago, in days, and the level until then.
_SINCE = ((90, 3), (180, 2), (365, 1))
_RECRUITMENT = {"DR", "CR", "RV"}


class PanelSide(StrEnum):
    HARM = "harm"
    LIKELIHOOD = "likelihood"
    CONFIDENCE = "confidence"


class PanelPartCode(StrEnum):
    """What a side is made of."""

    PHYSICAL = "physical"
    PSYCHOLOGICAL = "psychological"
    FINANCIAL = "financial"
    VULNERABILITY = "vulnerability"
    SCORE = "score"
    ELEMENTS = "elements"
    RECENT = "recent"
    SOURCE = "source"
    CONTENT = "content"
    REPORTS = "reports"
    LOOKED = "looked"


PARTS: dict[PanelSide, tuple[PanelPartCode, ...]] = {
    PanelSide.HARM: (
        PanelPartCode.PHYSICAL,
        PanelPartCode.PSYCHOLOGICAL,
        PanelPartCode.FINANCIAL,
        PanelPartCode.VULNERABILITY,
    ),
    PanelSide.LIKELIHOOD: (
        PanelPartCode.SCORE,
        PanelPartCode.ELEMENTS,
        PanelPartCode.RECENT,
    ),
    PanelSide.CONFIDENCE: (
        PanelPartCode.SOURCE,
        PanelPartCode.CONTENT,
        PanelPartCode.REPORTS,
        PanelPartCode.LOOKED,
    ),
}
# The ILO's indicators of forced labour by the harm they are.
_HARM = {
    PanelPartCode.PHYSICAL: {"VIO", "RES", "CON"},
    PanelPartCode.PSYCHOLOGICAL: {"INT", "ISO", "DEC"},
    PanelPartCode.FINANCIAL: {"WAG", "DEB", "DOC", "OVT"},
    PanelPartCode.VULNERABILITY: {"AOV"},
}
DEFAULT: dict[str, int] = {part: 1 for parts in PARTS.values() for part in parts}


@dataclass(frozen=True, slots=True)
class CountedSign:
    """A sign that counts, with where it is filed and the report it counts by."""

    weight: str
    ilo: str
    is_of_child: bool
    source: str
    assessment: str
    age_days: int
    intelligence_id: UUID | None


@dataclass(frozen=True, slots=True)
class PanelFacts:
    """``positive`` are the dimensions that are, ``looked_days`` since the last look."""

    score: int
    signs: tuple[CountedSign, ...]
    positive: frozenset[str]
    looked_days: int | None


@dataclass(frozen=True, slots=True)
class PanelPart:
    """One part: its level from 0 to 3, and how much it weighs from 0 to 5."""

    code: PanelPartCode
    level: int
    weight: int


@dataclass(frozen=True, slots=True)
class SideScore:
    """A side: the part of 100 that its levels reach, and its band; none unweighed."""

    side: PanelSide
    reach: int | None
    band: str
    parts: tuple[PanelPart, ...]


def score_panel(facts: PanelFacts, weights: Mapping[str, int]) -> tuple[SideScore, ...]:
    """The three sides, by these weights; a part that has none weighs as by default."""
    levels = _harm(facts.signs) | _likelihood(facts) | _confidence(facts)
    return tuple(
        _sum(
            side,
            [
                PanelPart(code, levels[code], weights.get(code, DEFAULT[code]))
                for code in parts
            ],
        )
        for side, parts in PARTS.items()
    )


def _sum(side: PanelSide, parts: list[PanelPart]) -> SideScore:
    """The mean of the levels by their weights, as a part of the highest."""
    heaviest = HIGHEST_LEVEL * sum(part.weight for part in parts)
    if not heaviest:
        return SideScore(side, None, "", tuple(parts))
    reach = round(100 * sum(part.level * part.weight for part in parts) / heaviest)
    band = "medium" if reach >= _MEDIUM_FROM else "low"
    return SideScore(side, reach, "high" if reach >= _HIGH_FROM else band, tuple(parts))


def _harm(signs: Iterable[CountedSign]) -> dict[PanelPartCode, int]:
    """Each kind of harm by its strongest sign; a child is vulnerable by being one."""
    levels = dict.fromkeys(PARTS[PanelSide.HARM], 0)
    for sign in signs:
        level = _OF_WEIGHT.get(sign.weight, 0)
        for part, indicators in _HARM.items():
            is_child = part is PanelPartCode.VULNERABILITY and sign.is_of_child
            if sign.ilo in indicators or is_child:
                levels[part] = max(levels[part], level)
    return levels


def _likelihood(facts: PanelFacts) -> dict[PanelPartCode, int]:
    newest = min((sign.age_days for sign in facts.signs), default=None)
    return {
        PanelPartCode.SCORE: _OF_BAND[band_of(facts.score)] if facts.score else 0,
        PanelPartCode.ELEMENTS: count_elements(facts),
        PanelPartCode.RECENT: _recency(newest),
    }


def count_elements(facts: PanelFacts) -> int:
    """How many of recruitment, exploitation and coercion are shown.

    A child needs no means: exploitation is all three (Modern Slavery Act 2015, s. 2).
    """
    is_exploited = "EX" in facts.positive
    if is_exploited and any(sign.is_of_child for sign in facts.signs):
        return 3
    shown = (facts.positive & _RECRUITMENT, is_exploited, "CD" in facts.positive)
    return sum(map(bool, shown))


def _confidence(facts: PanelFacts) -> dict[PanelPartCode, int]:
    """Reports count by their number here: several that agree are surer, not worse."""
    signs = facts.signs
    reports = {sign.intelligence_id for sign in signs}
    return {
        PanelPartCode.SOURCE: max(
            (_OF_SOURCE.get(s.source, 0) for s in signs), default=0
        ),
        PanelPartCode.CONTENT: max(
            (_OF_ASSESSMENT.get(s.assessment, 0) for s in signs), default=0
        ),
        PanelPartCode.REPORTS: min(HIGHEST_LEVEL, len(reports)),
        PanelPartCode.LOOKED: _recency(facts.looked_days),
    }


def _recency(days: int | None) -> int:
    if days is None:
        return 0
    return next((level for until, level in _SINCE if days <= until), 0)
