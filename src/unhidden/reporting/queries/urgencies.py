"""How urgent reports are: as they were sent, or as the desk has found since."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, NullIf

from unhidden.reporting.models import Report, UrgencyChange, UrgencyChoices

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_CHANGES = UrgencyChange.objects.filter(report=OuterRef("pk")).order_by("-turn")
#: Whether the desk ever set one, in a query of reports.
IS_SET = Exists(_CHANGES)
#: The urgency that counts, in a query of reports.
PRESSING = Coalesce(
    NullIf(Subquery(_CHANGES.values("urgency")[:1]), Value("")),
    F("urgency"),
    output_field=CharField(),
)
#: The most pressing first, where ``pressing`` is ``PRESSING``.
MOST_PRESSING_FIRST = Case(
    When(pressing=UrgencyChoices.DANGER, then=Value(0)),
    When(pressing=UrgencyChoices.SAME_DAY, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


@dataclass(frozen=True, slots=True)
class SetUrgency:
    """How urgent the desk finds a report; who says so, and why."""

    urgency: str
    reason: str
    set_by: str
    set_at: datetime


def set_urgencies(report_ids: Collection[UUID]) -> dict[UUID, SetUrgency]:
    """Which of these reports the desk has set an urgency of, and it stands."""
    rows = UrgencyChange.objects.filter(report_id__in=list(report_ids))
    newest = rows.order_by("report_id", "-turn").distinct("report_id")
    return {
        row.report_id: SetUrgency(row.urgency, row.reason, row.set_by.name, row.set_at)
        for row in newest.select_related("set_by")
        if row.urgency
    }


def list_urgencies() -> list[tuple[str, StrOrPromise]]:
    """How urgent a report can be, as codes and words."""
    return list(UrgencyChoices.choices)


def label_of(row: Report, found: SetUrgency | None) -> tuple[str, str]:
    """The urgency that counts, and its name."""
    urgency = UrgencyChoices(found.urgency if found else row.urgency)
    return urgency.value, str(urgency.label)
