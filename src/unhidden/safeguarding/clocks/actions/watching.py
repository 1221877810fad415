"""The worker watches the deadlines of all cases."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import connection

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.safeguarding.clocks.queries.law import read_rules
from unhidden.safeguarding.clocks.rules import timing
from unhidden.safeguarding.models import Deadline


@action
def tell_overdue(*, actor: Actor, at: datetime) -> int:
    """Mark deadlines that have passed unmet, each once; gives how many."""
    actor.must("safeguarding.watch_deadlines")
    with connection.cursor() as cursor:
        cursor.execute("select wall.tell_overdue(%s)", [at])
        late = [deadline_id for (deadline_id,) in cursor.fetchall()]
    for deadline_id in late:
        audit.record_event(
            name="safeguarding.deadline_passed",
            actor=actor,
            subject=Deadline(id=deadline_id),
            at=at,
        )
    return len(late)


@action
def recount_deadlines(*, actor: Actor, at: datetime) -> int:
    """Count what runs anew where another rule holds for it; gives how many.

    A rule that was written down late, that reaches back, or that was withdrawn. Each is
    a step of its deadline, from which rule to which.
    """
    actor.must("safeguarding.watch_deadlines")
    with connection.cursor() as cursor:
        cursor.execute("select * from wall.deadlines_to_recount(%s)", [at])
        waiting = cursor.fetchall()
    if not waiting:
        return 0
    lengths = {term.key: term.length for term in read_rules()}
    return sum(
        _recount(row, lengths[str(row[1])], actor=actor, at=at) for row in waiting
    )


def _recount(
    row: tuple[UUID, UUID, datetime, list[date]],
    length: timing.ClockLength,
    *,
    actor: Actor,
    at: datetime,
) -> bool:
    """Count one; not what somebody stopped, met or ended meanwhile."""
    deadline_id, rule_id, started_at, pauses = row
    due_at = timing.compute_due(length, started_at, pauses=pauses)
    with connection.cursor() as cursor:
        cursor.execute(
            "select wall.recount_deadline(%s, %s, %s, %s, %s)",
            [deadline_id, rule_id, due_at, pauses, at],
        )
        is_done = bool(cursor.fetchall()[0][0])
    if is_done:
        audit.record_event(
            name="safeguarding.deadline_recounted",
            actor=actor,
            subject=Deadline(id=deadline_id),
            at=at,
            detail={"rule": str(rule_id)},
        )
    return is_done
