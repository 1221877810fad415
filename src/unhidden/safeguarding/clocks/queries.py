"""The deadlines of a case, and how its state has changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from unhidden.safeguarding.models import Case, Deadline, NrmChange

DEADLINES = {
    "child_la_referral": _("Tell the council’s children’s services"),
    "ictg_referral": _("Refer to the Independent Child Trafficking Guardian"),
    "follow_up": _("See the person again"),
    "dtn_due": _("Duty to Notify, unless referred to the NRM"),
    "rg_expected": _("Reasonable grounds decision expected"),
}


@dataclass(frozen=True, slots=True)
class DeadlineCard:
    code: str
    label: str
    due_at: datetime
    met_at: datetime | None
    met_by: str
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class StateChange:
    to_label: str
    by: str
    at: datetime


def deadlines_first() -> Prefetch[str, QuerySet[Deadline, Deadline], str]:
    """For cases read with their deadlines, the earliest first."""
    by_day = Deadline.objects.select_related("met_by").order_by("due_at", "id")
    return Prefetch("deadlines", queryset=by_day)


def describe_deadline(row: Deadline, at: datetime) -> DeadlineCard:
    """A deadline as a page shows it."""
    return DeadlineCard(
        code=row.code,
        label=str(DEADLINES[row.code]),
        due_at=row.due_at,
        met_at=row.met_at,
        met_by=row.met_by.name if row.met_by else "",
        is_overdue=row.met_at is None and row.due_at < at,
    )


def list_changes(case: Case) -> tuple[StateChange, ...]:
    """How the state of a case that is in view has changed, the first change first."""
    rows = case.changes.select_related("changed_by").order_by("changed_at", "id")
    return tuple(_change(row) for row in rows)


def _change(row: NrmChange) -> StateChange:
    return StateChange(
        to_label=row.get_to_state_display(),
        by=row.changed_by.name,
        at=row.changed_at,
    )
