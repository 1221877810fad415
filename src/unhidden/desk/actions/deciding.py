"""What was decided on a report, turn by turn: the newest stands."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.audit import actions as audit
from unhidden.intelligence.models import SpamMark, Triage, TriageDecision
from unhidden.intelligence.reports.queries.decided import TO_BE_WRITTEN
from unhidden.lib.refusals import ActionRefused
from unhidden.reporting import actions as reporting


class DecisionReasonMissing(ActionRefused):
    """A decision is kept with its reason."""


class ReportAlreadyTriaged(ActionRefused):
    """Somebody has decided on this report since, or put it aside as spam."""


def keep_decision(
    report_id: UUID,
    decision: str,
    reason: str,
    *,
    actor: Actor,
    at: datetime,
    passed_to_id: UUID | None = None,
) -> Triage:
    """The next decision on a report that the caller has locked; the report moves on."""
    row = Triage(
        report_id=report_id,
        turn=Triage.objects.filter(report_id=report_id).count() + 1,
        decision=decision,
        reason=reason.strip(),
        passed_to_id=passed_to_id,
        decided_by_id=actor.person,
        decided_at=at,
    )
    row.save(force_insert=True)
    if decision in TO_BE_WRITTEN:
        reporting.mark_read(report_id=report_id, actor=actor, at=at)
    elif decision == TriageDecision.WAITING:
        reporting.reopen_report(report_id=report_id, actor=actor, at=at)
    else:
        reporting.mark_done(report_id=report_id, actor=actor, at=at)
    audit.record_event(
        name="intelligence.report_triaged",
        actor=actor,
        subject=row,
        at=at,
        detail={"decision": decision, "report": str(report_id)},
    )
    return row


def keep_mark(
    report_id: UUID,
    is_spam: bool,
    reason: str,
    *,
    actor: Actor,
    at: datetime,
    together: UUID | None = None,
) -> None:
    """The next mark of a report that the caller has locked: spam, or none after all."""
    row = SpamMark(
        report_id=report_id,
        turn=SpamMark.objects.filter(report_id=report_id).count() + 1,
        is_spam=is_spam,
        together=together,
        reason=reason.strip(),
        marked_by_id=actor.person,
        marked_at=at,
    )
    row.save(force_insert=True)
    audit.record_event(
        name="intelligence.spam_marked" if is_spam else "intelligence.spam_unmarked",
        actor=actor,
        subject=row,
        at=at,
        detail={"report": str(report_id)},
    )
