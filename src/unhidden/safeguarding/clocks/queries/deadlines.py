"""The deadlines of a case."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.agencies import queries as agencies
from unhidden.safeguarding.clocks.queries.law import describe_rules_of
from unhidden.safeguarding.clocks.rules import effects, timing
from unhidden.safeguarding.frame.queries import own_cases
from unhidden.safeguarding.models import (
    Case,
    ClockCode,
    Deadline,
    DeadlineChange,
    DeadlineStep,
)


@dataclass(frozen=True, slots=True)
class DeadlineRecount:
    """That a deadline was counted anew, since another rule holds for it."""

    due_before: datetime
    due_after: datetime
    counted_at: datetime


@dataclass(frozen=True, slots=True)
class DeadlineCounting:
    """By which rule a deadline is counted, where that stands, and each recount.

    ``is_checked``: somebody has read the rule against its source.
    """

    length: str
    source: str
    is_checked: bool
    recounts: tuple[DeadlineRecount, ...] = ()


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
    counting: DeadlineCounting | None = None


def deadlines_first() -> Prefetch[str, QuerySet[Deadline, Deadline], str]:
    """For cases read with their deadlines, the earliest first."""
    by_day = Deadline.objects.select_related("met_by", "organisation").order_by(
        "due_at", "id"
    )
    return Prefetch("deadlines", queryset=by_day)


def describe_deadline(
    row: Deadline,
    at: datetime,
    *,
    own: UUID | None = None,
    counting: DeadlineCounting | None = None,
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
        counting=counting,
    )


def describe_deadlines(
    rows: Collection[Deadline], at: datetime, *, own: UUID | None
) -> tuple[DeadlineCard, ...]:
    """Deadlines of a case that is in view, each with how it is counted."""
    found = read_counting(rows)
    return tuple(
        describe_deadline(each, at, own=own, counting=found.get(each.id))
        for each in rows
    )


def read_counting(rows: Collection[Deadline]) -> dict[UUID, DeadlineCounting]:
    """How each of these is counted; nothing of one whose rule is not known."""
    rules = describe_rules_of({row.rule_id for row in rows if row.rule_id})
    recounts: dict[UUID, list[DeadlineRecount]] = {}
    steps = DeadlineChange.objects.filter(
        deadline__in=[row.id for row in rows], step=DeadlineStep.RECOUNTED
    )
    for step in steps.order_by("changed_at", "id"):
        if step.due_before and step.due_after:
            recounts.setdefault(step.deadline_id, []).append(
                DeadlineRecount(step.due_before, step.due_after, step.changed_at)
            )
    return {
        row.id: DeadlineCounting(
            length=rule.length,
            source=rule.source,
            is_checked=rule.is_checked,
            recounts=tuple(recounts.get(row.id, ())),
        )
        for row in rows
        if row.rule_id and (rule := rules.get(row.rule_id)) is not None
    }


@query
@of_one_record("case_id")
def find_counting(
    *, viewer: Actor, case_id: UUID, code: str
) -> tuple[DeadlineCounting, ...]:
    """How the open deadlines of a code of one case are counted; Absent for others."""
    viewer.must("safeguarding.see_own_cases")
    case = Case.objects.filter(own_cases(viewer), id=case_id).first()
    if case is None:
        raise Absent
    running = case.deadlines.filter(
        code=code, met_at__isnull=True, ended_at__isnull=True
    )
    found = read_counting(list(running.order_by("due_at", "id")))
    return tuple(dict.fromkeys(found.values()))


def name_of_deadline(code: str) -> str:
    """What a deadline is for, by its code; raises Absent where there is none such."""
    if code not in ClockCode.values:
        raise Absent
    return str(ClockCode(code).label)
