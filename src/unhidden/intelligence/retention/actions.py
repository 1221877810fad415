"""Keeping intelligence: its review group, what reviews decide, and carrying it out."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone
from psycopg.errors import InsufficientPrivilege

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.intelligence.locks import in_turn
from unhidden.intelligence.models import (
    IntelligenceReport,
    Mention,
    ReportMatter,
    Review,
    ReviewMatter,
)
from unhidden.intelligence.retention import rules
from unhidden.intelligence.retention.queries.clocks import (
    RetentionClock,
    load_retention_clocks,
)
from unhidden.intelligence.retention.queries.reviews import (
    PERMISSION,
    may_set_matter,
    reports_of,
)
from unhidden.intelligence.retention.rules import NewReview, ReviewFault
from unhidden.intelligence.risk.actions.risks import keep_risk
from unhidden.lib.markings import is_marked_too_high
from unhidden.lib.refusals import ActionRefused

if TYPE_CHECKING:
    from unhidden.intelligence.retention.queries.clocks import Timed

_DONE = {
    rules.DISPOSE: "intelligence.report_disposed",
    rules.ANONYMISE: "intelligence.report_anonymised",
}


class ReviewRefused(ActionRefused):
    """The decision breaks a rule; ``fault`` says which."""

    def __init__(self, fault: ReviewFault) -> None:
        super().__init__(fault.value)
        self.fault = fault

    @property
    def code(self) -> ReviewFault:
        return self.fault


class ReviewedSince(ActionRefused):
    """Somebody decided something on this report since it was shown."""


class NotCarriedOut(ActionRefused):
    """The database does not let it be done: ``why`` is held, early, shared or moved."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why

    @property
    def code(self) -> str:
        return self.why


@action
def set_matter(
    *,
    intelligence_id: UUID,
    seen: int,
    matter: str,
    reason: str,
    actor: Actor,
    at: datetime,
) -> None:
    """Say what a report is about, and so in which group it is reviewed, and why.

    ``seen`` counts how often that was said when the page was shown. Raises
    ReviewRefused, ReviewedSince, and Absent for whoever may not.
    """
    actor.must("intelligence.write_item")
    in_turn()
    row = _own(intelligence_id, actor)
    if not may_set_matter(row, actor):
        raise Absent
    if fault := _fault_of_matter(matter, reason):
        raise ReviewRefused(fault)
    before = load_retention_clocks([row])[row.id]
    if seen != before.turn:
        raise ReviewedSince
    kept = ReviewMatter(
        report=row,
        turn=seen + 1,
        matter=matter,
        reason=reason.strip(),
        set_by_id=actor.person,
        set_at=at,
    )
    _add(kept)
    audit.record_event(
        name="intelligence.review_group_set",
        verb=audit.Verb.ALTERATION,
        actor=actor,
        subject=row,
        at=at,
        detail={
            "from": before.own_group,
            "to": rules.GROUP_OF[matter],
            "matter": matter,
        },
    )


@action
def review_report(
    *, intelligence_id: UUID, seen: int, new: NewReview, actor: Actor, at: datetime
) -> None:
    """Keep a decision on a report; what a second person agrees to is done at once.

    ``seen`` counts the decisions when the page was shown. Raises ReviewRefused,
    ReviewedSince, NotCarriedOut, and Absent for a report that is not there or another
    organisation's.
    """
    actor.must(PERMISSION)
    in_turn()
    row = _own(intelligence_id, actor)
    clock = load_retention_clocks([row])[row.id]
    if seen != clock.taken:
        raise ReviewedSince
    fault = rules.fault_in(
        new,
        stands=clock.stands,
        due_on=clock.due_on,
        goes_from=clock.goes_from,
        today=timezone.localdate(at),
        by=actor.person,
    )
    if fault:
        raise ReviewRefused(fault)
    _add(_row(row, clock, new, actor, at))
    audit.record_event(
        name="intelligence.report_reviewed",
        verb=audit.Verb.ALTERATION,
        actor=actor,
        subject=row,
        at=at,
        detail={"decision": new.decision, "group": clock.group, "urn": row.urn},
    )
    if new.decision == rules.AGREE and clock.stands.proposed:
        _carry_out(row, clock.stands.proposed, clock.group, actor, at)


def _own(intelligence_id: UUID, actor: Actor) -> Timed:
    row = reports_of(actor).filter(id=intelligence_id).first()
    if row is None:
        raise Absent
    return row


def _fault_of_matter(matter: str, reason: str) -> ReviewFault | None:
    if matter not in ReportMatter.values:
        return ReviewFault.UNKNOWN
    if not reason.strip():
        return ReviewFault.REASON_MISSING
    return ReviewFault.MARKING_TOO_HIGH if is_marked_too_high(reason) else None


def _row(
    row: IntelligenceReport,
    clock: RetentionClock,
    new: NewReview,
    actor: Actor,
    at: datetime,
) -> Review:
    kept = Review(
        report=row,
        turn=clock.taken + 1,
        decision=new.decision,
        review_group=clock.group,
        reason=new.reason.strip(),
        decided_by_id=actor.person,
        decided_at=at,
    )
    if new.decision in rules.TESTED:
        for test in ("necessity", "pattern", "risk", "vulnerability"):
            answer: rules.RetentionAnswer = getattr(new, test)
            setattr(kept, test, answer.holds)
            setattr(kept, f"{test}_words", answer.words.strip())
    return kept


def _add(row: Review | ReviewMatter) -> None:
    """Add it; of two at once the second meets the first, and is told.

    Or it meets nothing any more, where the first disposed of the report.
    """
    same = type(row)._default_manager.filter(report=row.report_id, turn=row.turn)
    there = IntelligenceReport.objects.filter(id=row.report_id)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            connection.check_constraints()
    except IntegrityError as error:
        if same.exists() or not there.exists():
            raise ReviewedSince from error
        raise


def _carry_out(
    row: IntelligenceReport,
    proposed: rules.ReviewTurn,
    group: int,
    actor: Actor,
    at: datetime,
) -> None:
    """Let the database do it; the risk of the premises follows, and an event stays."""
    said = Mention.objects.filter(item__report=row, premises__isnull=False)
    premises = {key for key in said.values_list("premises_id", flat=True) if key}
    if why := _called(row.id, at):
        raise NotCarriedOut(why)
    audit.record_event(
        name=_DONE[proposed.decision],
        verb=audit.Verb.ERASURE,
        actor=actor,
        subject=IntelligenceReport(id=row.id),
        at=at,
        detail={"urn": row.urn, "group": group, "decided_by": str(proposed.by)},
    )
    keep_risk(premises, actor=actor, at=at)


def _called(intelligence_id: UUID, at: datetime) -> str:
    """Call the procedure; '' or why it does not. Raises Absent for who may not."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "select wall.carry_out_review(%s, %s)", [intelligence_id, at]
            )
            (why,) = cursor.fetchone()
    except DatabaseError as error:
        if isinstance(error.__cause__, InsufficientPrivilege):
            raise Absent from error
        raise
    return str(why)
