"""Counting how people of this desk are named, so that weights know what is common."""

from __future__ import annotations

from datetime import datetime

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.rls import procedures
from unhidden.audit import actions as audit
from unhidden.intelligence.models import PeopleCount

COUNT = "intelligence.learn_model"
COUNTER = Actor(None, None, frozenset({COUNT}))


@action
def count_people(*, actor: Actor, at: datetime) -> bool:
    """Count anew if the last count no longer holds; whether it was counted."""
    actor.must(COUNT)
    ((is_counted,),) = procedures.ask_rows("count_people", at)
    if is_counted:
        row = PeopleCount.objects.order_by("-turn")[0]
        audit.record_event(
            name="intelligence.people_counted",
            actor=actor,
            subject=row,
            at=at,
            detail={"mentions": row.mentions},
        )
    return bool(is_counted)
