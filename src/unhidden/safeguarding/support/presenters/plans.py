"""Names of the parts of a plan and of risks."""

from __future__ import annotations

from collections.abc import Iterable

from unhidden.safeguarding.models import PlanPart, RiskKind
from unhidden.safeguarding.support.queries.plans import SafetyRiskCard


def name_part(part: str) -> str | None:
    """What a part of the plan is called; None for what is none."""
    return str(PlanPart(part).label) if part in PlanPart.values else None


def name_risk(kind: str) -> str | None:
    """What a risk is called; None for what is none."""
    return str(RiskKind(kind).label) if kind in RiskKind.values else None


def list_unjudged_risks(judged: Iterable[SafetyRiskCard]) -> list[tuple[str, str]]:
    """The risks that nobody has judged yet, by code and name."""
    known = {card.kind for card in judged}
    return [
        (kind.value, str(kind.label)) for kind in RiskKind if kind.value not in known
    ]
