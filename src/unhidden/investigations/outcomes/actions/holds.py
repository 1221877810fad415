"""Holding everything of an investigation from being destroyed, while a ground lasts."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.investigations.frame.actions import hold_open_investigation, tell_event
from unhidden.investigations.models import RetentionHold
from unhidden.investigations.outcomes.actions.refusals import HoldEnded
from unhidden.investigations.posts.queries.posts import is_leader


@action
def begin_hold(
    *,
    investigation_id: UUID,
    ground: str,
    reference: str,
    actor: Actor,
    at: datetime,
) -> UUID:
    """Hold everything on a ground of ``RetentionGround``; ``reference`` names its file.

    The same ground and reference again give the hold that lasts. Raises
    InvestigationClosed and Absent.
    """
    actor.must("investigations.work")
    head = hold_open_investigation(investigation_id, actor)
    named = {"ground": ground, "reason": reference.strip()}
    if before := head.holds.filter(ended_at=None, **named).first():
        return before.id
    row = RetentionHold.objects.create(
        investigation=head, **named, held_by_id=actor.person, held_at=at
    )
    tell_event("hold_begun", row, actor=actor, at=at, ground=ground)
    return row.id


@action
def end_hold(
    *, investigation_id: UUID, hold_id: UUID, actor: Actor, at: datetime
) -> None:
    """End a hold that is over, as who is_leader the investigation.

    Raises HoldEnded, InvestigationClosed, and Absent for anybody else.
    """
    actor.must("investigations.work")
    head = hold_open_investigation(investigation_id, actor)
    if not is_leader(head, actor):
        raise Absent
    row = head.holds.filter(id=hold_id).first()
    if row is None:
        raise Absent
    if row.ended_at is not None:
        raise HoldEnded
    row.ended_at, row.ended_by_id = at, actor.person
    row.save(update_fields=["ended_at", "ended_by"])
    tell_event("hold_ended", row, actor=actor, at=at)
