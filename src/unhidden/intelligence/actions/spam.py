"""What is spam leaves the queue, and can be brought back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.intelligence.actions.triages import ReasonMissing, ReportAlreadyTriaged
from unhidden.intelligence.models import SpamMark, Triage
from unhidden.intelligence.queries.queueing import spam_marks
from unhidden.reporting import actions as reporting


class MarkedAlready(Exception):
    """The report is spam, or in the queue, already: somebody was first."""


@action
def mark_spam(*, report_id: UUID, reason: str, actor: Actor, at: datetime) -> None:
    """Put a waiting report aside. To its sender it is closed like any other.

    Raises ReasonMissing, ReportAlreadyTriaged, MarkedAlready, and Absent for a report
    that is not there for the actor.
    """
    reporting.mark_done(report_id=report_id, actor=actor, at=at)
    _mark(report_id, True, reason, actor, at)


@action
def bring_back(*, report_id: UUID, reason: str, actor: Actor, at: datetime) -> None:
    """The report is no spam, and waits again. Raises as ``mark_spam`` does."""
    reporting.lock_report(report_id=report_id, actor=actor)
    _mark(report_id, False, reason, actor, at)
    reporting.reopen(report_id=report_id, actor=actor, at=at)


def _mark(
    report_id: UUID, is_spam: bool, reason: str, actor: Actor, at: datetime
) -> None:
    actor.must("intelligence.triage")
    if not reason.strip():
        raise ReasonMissing
    if Triage.objects.filter(report_id=report_id).exists():
        raise ReportAlreadyTriaged
    if (report_id in spam_marks(viewer=actor, report_ids=[report_id])) == is_spam:
        raise MarkedAlready
    row = SpamMark(
        report_id=report_id,
        turn=SpamMark.objects.filter(report_id=report_id).count() + 1,
        is_spam=is_spam,
        reason=reason.strip(),
        marked_by_id=actor.person,
        marked_at=at,
    )
    row.save(force_insert=True)
    audit.record(
        name="intelligence.spam_marked" if is_spam else "intelligence.spam_unmarked",
        actor=actor,
        subject=row,
        at=at,
        detail={"report": str(report_id)},
    )
