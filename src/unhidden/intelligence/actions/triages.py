"""What becomes of a report from the public, decided once."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.agencies import queries as agencies
from unhidden.audit import actions as audit
from unhidden.intelligence.models import DangerToLife, Decision, Triage
from unhidden.intelligence.queries.desk import TO_BE_WRITTEN, desks_to_pass_to
from unhidden.intelligence.queries.queueing import spam_marks
from unhidden.intelligence.rules import danger
from unhidden.intelligence.rules.danger import Calls, DangerFault
from unhidden.reporting import actions as reporting


class ReportAlreadyTriaged(Exception):
    """Somebody has decided on this report already, or put it aside as spam."""


class DecisionUnknown(Exception):
    """There is no such decision."""


class ReasonMissing(Exception):
    """A decision is kept with its reason."""


class OrganisationNotNamed(Exception):
    """A report is passed on to another organisation that we know."""


class HasADesk(Exception):
    """A report goes to another desk itself (``reporting.pass_on``), and not in name."""


class DangerRefused(Exception):
    """The calls for a danger to life are not recorded whole; ``fault`` says what."""

    def __init__(self, fault: DangerFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@action
def triage(
    *,
    report_id: UUID,
    decision: str,
    reason: str,
    passed_to_id: UUID | None,
    calls: Calls | None = None,
    actor: Actor,
    at: datetime,
) -> None:
    """Decide on a report, with a reason that colleagues can read.

    A danger to life is decided with the ``calls`` that were made for it. Raises
    DecisionUnknown, ReasonMissing, OrganisationNotNamed and HasADesk (when passing on),
    DangerRefused, ReportAlreadyTriaged, and Absent for a report that is not there for
    the actor.
    """
    actor.must("intelligence.triage")
    _check(decision, reason, passed_to_id, actor, at)
    calls = _made(calls, at) if decision == Decision.EMERGENCY else None
    _take(report_id, decision, actor, at)
    row = Triage(
        report_id=report_id,
        decision=decision,
        reason=reason.strip(),
        passed_to_id=passed_to_id if decision == Decision.PASSED_ON else None,
        decided_by_id=actor.person,
        decided_at=at,
    )
    _save_once(row)
    detail = {"decision": decision, "report": str(report_id)}
    audit.record(
        name="intelligence.report_triaged",
        actor=actor,
        subject=row,
        at=at,
        detail=detail,
    )
    if calls:
        _keep_calls(report_id, calls, actor, at)
        audit.record(
            name="intelligence.danger_to_life_raised",
            actor=actor,
            subject=row,
            at=at,
            detail={"report": str(report_id)},
        )


def _check(
    decision: str, reason: str, passed_to_id: UUID | None, actor: Actor, at: datetime
) -> None:
    if decision not in Decision.values:
        raise DecisionUnknown
    if not reason.strip():
        raise ReasonMissing
    if decision == Decision.PASSED_ON:
        known = {row.id for row in agencies.organisations()}
        if passed_to_id not in known - {actor.organisation_id}:
            raise OrganisationNotNamed
        if passed_to_id in desks_to_pass_to(viewer=actor, day=timezone.localdate(at)):
            raise HasADesk


def _made(calls: Calls | None, at: datetime) -> Calls:
    fault = danger.fault_of(calls, at=at) if calls else DangerFault.NOT_CALLED_YET
    if calls is None or fault:
        raise DangerRefused(fault or DangerFault.NOT_CALLED_YET)
    return calls


def _keep_calls(report_id: UUID, calls: Calls, actor: Actor, at: datetime) -> None:
    DangerToLife(
        report_id=report_id,
        called_at=calls.called_at,
        incident=calls.incident.strip(),
        duty_officer=calls.duty_officer.strip(),
        told_at=calls.told_at,
        what_was_told=calls.what_was_told.strip(),
        recorded_by_id=actor.person,
        recorded_at=at,
    ).save(force_insert=True)


def _take(report_id: UUID, decision: str, actor: Actor, at: datetime) -> None:
    """Lock the report and move it on; Absent unless it is the actor's to decide.

    Raises ReportAlreadyTriaged for one that was put aside.
    """
    is_open = decision in TO_BE_WRITTEN
    move_on = reporting.mark_read if is_open else reporting.mark_done
    move_on(report_id=report_id, actor=actor, at=at)
    if spam_marks(viewer=actor, report_ids=[report_id]):
        raise ReportAlreadyTriaged


def _save_once(row: Triage) -> None:
    """The table's own uniqueness decides who was first."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise ReportAlreadyTriaged from error
