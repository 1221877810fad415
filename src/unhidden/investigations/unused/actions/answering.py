"""Answering for presumed material; what happened after which one looks again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.investigations.frame.actions import (
    hold_open_investigation,
    next_number,
    tell_event,
)
from unhidden.investigations.models import LookAgain, PresumedAnswer, PresumedReply
from unhidden.investigations.unused.actions import refusals
from unhidden.investigations.unused.queries.states import find_accused, may_schedule


@dataclass(frozen=True, slots=True)
class NewLook:
    """Something after which items are looked at again.

    ``accused`` is whose test it concerns, none for all; ``reference`` that of the
    document, as ``D12``: none of its words.
    """

    trigger: str
    happened_on: date
    accused: UUID | None = None
    reference: str = ""


@action
def answer_presumed(
    *,
    investigation_id: UUID,
    category: str,
    answer: str,
    reason: str,
    actor: Actor,
    at: datetime,
) -> None:
    """Answer for a category of presumed material; the last answer counts.

    The same answer again writes nothing. Raises RebuttalMissing, InvestigationClosed
    and Absent.
    """
    actor.must("investigations.schedule")
    head = hold_open_investigation(investigation_id, actor)
    if not may_schedule(head, actor):
        raise Absent
    if answer == PresumedReply.REBUTTED and not reason.strip():
        raise refusals.RebuttalMissing
    found = PresumedAnswer.objects.filter(investigation=head, category=category)
    before = found.order_by("-turn").first()
    if before and (before.answer, before.reason) == (answer, reason.strip()):
        return
    row = PresumedAnswer(
        investigation=head,
        category=category,
        turn=next_number(found, "turn"),
        answer=answer,
        reason=reason.strip(),
        answered_by_id=actor.person,
        answered_at=at,
    )
    row.save(force_insert=True)
    tell_event(
        "presumed_answered", row, actor=actor, at=at, category=category, answer=answer
    )


@action
def look_again(
    *, investigation_id: UUID, new: NewLook, actor: Actor, at: datetime
) -> UUID:
    """Record an event after which every item not yet met is looked at again.

    The same event again gives the one that is there. Raises InvestigationClosed and
    Absent.
    """
    actor.must("investigations.work")
    head = hold_open_investigation(investigation_id, actor)
    if new.accused is not None and new.accused not in find_accused(head):
        raise Absent
    told = {
        "investigation": head,
        "trigger": new.trigger,
        "accused_id": new.accused,
        "words": new.reference.strip(),
        "happened_on": new.happened_on,
    }
    if before := LookAgain.objects.filter(**told, entered_by_id=actor.person).first():
        return before.id
    row = LookAgain.objects.create(**told, entered_by_id=actor.person, entered_at=at)
    tell_event("look_again", row, actor=actor, at=at, trigger=new.trigger)
    return row.id
