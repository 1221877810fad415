"""Of what the risk of premises is made: evidence, points with their reasons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

STRONG, MEDIUM, WEAK = "strong", "medium", "weak"

# After half a year without news a report is worth half: tenants, workers and
# vehicles of suspected premises change within months, and premises with no news for
# two years should drop out of sight of a planner by themselves.
HALF_LIFE_DAYS = 180
SOURCE_FACTOR = {"1": 1.0, "2": 0.8, "3": 0.4}
ASSESSMENT_FACTOR = {"A": 1.0, "B": 0.9, "C": 0.7, "D": 0.5, "E": 0.0}
_GRADES = sorted(
    {
        source * assessment
        for source in SOURCE_FACTOR.values()
        for assessment in ASSESSMENT_FACTOR.values()
    },
    reverse=True,
)


class RiskReasonKind(StrEnum):
    """The kinds of reason; the sentences are the queries' to give."""

    SIGN = "sign"
    NOT_SEEN = "not_seen"
    DELPHI = "delphi"
    LINK = "link"
    WEAK_SIGNS_STOP = "weak_signs_stop"
    LINKS_STOP = "links_stop"


@dataclass(frozen=True, slots=True)
class SignWeight:
    """A sign as it counts: how strong it is, and its dimension by Delphi."""

    sign: str
    weight: str
    dimension: str = ""


@dataclass(frozen=True, slots=True)
class GradedEvidence:
    """One graded item that mentions the premises, with the weights of its signs."""

    item_id: UUID
    intelligence_id: UUID
    urn: str
    on: date
    source: str
    assessment: str
    weights: tuple[SignWeight, ...]


@dataclass(frozen=True, slots=True)
class VisitFinding:
    """What one visit looked for and did not see."""

    visit_id: UUID
    on: date
    not_seen: frozenset[str]


@dataclass(frozen=True, slots=True)
class SharedThing:
    """One thing that items of these premises and of others name.

    ``own_score`` is what the others score by themselves, without what they share.
    """

    premises_id: UUID
    own_score: int
    kind: str
    here: GradedEvidence
    there: GradedEvidence


@dataclass(frozen=True, slots=True)
class RiskReason:
    """Points and where they come from, as plain data: names and codes, no words."""

    code: RiskReasonKind
    points: int
    params: tuple[tuple[str, str], ...] = ()
    intelligence_id: UUID | None = None

    def param(self, name: str) -> str:
        return dict(self.params)[name]


def compute_worth(source: str, assessment: str, *, age_days: int) -> float:
    """How much of its points is left to something of this grade and age, 0 to 1.

    A day still to come counts as today; a code that is not known is worth nothing.
    """
    grade = SOURCE_FACTOR.get(source, 0.0) * ASSESSMENT_FACTOR.get(assessment, 0.0)
    return grade * compute_freshness(age_days)


def rank_grade(source: str, assessment: str) -> int:
    """How much worse this grade is than the best, by the same factors.

    0 is the best; whatever is suspected to be false comes last.
    """
    grade = SOURCE_FACTOR[source] * ASSESSMENT_FACTOR[assessment]
    return _GRADES.index(grade)


def compute_freshness(age_days: int) -> float:
    """Half after each half-life."""
    left: float = 0.5 ** (max(age_days, 0) / HALF_LIFE_DAYS)
    return left


def pick_best_evidence(items: Iterable[GradedEvidence], today: date) -> GradedEvidence:
    """The item that is worth most today; of equals the newest, then by its id."""

    def evidence_order(one: GradedEvidence) -> tuple[float, int, str]:
        age = (today - one.on).days
        return (
            -compute_worth(one.source, one.assessment, age_days=age),
            age,
            str(one.item_id),
        )

    return min(items, key=evidence_order)
