"""The worker watches the deadlines of all cases."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
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
