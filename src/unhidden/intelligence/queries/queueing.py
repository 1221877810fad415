"""Who has a report, what is spam, and what was done for a life in danger."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.agencies import queries as agencies
from unhidden.intelligence.models import Assignment, DangerToLife, SpamMark, Triage


@dataclass(frozen=True, slots=True)
class Holder:
    """A colleague who has a report, and since when."""

    id: UUID
    name: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Marked:
    """Why a report is spam, and who says so."""

    reason: str
    marked_by: str
    marked_at: datetime


@dataclass(frozen=True, slots=True)
class DangerView:
    """What was done for a life in danger."""

    called_at: datetime
    incident: str
    duty_officer: str
    told_at: datetime
    what_was_told: str
    recorded_by: str
    recorded_at: datetime


@query
def desk_colleagues(*, viewer: Actor, day: date) -> list[agencies.Colleague]:
    """Who decides on reports of the viewer's desk that day, by name."""
    viewer.must("intelligence.triage")
    everybody = agencies.colleagues(day=day, permission="intelligence.triage")
    return [one for one in everybody if one.organisation_id == viewer.organisation]


@query
def holders(*, viewer: Actor, report_ids: Collection[UUID]) -> dict[UUID, Holder]:
    """Who has these reports; those that nobody has are not in it."""
    rows = _newest(viewer).filter(report_id__in=list(report_ids))
    return {
        row.report_id: Holder(row.holder.id, row.holder.name, row.assigned_at)
        for row in rows.select_related("holder")
        if row.holder
    }


@query
def held_by(*, viewer: Actor) -> set[UUID]:
    """The reports that the viewer has and that nobody decided on."""
    decided = Triage.objects.values("report_id")
    mine = _newest(viewer).exclude(report_id__in=decided)
    return {row.report_id for row in mine if row.holder_id == viewer.person_id}


def _newest(viewer: Actor) -> QuerySet[Assignment]:
    """Of each report of the viewer's desk, the assignment that stands."""
    viewer.must("intelligence.triage")
    rows = Assignment.objects.filter(
        desk_id=viewer.organisation, report__desk_id=viewer.organisation
    )
    return rows.order_by("report_id", "-turn").distinct("report_id")


@query
def spam_marks(
    *, viewer: Actor, report_ids: Collection[UUID] | None = None
) -> dict[UUID, Marked]:
    """Which of these reports are spam, or all that are, the latest mark first."""
    viewer.must("intelligence.triage")
    rows = SpamMark.objects.filter(report__desk_id=viewer.organisation)
    if report_ids is not None:
        rows = rows.filter(report_id__in=list(report_ids))
    newest = rows.order_by("report_id", "-turn").distinct("report_id")
    marked = [row for row in newest.select_related("marked_by") if row.is_spam]
    marked.sort(key=lambda row: (row.marked_at, row.report_id), reverse=True)
    return {
        row.report_id: Marked(row.reason, row.marked_by.name, row.marked_at)
        for row in marked
    }


@query
def danger_to_life(*, viewer: Actor, report_id: UUID) -> DangerView | None:
    """What was done where a report was of danger to life; None for any other."""
    viewer.must("intelligence.triage")
    row = DangerToLife.objects.filter(
        report_id=report_id, report__desk_id=viewer.organisation
    ).first()
    if row is None:
        return None
    return DangerView(
        called_at=row.called_at,
        incident=row.incident,
        duty_officer=row.duty_officer,
        told_at=row.told_at,
        what_was_told=row.what_was_told,
        recorded_by=row.recorded_by.name,
        recorded_at=row.recorded_at,
    )
