"""The desk finds a report more urgent, or less, than it was sent."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.lib.refusals import ActionRefused
from unhidden.reporting.actions.reports import report_of_desk
from unhidden.reporting.models import UrgencyChange, UrgencyChoices
from unhidden.reporting.queries import reports


class UrgencyUnknown(ActionRefused):
    """There is no such urgency."""


class NoReasonForUrgency(ActionRefused):
    """An urgency is set with its reason."""


class AsUrgentAlready(ActionRefused):
    """The report is that urgent already."""


@action
def set_urgency(
    *, report_id: UUID, urgency: str, reason: str, actor: Actor, at: datetime
) -> None:
    """Say how urgent a report is; "" for as urgent again as it was sent.

    The queue and the clocks go by it, and each change is kept. Raises UrgencyUnknown,
    NoReasonForUrgency, AsUrgentAlready, and Absent for a report that is not there for
    the actor.
    """
    row = report_of_desk(report_id, actor, lock=True)
    if urgency not in {"", *UrgencyChoices.values}:
        raise UrgencyUnknown
    if not reason.strip():
        raise NoReasonForUrgency
    now = reports.get_waiting_report(viewer=actor, report_id=report_id)
    stands = now.set_urgency.urgency if now.set_urgency else ""
    if urgency == stands:
        raise AsUrgentAlready
    change = UrgencyChange(
        report=row,
        turn=UrgencyChange.objects.filter(report=row).count() + 1,
        urgency=urgency,
        reason=reason.strip(),
        set_by_id=actor.person,
        set_at=at,
    )
    change.save(force_insert=True)
    audit.record_event(
        name="reporting.urgency_set",
        actor=actor,
        subject=row,
        at=at,
        detail={"urgency": urgency or row.urgency},
    )
