"""Who has a report, and what is spam."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.agencies import queries as agencies
from unhidden.intelligence.models import Assignment, SpamMark


@dataclass(frozen=True, slots=True)
class ReportHolder:
    """A colleague who has a report, and since when."""

    id: UUID
    name: str
    since: datetime


@dataclass(frozen=True, slots=True)
class SpamReason:
    """Why a report is spam, and who says so.

    ``others`` counts those that were marked together with it, and still are.
    """

    reason: str
    marked_by: str
    marked_at: datetime
    together: UUID | None = None
    others: int = 0


@query
def desk_colleagues(*, viewer: Actor, day: date) -> list[agencies.Colleague]:
    """Who decides on reports of the viewer's desk that day, by name."""
    viewer.must("intelligence.triage")
    everybody = agencies.list_colleagues(day=day, permission="intelligence.triage")
    return [one for one in everybody if one.organisation_id == viewer.organisation]


@query
def load_holders(
    *, viewer: Actor, report_ids: Collection[UUID]
) -> dict[UUID, ReportHolder]:
    """Who has these reports; those that nobody has are not in it."""
    rows = _newest(viewer).filter(report_id__in=list(report_ids))
    return {
        row.report_id: ReportHolder(row.holder.id, row.holder.name, row.assigned_at)
        for row in rows.select_related("holder")
        if row.holder
    }


@query
def held_by(*, viewer: Actor) -> set[UUID]:
    """The reports that the viewer has and that nobody has dealt with."""
    still = _newest(viewer).exclude(report__status="done")
    return {row.report_id for row in still if row.holder_id == viewer.person_id}


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
) -> dict[UUID, SpamReason]:
    """Which of these reports are spam, or all that are, the latest mark first."""
    viewer.must("intelligence.triage")
    rows = SpamMark.objects.filter(report__desk_id=viewer.organisation)
    if report_ids is not None:
        rows = rows.filter(report_id__in=list(report_ids))
    newest = rows.order_by("report_id", "-turn").distinct("report_id")
    marked = [row for row in newest.select_related("marked_by") if row.is_spam]
    marked.sort(key=lambda row: (row.marked_at, row.report_id), reverse=True)
    return {
        row.report_id: SpamReason(
            row.reason, row.marked_by.name, row.marked_at, row.together
        )
        for row in marked
    }


@query
def marked_together(*, viewer: Actor, report_id: UUID) -> set[UUID]:
    """A report that is spam, and those that were marked with it and still are."""
    marked = spam_marks(viewer=viewer)
    mine = marked.get(report_id)
    if mine is None or mine.together is None:
        return {report_id} if mine else set()
    return {id_ for id_, one in marked.items() if one.together == mine.together}
