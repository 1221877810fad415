"""A danger to life: the calls that were made, or why none was needed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.desk import rules as danger
from unhidden.desk.actions import urgencies
from unhidden.desk.actions.deciding import (
    DecisionReasonMissing,
    keep_decision,
    keep_mark,
)
from unhidden.desk.queries.queueing import spam_marks
from unhidden.desk.rules import DangerFault, EmergencyCalls
from unhidden.intelligence.models import DangerToLife, NoCall, TriageDecision
from unhidden.intelligence.reports.queries.decided import DANGER, asks_for_calls
from unhidden.lib.refusals import ActionRefused
from unhidden.reporting import actions as reporting
from unhidden.reporting import queries as asked


class DangerRefused(ActionRefused):
    """The calls for a danger to life are not recorded whole; ``fault`` says what."""

    def __init__(self, fault: DangerFault) -> None:
        super().__init__(fault.value)
        self.fault = fault

    @property
    def code(self) -> DangerFault:
        return self.fault


class NotCalled(ActionRefused):
    """The report speaks of a danger now: nobody called, or said why not."""


@action
def record_danger(
    *, report_id: UUID, calls: EmergencyCalls, reason: str, actor: Actor, at: datetime
) -> None:
    """Keep the calls that were made, whatever was decided on the report before.

    They are a decision: the report is to be written up (again) at once, and no spam.
    Each time counts, so that nothing is lost where two people called. Raises
    DangerRefused, ReasonMissing, and Absent for a report that is not there for the
    actor.
    """
    actor.must("intelligence.triage")
    reporting.lock_report(report_id=report_id, actor=actor)
    if fault := danger.fault_of(calls, at=at):
        raise DangerRefused(fault)
    if not reason.strip():
        raise DecisionReasonMissing
    if spam_marks(viewer=actor, report_ids=[report_id]):
        keep_mark(report_id, False, reason, actor=actor, at=at)
    _make_urgent(report_id, reason, actor, at)
    decided = keep_decision(
        report_id, TriageDecision.EMERGENCY, reason, actor=actor, at=at
    )
    DangerToLife(
        report_id=report_id,
        turn=decided.turn,
        called_at=calls.called_at,
        incident=calls.incident.strip(),
        duty_officer=calls.duty_officer.strip(),
        told_at=calls.told_at,
        what_was_told=calls.what_was_told.strip(),
        recorded_by_id=actor.person,
        recorded_at=at,
    ).save(force_insert=True)
    audit.record_event(
        name="intelligence.danger_to_life_raised",
        actor=actor,
        subject=decided,
        at=at,
        detail={"report": str(report_id)},
    )


def _make_urgent(report_id: UUID, reason: str, actor: Actor, at: datetime) -> None:
    """Whatever it was sent as, it is one of danger now."""
    if asked.get_waiting_report(viewer=actor, report_id=report_id).urgency != DANGER:
        urgencies.set_urgency(
            report_id=report_id, urgency=DANGER, reason=reason, actor=actor, at=at
        )


def must_have_called(
    report_id: UUID, no_call: str, *, actor: Actor, at: datetime
) -> None:
    """Before a report of danger leaves the queue: the calls, or why there was none.

    Keeps ``no_call`` where it is asked for; raises NotCalled.
    """
    if not asks_for_calls(viewer=actor, report_id=report_id):
        return
    if not no_call.strip():
        raise NotCalled
    row = NoCall(
        report_id=report_id,
        reason=no_call.strip(),
        said_by_id=actor.person,
        said_at=at,
    )
    row.save(force_insert=True)
    audit.record_event(
        name="intelligence.no_call_needed",
        actor=actor,
        subject=row,
        at=at,
        detail={"report": str(report_id)},
    )
