"""Handing a report to another organisation's desk."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils import timezone

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.reporting import queries
from unhidden.reporting.actions.reports import report_of_desk
from unhidden.reporting.models import PassedFor, Passing, Report, ReportStatus
from unhidden.vault import actions as vault


class DeskUnknown(Exception):
    """The organisation has no desk of its own that could read the report."""


class PurposeUnknown(Exception):
    """There is no such purpose."""


class NoReasonToPass(Exception):
    """A report is passed on with its reason."""


class AlreadyDecided(Exception):
    """Somebody has decided on the report: it is no longer to be passed on."""


class HasFiles(Exception):
    """Originals are sealed to this desk's custodians, so the report stays with it."""


@action
def pass_on(
    *,
    report_id: UUID,
    desk_id: UUID,
    purpose: str,
    reason: str,
    actor: Actor,
    at: datetime,
) -> None:
    """Seal a report, and what was said about it, to another desk and to no other.

    No copy stays: what two desks hold, nobody deletes. Raises DeskUnknown,
    PurposeUnknown, NoReasonToPass, AlreadyDecided, HasFiles, what ``vault.let_in``
    raises, and Absent for a report that is not there for the actor.
    """
    report = report_of_desk(report_id, actor, lock=True)
    _check(desk_id, purpose, reason, actor, at)
    if report.status != ReportStatus.WAITING:
        raise AlreadyDecided
    if queries.files_of_report(actor, report_id).exists():
        raise HasFiles
    vault.let_in(record_ids=_sealed_rows(report), team_id=desk_id, by=actor)
    Passing(
        report=report,
        from_desk_id=report.desk_id,
        to_desk_id=desk_id,
        purpose=purpose,
        reason=reason.strip(),
        passed_by_id=actor.person,
        passed_at=at,
    ).save(force_insert=True)
    # Before it goes: afterwards the actor has nothing to do with it.
    audit.record(
        name="reporting.report_passed_on",
        verb=audit.Verb.DISCLOSURE,
        actor=actor,
        subject=report,
        at=at,
        justification=reason.strip(),
        recipients=[desk_id],
        detail={"purpose": purpose},
    )
    with connection.cursor() as cursor:
        cursor.execute("select wall.pass_report(%s, %s)", [report_id, desk_id])
        (answer,) = cursor.fetchone()
    if answer:
        raise AlreadyDecided(answer)


def _check(
    desk_id: UUID, purpose: str, reason: str, actor: Actor, at: datetime
) -> None:
    known = {id_ for id_, _ in queries.desks_to_choose(day=timezone.localdate(at))}
    if desk_id not in known - {actor.organisation_id}:
        raise DeskUnknown
    if purpose not in PassedFor.values:
        raise PurposeUnknown
    if not reason.strip():
        raise NoReasonToPass


def _sealed_rows(report: Report) -> list[UUID]:
    """Whatever has something sealed of the report; ``wall.rows_of_report`` says the
    same, and the procedure refuses what was forgotten here."""
    return [report.id, *report.messages.values_list("id", flat=True)]
