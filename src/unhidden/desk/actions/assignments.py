"""Who of the desk has a report."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.desk.queries.queueing import desk_colleagues, load_holders
from unhidden.intelligence.models import Assignment
from unhidden.intelligence.reports.queries.decided import load_decisions
from unhidden.lib.refusals import ActionRefused
from unhidden.reporting import actions as reporting


class NotOfThisDesk(ActionRefused):
    """A report is given to somebody who decides on reports of the same desk."""


class AssignedSince(ActionRefused):
    """Somebody else took the report, or gave it away, since the page was opened."""


class NothingLeftToDo(ActionRefused):
    """The report was dealt with: nobody need have it any more."""


@action
def assign_report(
    *,
    report_id: UUID,
    to: UUID | None,
    holder_seen: UUID | None,
    actor: Actor,
    at: datetime,
) -> None:
    """Give a report to a colleague of the desk, take it, or (None) give it back.

    ``holder_seen`` is who had it when the actor looked; the same holder again changes
    nothing. Raises NotOfThisDesk, AssignedSince, NothingLeftToDo, and Absent.
    """
    actor.must("intelligence.triage")
    reporting.lock_report(report_id=report_id, actor=actor)
    day = timezone.localdate(at)
    known = {one.person_id for one in desk_colleagues(viewer=actor, day=day)}
    if to is not None and to not in known:
        raise NotOfThisDesk
    decided = load_decisions(viewer=actor, report_ids=[report_id]).get(report_id)
    if decided and not decided.is_to_be_written:
        raise NothingLeftToDo
    held = load_holders(viewer=actor, report_ids=[report_id]).get(report_id)
    now = held.id if held else None
    if now == to:
        return
    if now != holder_seen:
        raise AssignedSince
    row = Assignment(
        report_id=report_id,
        turn=Assignment.objects.filter(report_id=report_id).count() + 1,
        desk_id=actor.organisation,
        holder_id=to,
        assigned_by_id=actor.person,
        assigned_at=at,
    )
    row.save(force_insert=True)
    audit.record_event(
        name="intelligence.report_assigned",
        actor=actor,
        subject=row,
        at=at,
        detail={"report": str(report_id), "to": str(to or "")},
    )
