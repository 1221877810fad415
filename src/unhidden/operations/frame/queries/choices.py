"""What a form about an operation offers: kinds, states and days, in their order."""

from __future__ import annotations

from datetime import date, timedelta

from unhidden.operations.frame.queries.cards import OperationView
from unhidden.operations.models import PlanStatus, VisitKind


def days_of(of: OperationView) -> list[date]:
    """The days of the operation, the first and the last among them."""
    length = (of.ends_on - of.starts_on).days + 1
    return [of.starts_on + timedelta(days=number) for number in range(length)]


def kinds_of_visit() -> list[tuple[str, str]]:
    return [(kind.value, str(kind.label)) for kind in VisitKind]


def statuses_of_plan() -> list[tuple[str, str]]:
    return [(status.value, str(status.label)) for status in PlanStatus]
