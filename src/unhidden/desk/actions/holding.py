"""Holding a report for a court or an inquiry, and deleting those whose time is over."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.lib.refusals import ActionRefused
from unhidden.reporting.actions.reports import report_of_desk
from unhidden.reporting.models import Hold, Report


class NoReasonToHold(ActionRefused):
    """A report is held, and let go, with its reason."""


class AlreadyHeld(ActionRefused):
    """The report is held, or let go, already: somebody was first."""


@action
def hold_report(*, report_id: UUID, reason: str, actor: Actor, at: datetime) -> None:
    """Keep a report from being deleted until the hold is lifted.

    Raises NoReasonToHold, AlreadyHeld, and Absent for a report that is not there.
    """
    report = _report(report_id, reason, actor)
    if report.holds.filter(lifted_at=None).exists():
        raise AlreadyHeld
    Hold(report=report, reason=reason.strip(), set_by_id=actor.person, set_at=at).save(
        force_insert=True
    )
    _record("reporting.report_held", report, reason, actor, at)


@action
def lift_hold(*, report_id: UUID, reason: str, actor: Actor, at: datetime) -> None:
    """From here on the report is deleted in its time.

    Raises NoReasonToHold, AlreadyHeld when nobody holds it, and Absent.
    """
    report = _report(report_id, reason, actor)
    hold = report.holds.filter(lifted_at=None).first()
    if hold is None:
        raise AlreadyHeld
    hold.lifted_by_id = actor.person
    hold.lifted_at = at
    hold.save(update_fields=["lifted_by", "lifted_at"])
    _record("reporting.hold_lifted", report, reason, actor, at)


def _report(report_id: UUID, reason: str, actor: Actor) -> Report:
    actor.must("reporting.hold_reports")
    report = report_of_desk(report_id, actor, lock=True)
    if not reason.strip():
        raise NoReasonToHold
    return report


def _record(name: str, report: Report, reason: str, actor: Actor, at: datetime) -> None:
    audit.record_event(
        name=name, actor=actor, subject=report, at=at, justification=reason.strip()
    )


@action
def delete_reports_over(*, actor: Actor, at: datetime) -> int:
    """Delete the reports whose time is over, each with what belongs to it.

    Gives how many. What waits, has news or is held is never among them.
    """
    actor.must("reporting.delete_reports")
    days, today = settings.REPORT_DAYS, timezone.localdate(at)
    with connection.cursor() as cursor:
        cursor.execute("select wall.reports_over(%s, %s)", [days, today])
        over = [row[0] for row in cursor.fetchall()]
        deleted = 0
        for report_id in over:
            cursor.execute(
                "select wall.delete_report(%s, %s, %s)", [report_id, days, today]
            )
            (is_gone,) = cursor.fetchone()
            deleted += is_gone
            if is_gone:
                _record_erasure(report_id, days, actor, at)
    return deleted


@transaction.atomic
def _record_erasure(report_id: UUID, days: int, actor: Actor, at: datetime) -> None:
    audit.record_event(
        name="reporting.report_deleted",
        verb=audit.Verb.ERASURE,
        actor=actor,
        subject=Report(id=report_id),
        at=at,
        detail={"days": days},
    )
