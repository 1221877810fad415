"""Actions of the room: raised from something, moved through the five queues."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from unhidden.access.absent import Absent, require_found
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.decision_log import queries as decision_log
from unhidden.investigations.frame.actions import (
    NewMaterial,
    enter_material,
    next_number,
    tell_event,
)
from unhidden.investigations.models import (
    ActionStep,
    Investigation,
    Line,
    MaterialKind,
    Paper,
    RoomAction,
)
from unhidden.investigations.posts.queries.posts import posts_of
from unhidden.investigations.room.actions import frame, refusals
from unhidden.investigations.room.queries.actions import current_steps, who_asks
from unhidden.investigations.room.queries.logs import POLICY_FILE
from unhidden.investigations.room.rules import papers, queues
from unhidden.sharing import queries as sharing

MOST_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class NewRoomAction:
    """An action as typed; ``line`` and ``decision`` are numbers, ``document`` a
    reference such as D12: what it is raised from, if it is raised from something."""

    entry: UUID
    text: str
    priority: str
    due_on: date | None = None
    line: int | None = None
    decision: int | None = None
    document: str = ""
    is_looked_at: bool = False


@dataclass(frozen=True, slots=True)
class NewActionStep:
    """Where an action goes; ``seen`` is the turn of the last step on the page.

    ``is_nil``: the result is that nothing was found, which is a result.
    """

    queue: str
    seen: int
    words: str = ""
    allocated_to: UUID | None = None
    is_nil: bool = False
    is_looked_at: bool = False


@action
def raise_action(
    *, investigation_id: UUID, new: NewRoomAction, actor: Actor, at: datetime
) -> int:
    """Raise an action, which waits for allocation and is material; gives its number.

    Raises RoomWordsMissing, NoSuchReference, HasContacts, InvestigationClosed, Absent.
    """
    head = frame.hold_room(investigation_id, actor)
    frame.require_words(text=new.text)
    row_id = frame.name_row(head, new.entry)
    if held := head.actions.filter(id=row_id).first():
        return held.number
    frame.look_for_contacts(new.text, is_looked_at=new.is_looked_at)
    row = RoomAction.objects.create(
        id=row_id,
        investigation=head,
        number=next_number(head.actions.all()),
        text=new.text.strip(),
        priority=new.priority,
        due_on=new.due_on,
        line=_line(head, new),
        decision_id=_decision(head, new, actor),
        document_id=_document(head, new),
        raised_by_id=actor.person,
        raised_at=at,
    )
    step = NewActionStep(queues.FIRST, 0)
    _make_step(row, step, 0, actor, at).save(force_insert=True)
    material = NewMaterial(MaterialKind.ACTION, row.id)
    enter_material(head, material, actor=actor, at=at)
    tell_event("action_raised", row, actor=actor, at=at, number=row.number)
    return row.number


@action
def move_action(
    *,
    investigation_id: UUID,
    number: int,
    new: NewActionStep,
    actor: Actor,
    at: datetime,
) -> None:
    """Take an action to another queue.

    Raises MovedMeanwhile, NotFromHere, FiledBySame, StepReasonMissing,
    AllocatedOutside, HasContacts, InvestigationClosed and Absent.
    """
    head = frame.hold_room(investigation_id, actor)
    row = require_found(head.actions.filter(number=number).first())
    last = current_steps([row.id])[row.id]
    if last.turn != new.seen:
        raise refusals.MovedMeanwhile
    _check_step(last, new, who_asks(head, last, actor))
    if new.queue == "allocated":
        _require_team(head, new.allocated_to, actor)
    frame.look_for_contacts(new.words, is_looked_at=new.is_looked_at)
    _make_step(row, new, last.turn, actor, at).save(force_insert=True)
    tell_event("action_moved", row, actor=actor, at=at, number=number, queue=new.queue)


@action
def allocate_actions(
    *,
    investigation_id: UUID,
    numbers: Collection[int],
    allocated_to: UUID,
    actor: Actor,
    at: datetime,
) -> int:
    """Give many actions to one colleague, all of them or none; gives how many.

    What is theirs already stays as it is. Raises NothingSelected, NoSuchReference,
    ActionRefusedInBulk, AllocatedOutside, InvestigationClosed and Absent.
    """
    head = frame.hold_room(investigation_id, actor)
    posts = posts_of(head, actor)
    if not posts & queues.MANAGING:
        raise Absent
    rows = _find_selected(head, set(numbers))
    _require_team(head, allocated_to, actor)
    steps = _allocate(rows, allocated_to, posts, actor, at)
    ActionStep.objects.bulk_create(steps, batch_size=500)
    if steps:
        tell_event("actions_allocated", head, actor=actor, at=at, count=len(steps))
    return len(steps)


def _find_selected(head: Investigation, numbers: set[int]) -> list[RoomAction]:
    if not 0 < len(numbers) <= MOST_AT_ONCE:
        raise refusals.NothingSelected
    rows = list(head.actions.filter(number__in=numbers).order_by("number"))
    if len(rows) != len(numbers):
        raise refusals.NoSuchReference("numbers")
    return rows


def _allocate(
    rows: Sequence[RoomAction],
    allocated_to: UUID,
    posts: frozenset[str],
    actor: Actor,
    at: datetime,
) -> list[ActionStep]:
    last_steps = current_steps([row.id for row in rows])
    steps = []
    for row in rows:
        last = last_steps[row.id]
        if last.queue == "allocated" and last.allocated_to_id == allocated_to:
            continue
        if not queues.may_take(last.queue, "allocated", queues.WhoAsks(posts)):
            raise refusals.ActionRefusedInBulk(row.number)
        new = NewActionStep("allocated", last.turn, allocated_to=allocated_to)
        steps.append(_make_step(row, new, last.turn, actor, at))
    return steps


def _check_step(last: ActionStep, new: NewActionStep, who: queues.WhoAsks) -> None:
    if new.queue == "filed" and last.queue == "resulted" and who.is_last_theirs:
        raise refusals.FiledBySame
    if not queues.may_take(last.queue, new.queue, who):
        raise refusals.NotFromHere
    if queues.needs_words(new.queue) and not new.words.strip():
        raise refusals.StepReasonMissing


def _make_step(
    row: RoomAction, new: NewActionStep, turn: int, actor: Actor, at: datetime
) -> ActionStep:
    is_allocation = new.queue == "allocated"
    return ActionStep(
        investigation_id=row.investigation_id,
        action=row,
        turn=turn + 1,
        queue=new.queue,
        allocated_to_id=new.allocated_to if is_allocation else None,
        words=new.words.strip(),
        is_nil=new.is_nil and new.queue == "resulted",
        taken_by_id=actor.person,
        taken_at=at,
    )


def _require_team(head: Investigation, person: UUID | None, actor: Actor) -> None:
    team = sharing.find_team(viewer=actor, record=head)
    on_it = {each.person_id for each in team if each.ended_at is None}
    if person not in on_it:
        raise refusals.AllocatedOutside


def _line(head: Investigation, new: NewRoomAction) -> Line | None:
    if new.line is None:
        return None
    row: Line | None = head.lines.filter(number=new.line).first()
    if row is None:
        raise refusals.NoSuchReference("line")
    return row


def _decision(head: Investigation, new: NewRoomAction, actor: Actor) -> UUID | None:
    if new.decision is None:
        return None
    found = decision_log.find_decision(
        viewer=actor, domain=POLICY_FILE, subject_id=head.id, number=new.decision
    )
    if found is None:
        raise refusals.NoSuchReference("decision")
    return found


def _document(head: Investigation, new: NewRoomAction) -> UUID | None:
    if not new.document.strip():
        return None
    reference = papers.read_reference(new.document)
    row: Paper | None = None
    if reference is not None:
        kind, number = reference
        row = head.papers.filter(kind=kind, number=number).first()
    if row is None:
        raise refusals.NoSuchReference("document")
    return row.id
