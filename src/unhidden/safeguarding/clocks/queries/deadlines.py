"""The deadlines of a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from unhidden.access.absent import Absent
from unhidden.agencies import queries as agencies
from unhidden.safeguarding.clocks.rules import effects, timing
from unhidden.safeguarding.models import ClockCode, Deadline


@dataclass(frozen=True, slots=True)
class DeadlineCard:
    code: str
    label: str
    due_at: datetime
    met_at: datetime | None
    met_by: str
    is_overdue: bool
    is_paused: bool = False
    ended_at: datetime | None = None
    end_label: str = ""
    whose: str = ""
    is_mine: bool = True


def deadlines_first() -> Prefetch[str, QuerySet[Deadline, Deadline], str]:
    """For cases read with their deadlines, the earliest first."""
    by_day = Deadline.objects.select_related("met_by", "organisation").order_by(
        "due_at", "id"
    )
    return Prefetch("deadlines", queryset=by_day)


def describe_deadline(
    row: Deadline, at: datetime, *, own: UUID | None = None
) -> DeadlineCard:
    """A deadline as a page shows it to somebody of the organisation ``own``."""
    return DeadlineCard(
        code=row.code,
        label=row.get_code_display(),
        due_at=row.due_at,
        met_at=row.met_at,
        met_by=row.met_by.name if row.met_by else "",
        is_overdue=effects.is_overdue(
            due_at=row.due_at,
            met_at=row.met_at,
            ended_at=row.ended_at,
            is_paused=timing.is_paused(row.pauses),
            at=at,
        ),
        is_paused=timing.is_paused(row.pauses),
        ended_at=row.ended_at,
        end_label=row.get_end_reason_display() if row.ended_at else "",
        whose=agencies.name_of(row.organisation) if row.organisation else "",
        is_mine=row.organisation_id in {None, own},
    )


def name_of_deadline(code: str) -> str:
    """What a deadline is for, by its code; raises Absent where there is none such."""
    if code not in ClockCode.values:
        raise Absent
    return str(ClockCode(code).label)
