"""Handing a report to another organisation's desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils import timezone

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.desk.actions.handovers import hand_over_at_once
from unhidden.lib.refusals import ActionRefused
from unhidden.reporting.actions.files import COPY
from unhidden.reporting.actions.reports import report_of_desk
from unhidden.reporting.models import (
    PassedFor,
    Passing,
    Report,
    ReportFile,
    ReportStatus,
)
from unhidden.reporting.queries import files as files_queries
from unhidden.reporting.queries import routes
from unhidden.vault import actions as vault
from unhidden.vault import chunks


class DeskUnknown(ActionRefused):
    """The organisation has no desk of its own that could read the report."""


class PurposeUnknown(ActionRefused):
    """There is no such purpose."""


class NoReasonToPass(ActionRefused):
    """A report is passed on with its reason."""


class AlreadyDecided(ActionRefused):
    """Somebody has decided on the report: it is no longer to be passed on."""


@dataclass(frozen=True, slots=True)
class PassedOn:
    """How many files went along, and of how many the original waits with us."""

    files: int
    originals_waiting: int


@action
def pass_on(
    *,
    report_id: UUID,
    desk_id: UUID,
    purpose: str,
    reason: str,
    actor: Actor,
    at: datetime,
) -> PassedOn:
    """Seal a report, its files and what was said to another desk and to no other.

    No copy stays: what two desks hold, nobody deletes. The originals of files go to
    the other desk's custodians if the actor holds their keys, and else wait with ours.
    Raises DeskUnknown, PurposeUnknown, NoReasonToPass, AlreadyDecided, what
    ``vault.let_in`` raises, and Absent for a report that is not there for the actor.
    """
    report = report_of_desk(report_id, actor, lock=True)
    _check(desk_id, purpose, reason, actor, at)
    if report.status != ReportStatus.WAITING:
        raise AlreadyDecided
    found = files_queries.files_of_report(actor, report_id)
    files = list(found.values_list("id", flat=True))
    vault.let_in(record_ids=_sealed_rows(report), team_id=desk_id, by=actor)
    _let_read_copies(files, desk_id, actor)
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
    audit.record_event(
        name="reporting.report_passed_on",
        verb=audit.Verb.DISCLOSURE,
        actor=actor,
        subject=report,
        at=at,
        justification=reason.strip(),
        recipients=[desk_id],
        detail={"purpose": purpose} | ({"files": len(files)} if files else {}),
    )
    with connection.cursor() as cursor:
        cursor.execute("select wall.pass_report(%s, %s)", [report_id, desk_id])
        (answer,) = cursor.fetchone()
    if answer:
        raise AlreadyDecided(answer)
    return PassedOn(len(files), hand_over_at_once(report_id, reason, actor, at))


def _let_read_copies(files: list[UUID], desk_id: UUID, actor: Actor) -> None:
    copies = [chunks.slot_name(ReportFile(), COPY)]
    vault.let_in(record_ids=files, team_id=desk_id, by=actor, slots=copies)


def _check(
    desk_id: UUID, purpose: str, reason: str, actor: Actor, at: datetime
) -> None:
    known = {id_ for id_, _ in routes.desks_to_choose(day=timezone.localdate(at))}
    if desk_id not in known - {actor.organisation_id}:
        raise DeskUnknown
    if purpose not in PassedFor.values:
        raise PurposeUnknown
    if not reason.strip():
        raise NoReasonToPass


def _sealed_rows(report: Report) -> list[UUID]:
    """Whatever the desk said and heard; ``wall.rows_of_report`` says the same, and the
    files: the procedure refuses what was forgotten here."""
    return [report.id, *report.messages.values_list("id", flat=True)]
