"""What becomes of a report from the public, and what becomes of it instead."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.agencies import queries as agencies
from unhidden.desk.actions import passing
from unhidden.desk.actions.dangers import must_have_called
from unhidden.desk.actions.deciding import (
    DecisionReasonMissing,
    ReportAlreadyTriaged,
    keep_decision,
)
from unhidden.desk.actions.passing import PassedOn
from unhidden.desk.queries.desk import desks_to_pass_to
from unhidden.desk.queries.queueing import spam_marks
from unhidden.intelligence.models import TriageDecision
from unhidden.intelligence.reports.queries.decided import load_decisions, turn_of
from unhidden.lib.refusals import ActionRefused
from unhidden.reporting import actions as reporting


class DecisionUnknown(ActionRefused):
    """There is no such decision, or it is none to make here."""


class OrganisationNotNamed(ActionRefused):
    """A report is passed on to another organisation that we know."""


class HasADesk(ActionRefused):
    """A report goes to another desk itself (``pass_report``), and not in name."""


@action
def triage_report(
    *,
    report_id: UUID,
    decision: str,
    reason: str,
    passed_to_id: UUID | None,
    turn_seen: int = 0,
    no_call: str = "",
    actor: Actor,
    at: datetime,
) -> None:
    """Decide on a report, or decide again, with a reason that colleagues can read.

    ``turn_seen`` is the decision that the actor saw, 0 for none; ``no_call`` why nobody
    was called, where the report speaks of a danger now. A danger to life itself is
    ``record_danger``. Raises DecisionUnknown, ReasonMissing, OrganisationNotNamed and
    HasADesk (when passing on), NotCalled, ReportAlreadyTriaged, and Absent for a report
    that is not there for the actor.
    """
    actor.must("intelligence.triage")
    _check(decision, reason, passed_to_id, actor, at)
    reporting.lock_report(report_id=report_id, actor=actor)
    is_spam = spam_marks(viewer=actor, report_ids=[report_id])
    if is_spam or turn_of(report_id) != turn_seen:
        raise ReportAlreadyTriaged
    if decision != TriageDecision.WAITING:
        must_have_called(report_id, no_call, actor=actor, at=at)
    elif not load_decisions(viewer=actor, report_ids=[report_id]):
        raise DecisionUnknown
    is_passed = decision == TriageDecision.PASSED_ON
    to = passed_to_id if is_passed else None
    keep_decision(report_id, decision, reason, actor=actor, at=at, passed_to_id=to)


def _check(
    decision: str, reason: str, passed_to_id: UUID | None, actor: Actor, at: datetime
) -> None:
    if decision not in set(TriageDecision.values) - {TriageDecision.EMERGENCY}:
        raise DecisionUnknown
    if not reason.strip():
        raise DecisionReasonMissing
    if decision == TriageDecision.PASSED_ON:
        known = {row.id for row in agencies.list_organisation_names()}
        if passed_to_id not in known - {actor.organisation_id}:
            raise OrganisationNotNamed
        if passed_to_id in desks_to_pass_to(viewer=actor, day=timezone.localdate(at)):
            raise HasADesk


@action
def pass_report(
    *,
    report_id: UUID,
    desk_id: UUID,
    purpose: str,
    reason: str,
    no_call: str = "",
    actor: Actor,
    at: datetime,
) -> PassedOn:
    """Hand a report to another organisation's desk, decided on or not.

    There it waits, so a decision of ours is taken back first, for the same reason.
    Raises NotCalled, and what ``reporting.pass_on`` raises.
    """
    actor.must("intelligence.triage")
    reporting.lock_report(report_id=report_id, actor=actor)
    must_have_called(report_id, no_call, actor=actor, at=at)
    if load_decisions(viewer=actor, report_ids=[report_id]) and reason.strip():
        keep_decision(report_id, TriageDecision.WAITING, reason, actor=actor, at=at)
    return passing.pass_on(
        report_id=report_id,
        desk_id=desk_id,
        purpose=purpose,
        reason=reason,
        actor=actor,
        at=at,
    )
