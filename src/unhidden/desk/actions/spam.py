"""What is spam leaves the queue, alone or with its copies, and can be brought back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.records import new_id
from unhidden.desk.actions.dangers import must_have_called
from unhidden.desk.actions.deciding import (
    DecisionReasonMissing,
    ReportAlreadyTriaged,
    keep_mark,
)
from unhidden.desk.queries.queueing import marked_together, spam_marks
from unhidden.intelligence.reports.queries.decided import load_decisions
from unhidden.lib.refusals import ActionRefused
from unhidden.reporting import actions as reporting
from unhidden.reporting import queries as asked


class MarkedAlready(ActionRefused):
    """The report is spam, or in the queue, already: somebody was first."""


class LaneGrew(ActionRefused):
    """More that say the same, or fewer, wait than the actor saw."""


@action
def mark_spam(
    *, report_id: UUID, reason: str, no_call: str = "", actor: Actor, at: datetime
) -> None:
    """Put a waiting report aside. To its sender it is closed like any other.

    ``no_call`` as for ``triage``. Raises ReasonMissing, NotCalled,
    ReportAlreadyTriaged, MarkedAlready, and Absent for a report that is not there for
    the actor.
    """
    actor.must("intelligence.triage")
    _aside(report_id, reason, no_call, actor=actor, at=at)


@action
def mark_lane(
    *,
    report_id: UUID,
    number_seen: int,
    reason: str,
    no_call: str = "",
    actor: Actor,
    at: datetime,
) -> None:
    """Put a waiting report aside with all that say nearly the same, as one.

    Raises LaneGrew where there are not ``number_seen`` of them, and what ``mark_spam``
    raises.
    """
    actor.must("intelligence.triage")
    lane = asked.reports_alike(viewer=actor, report_id=report_id)
    if len(lane) != number_seen:
        raise LaneGrew
    together = new_id()
    # In one order: two who do this at once wait for each other.
    for each in sorted(row.id for row in lane):
        _aside(each, reason, no_call, actor=actor, at=at, together=together)


@action
def bring_back(*, report_id: UUID, reason: str, actor: Actor, at: datetime) -> None:
    """The report is no spam, and waits again. Raises as ``mark_spam`` does."""
    _back([report_id], reason, actor, at)


@action
def bring_lane_back(
    *, report_id: UUID, reason: str, actor: Actor, at: datetime
) -> None:
    """All that were put aside together with this one wait again, as one.

    Raises as ``mark_spam`` does.
    """
    _back(sorted(marked_together(viewer=actor, report_id=report_id)), reason, actor, at)


def _aside(
    report_id: UUID,
    reason: str,
    no_call: str,
    *,
    actor: Actor,
    at: datetime,
    together: UUID | None = None,
) -> None:
    _take(report_id, reason, actor)
    if spam_marks(viewer=actor, report_ids=[report_id]):
        raise MarkedAlready
    must_have_called(report_id, no_call, actor=actor, at=at)
    keep_mark(report_id, True, reason, actor=actor, at=at, together=together)
    reporting.mark_done(report_id=report_id, actor=actor, at=at)


def _back(ids: Iterable[UUID], reason: str, actor: Actor, at: datetime) -> None:
    actor.must("intelligence.triage")
    for each in ids:
        _take(each, reason, actor)
        if not spam_marks(viewer=actor, report_ids=[each]):
            raise MarkedAlready
        keep_mark(each, False, reason, actor=actor, at=at)
        reporting.reopen_report(report_id=each, actor=actor, at=at)


def _take(report_id: UUID, reason: str, actor: Actor) -> None:
    """Lock it; what was decided on is put back in the queue before it is spam."""
    reporting.lock_report(report_id=report_id, actor=actor)
    if not reason.strip():
        raise DecisionReasonMissing
    if load_decisions(viewer=actor, report_ids=[report_id]):
        raise ReportAlreadyTriaged
