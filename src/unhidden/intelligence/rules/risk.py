"""The risk of premises, with the reasons that make it: support for a decision.

What counts is which signs were reported, how strong each is, how well the report is
graded and how long ago it was. Nationality, ethnicity, language and the hygiene
rating are not among the inputs and so can never count. A sign counts once, by its
best report: ten visits that see the same thing say no more than one, so that a place
is not thought worse of for being visited more often.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

# After half a year without news a report is worth half: tenants, workers and
# vehicles of suspected premises change within months, and premises with no news for
# two years should drop out of sight of a planner by themselves.
HALF_LIFE_DAYS = 180

# The catalogue's own reading of its weights: one strong sign that an officer saw is
# enough for a high risk; one medium sign alone is not even enough for a medium one;
# weak signs together never are (WEAK_TOGETHER stays under MEDIUM_FROM).
POINTS = {"strong": 60.0, "medium": 28.0, "weak": 8.0}
WEAK = "weak"
WEAK_TOGETHER = 20

SOURCE_FACTOR = {"1": 1.0, "2": 0.8, "3": 0.4}
ASSESSMENT_FACTOR = {"A": 1.0, "B": 0.9, "C": 0.7, "D": 0.5, "E": 0.0}

HIGHEST = 100
HIGH_FROM = 60
MEDIUM_FROM = 30


class Why(StrEnum):
    """The kinds of reason; the sentences are the queries' to give."""

    SIGN = "sign"
    WEAK_SIGNS_STOP = "weak_signs_stop"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One graded item that mentions the premises, with the weights of its signs."""

    intelligence_id: UUID
    urn: str
    on: date
    source: str
    assessment: str
    weights: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Points and where they come from, as plain data: names and codes, no words."""

    code: Why
    points: int
    params: tuple[tuple[str, str], ...] = ()
    intelligence_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Risk:
    score: int
    band: str
    reasons: tuple[Reason, ...]


def risk(evidence: Iterable[Evidence], *, today: date) -> Risk:
    """The score (0 to 100), its band, and the reasons, heaviest first.

    The points of the reasons add up to the score, unless they pass 100.
    """
    best: dict[str, Reason] = {}
    for one in evidence:
        for reason in _reasons(one, today):
            sign = reason.params[0][1]
            if sign not in best or _order(reason) < _order(best[sign]):
                best[sign] = reason
    reasons = sorted(best.values(), key=_order)
    reasons += _stop_of_weak_signs(reasons)
    score = min(HIGHEST, sum(reason.points for reason in reasons))
    return Risk(score=score, band=band_of(score), reasons=tuple(reasons))


def band_of(score: int) -> str:
    """``high`` from 60, ``medium`` from 30, else ``low``."""
    if score >= HIGH_FROM:
        return "high"
    return "medium" if score >= MEDIUM_FROM else "low"


def points(weight: str, source: str, assessment: str, *, age_days: int) -> int:
    """What one sign of one item is worth; a day still to come counts as today.

    A code that is not known is worth nothing.
    """
    grade = SOURCE_FACTOR.get(source, 0.0) * ASSESSMENT_FACTOR.get(assessment, 0.0)
    freshness: float = 0.5 ** (max(age_days, 0) / HALF_LIFE_DAYS)
    return round(POINTS.get(weight, 0.0) * grade * freshness)


def _reasons(one: Evidence, today: date) -> Iterable[Reason]:
    age = (today - one.on).days
    for sign, weight in one.weights:
        worth = points(weight, one.source, one.assessment, age_days=age)
        if worth:
            params = {
                "sign": sign,
                "weight": weight,
                "grade": one.source + one.assessment,
                "on": one.on.isoformat(),
                "urn": one.urn,
            }
            yield Reason(Why.SIGN, worth, tuple(params.items()), one.intelligence_id)


def _order(reason: Reason) -> tuple[object, ...]:
    """Heaviest first, then newest; a fixed order whatever order they came in."""
    params = dict(reason.params)
    day = date.fromisoformat(params["on"])
    return (
        -reason.points,
        -day.toordinal(),
        params["sign"],
        params["urn"],
        params["grade"],
        str(reason.intelligence_id),
    )


def _stop_of_weak_signs(reasons: Iterable[Reason]) -> list[Reason]:
    """What is taken off so that weak signs together never raise the band."""
    weak = sum(
        reason.points for reason in reasons if dict(reason.params)["weight"] == WEAK
    )
    excess = weak - WEAK_TOGETHER
    if excess <= 0:
        return []
    return [Reason(Why.WEAK_SIGNS_STOP, -excess, (("most", str(WEAK_TOGETHER)),))]
