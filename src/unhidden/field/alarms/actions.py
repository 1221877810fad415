"""The worker puts a call for help that landed onto the board of its visit."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.field.policies import KEEP_LANDING


@action
def enter_alarm(
    *, row_id: UUID, planned_id: UUID | None, actor: Actor, at: datetime
) -> UUID | None:
    """Put it there; gives the entry, or None where it waits for a person instead."""
    actor.must(KEEP_LANDING)
    with connection.cursor() as cursor:
        cursor.execute(
            "select wall.enter_landed_alarm(%s, %s, %s)", [row_id, planned_id, at]
        )
        entry: UUID | None
        (entry,) = cursor.fetchone()
    if entry is not None:
        audit.write_event(
            name="field.alarm_entered",
            actor=actor,
            kind="operations.plannedvisit",
            subject_id=planned_id,
            domain="",
            at=at,
            verb=audit.Verb.COLLECTION,
            more={"detail": {"submission": str(row_id)}},
        )
    return entry
