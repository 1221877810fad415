"""Lines of enquiry: raised with a question, moved on with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.investigations.frame.actions import next_number, tell_event
from unhidden.investigations.models import Investigation, Line, LineStep
from unhidden.investigations.room.actions import frame, refusals
from unhidden.investigations.room.rules import lines as rules


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line as typed; ``entry`` came with the form, so that it is raised once."""

    entry: UUID
    question: str
    direction: str
    why: str
    is_looked_at: bool = False


@dataclass(frozen=True, slots=True)
class NewLineStep:
    """Where a line goes, and why; ``seen`` steps of it were on the page."""

    state: str
    reason: str
    seen: int
    is_looked_at: bool = False


@action
def raise_line(
    *, investigation_id: UUID, new: NewLine, actor: Actor, at: datetime
) -> int:
    """Raise a line of enquiry, which is proposed; gives its number.

    Raises RoomWordsMissing, HasContacts, InvestigationClosed and Absent.
    """
    head = frame.hold_room(investigation_id, actor)
    frame.require_words(question=new.question, why=new.why)
    row_id = frame.name_row(head, new.entry)
    if held := head.lines.filter(id=row_id).first():
        return held.number
    frame.look_for_contacts(new.question, new.why, is_looked_at=new.is_looked_at)
    row = Line.objects.create(
        id=row_id,
        investigation=head,
        number=next_number(head.lines.all()),
        question=new.question.strip(),
        direction=new.direction,
        why=new.why.strip(),
        raised_by_id=actor.person,
        raised_at=at,
    )
    tell_event("line_raised", row, actor=actor, at=at, number=row.number)
    return row.number


@action
def move_line(
    *,
    investigation_id: UUID,
    number: int,
    new: NewLineStep,
    actor: Actor,
    at: datetime,
) -> None:
    """Take a line to another state; every step before it stays.

    Raises NotFromHere, StepReasonMissing, HasContacts, MovedMeanwhile,
    InvestigationClosed and Absent.
    """
    head = frame.hold_room(investigation_id, actor)
    row = find_line(head, number)
    last = row.steps.order_by("turn").last()
    state, turn = (last.state, last.turn) if last else (rules.FIRST, 0)
    if turn != new.seen:
        raise refusals.MovedMeanwhile
    if not rules.may_go(state, new.state):
        raise refusals.NotFromHere
    if rules.needs_reason(state, new.state) and not new.reason.strip():
        raise refusals.StepReasonMissing
    frame.look_for_contacts(new.reason, is_looked_at=new.is_looked_at)
    step = LineStep(
        investigation=head,
        line=row,
        turn=turn + 1,
        state=new.state,
        reason=new.reason.strip(),
        taken_by_id=actor.person,
        taken_at=at,
    )
    step.save(force_insert=True)
    tell_event("line_moved", row, actor=actor, at=at, number=number, state=new.state)


def find_line(head: Investigation, number: int) -> Line:
    """A line of an investigation that is held; raises Absent."""
    row: Line | None = head.lines.filter(number=number).first()
    if row is None:
        raise Absent
    return row
