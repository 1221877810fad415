"""The actions of a room by their queues, and one with all its steps."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from unhidden.access.absent import require_found
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.investigations.frame.queries import (
    InvestigationCard,
    describe_head,
    may_work,
    read_head,
)
from unhidden.investigations.models import (
    ActionQueue,
    ActionStep,
    Investigation,
    Paper,
    RoomAction,
)
from unhidden.investigations.posts.queries.posts import posts_of
from unhidden.investigations.room.rules import queues
from unhidden.lib.working_days import day_in_london
from unhidden.sharing import queries as sharing

OPEN, MINE, EVERYTHING = "open", "mine", "all"


@dataclass(frozen=True, slots=True)
class ActionFilter:
    """Which actions: of a queue, or ``OPEN``, ``MINE`` or all; whose; how sorted."""

    queue: str = OPEN
    person_id: UUID | None = None
    due: str = ""
    sort: str = "due"


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action in a line of a queue; ``allocated_to`` had it last."""

    id: UUID
    number: int
    text: str
    priority: str
    priority_label: str
    due_on: date | None
    is_due: bool
    queue: str
    queue_label: str
    person_id: UUID | None
    allocated_to: str


@dataclass(frozen=True, slots=True)
class ActionList:
    """The actions that were asked for; ``people`` are the team, to give them to."""

    head: InvestigationCard
    rows: tuple[ActionRow, ...]
    viewer_id: UUID | None
    people: Mapping[UUID, str]
    may_work: bool
    may_allocate: bool


@dataclass(frozen=True, slots=True)
class ActionStepView:
    """A step as it was taken."""

    turn: int
    queue: str
    queue_label: str
    allocated_to: str
    words: str
    is_nil: bool
    taken_by: str
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class ActionView:
    """An action, what it was raised from, and the steps that the viewer may take."""

    head: InvestigationCard
    row: ActionRow
    raised_by: str
    raised_at: datetime
    line: int | None
    decision_id: UUID | None
    document: str
    steps: tuple[ActionStepView, ...]
    produced: tuple[tuple[str, int], ...]
    next_queues: tuple[str, ...]
    people: Mapping[UUID, str]
    seen: int


def current_steps(ids: Collection[UUID]) -> dict[UUID, ActionStep]:
    """The last step of each of these actions."""
    found = (
        ActionStep.objects.filter(action_id__in=ids)
        .select_related("allocated_to")
        .order_by("action_id", "-turn")
        .distinct("action_id")
    )
    return {step.action_id: step for step in found}


def last_holders(ids: Collection[UUID]) -> dict[UUID, ActionStep]:
    """The step by which each of these actions was last given to somebody, if any."""
    found = (
        ActionStep.objects.filter(action_id__in=ids, queue=ActionQueue.ALLOCATED)
        .select_related("allocated_to")
        .order_by("action_id", "-turn")
        .distinct("action_id")
    )
    return {step.action_id: step for step in found}


def who_asks(head: Investigation, last: ActionStep, viewer: Actor) -> queues.WhoAsks:
    """What the viewer is to an action whose last step is given."""
    holder = last_holders([last.action_id]).get(last.action_id)
    return queues.WhoAsks(
        posts_of(head, viewer),
        is_theirs=holder is not None and holder.allocated_to_id == viewer.person,
        is_last_theirs=last.taken_by_id == viewer.person,
    )


@query
@of_one_record("investigation_id")
def list_actions(
    *, viewer: Actor, investigation_id: UUID, asked: ActionFilter, at: datetime
) -> ActionList:
    """The actions of an investigation that were asked for; raises Absent."""
    viewer.must("investigations.see_own")
    head = read_head(viewer, investigation_id)
    rows = _rows(head, day_in_london(at))
    is_working = viewer.may("investigations.work") and may_work(head)
    return ActionList(
        head=describe_head(head),
        rows=narrow_actions(rows, asked, viewer.person_id),
        viewer_id=viewer.person_id,
        people=name_team(head, viewer),
        may_work=is_working,
        may_allocate=is_working and bool(posts_of(head, viewer) & queues.MANAGING),
    )


def narrow_actions(
    rows: Iterable[ActionRow], asked: ActionFilter, viewer_id: UUID | None
) -> tuple[ActionRow, ...]:
    """Those of these actions that were asked for, as they are to be sorted."""

    def sort_place(row: ActionRow) -> tuple[object, ...]:
        queued = queues.QueuedAction(row.number, row.priority, row.due_on)
        return queues.sort_key(queued, asked.sort)

    found = [row for row in rows if _is_asked(row, asked, viewer_id)]
    return tuple(sorted(found, key=sort_place))


@query
@of_one_record("investigation_id")
def get_action(
    *, viewer: Actor, investigation_id: UUID, number: int, at: datetime
) -> ActionView:
    """One action with its steps; raises Absent."""
    viewer.must("investigations.see_own")
    head = read_head(viewer, investigation_id)
    row = require_found(
        head.actions.filter(number=number).select_related("line", "raised_by").first()
    )
    steps = list(
        ActionStep.objects.filter(action=row)
        .select_related("allocated_to", "taken_by")
        .order_by("turn")
    )
    last, holders = {row.id: steps[-1]}, last_holders([row.id])
    (shown,) = _views([row], last, holders, day_in_london(at))
    document: Paper | None = None
    if row.document_id is not None:
        document = head.papers.filter(id=row.document_id).first()
    return ActionView(
        head=describe_head(head),
        row=shown,
        raised_by=row.raised_by.name,
        raised_at=row.raised_at,
        line=row.line.number if row.line else None,
        decision_id=row.decision_id,
        document=f"{document.kind}{document.number}" if document else "",
        steps=tuple(_step_view(step) for step in steps),
        produced=_produced(head, row),
        next_queues=_next_queues(head, steps[-1], viewer),
        people=name_team(head, viewer),
        seen=steps[-1].turn,
    )


def name_team(head: Investigation, viewer: Actor) -> dict[UUID, str]:
    """The colleagues on the team now, by name."""
    team = sharing.find_team(viewer=viewer, record=head)
    there = {each.person_id: each.name for each in team if each.ended_at is None}
    return dict(sorted(there.items(), key=lambda pair: (pair[1], str(pair[0]))))


def _next_queues(
    head: Investigation, last: ActionStep, viewer: Actor
) -> tuple[str, ...]:
    if not (viewer.may("investigations.work") and may_work(head)):
        return ()
    who = who_asks(head, last, viewer)
    return tuple(queues.list_steps(last.queue, who))


def _rows(head: Investigation, today: date) -> list[ActionRow]:
    rows = list(head.actions.order_by("number"))
    ids = [row.id for row in rows]
    return _views(rows, current_steps(ids), last_holders(ids), today)


def _views(
    rows: list[RoomAction],
    steps: Mapping[UUID, ActionStep],
    holders: Mapping[UUID, ActionStep],
    today: date,
) -> list[ActionRow]:
    return [
        ActionRow(
            id=row.id,
            number=row.number,
            text=row.text,
            priority=row.priority,
            priority_label=row.get_priority_display(),
            due_on=row.due_on,
            is_due=queues.is_due(steps[row.id].queue, row.due_on, today),
            queue=steps[row.id].queue,
            queue_label=steps[row.id].get_queue_display(),
            person_id=holders[row.id].allocated_to_id if row.id in holders else None,
            allocated_to=_name(holders.get(row.id)),
        )
        for row in rows
    ]


def _name(step: ActionStep | None) -> str:
    return step.allocated_to.name if step and step.allocated_to else ""


def _is_asked(row: ActionRow, asked: ActionFilter, viewer_id: UUID | None) -> bool:
    if asked.queue in (OPEN, MINE) and row.queue not in queues.OPEN:
        return False
    if asked.queue == MINE and row.person_id != viewer_id:
        return False
    if asked.queue in set(ActionQueue) and row.queue != asked.queue:
        return False
    if asked.person_id is not None and row.person_id != asked.person_id:
        return False
    return row.is_due if asked.due == "late" else True


def _step_view(step: ActionStep) -> ActionStepView:
    return ActionStepView(
        turn=step.turn,
        queue=step.queue,
        queue_label=step.get_queue_display(),
        allocated_to=_name(step),
        words=step.words,
        is_nil=step.is_nil,
        taken_by=step.taken_by.name,
        taken_at=step.taken_at,
    )


def _produced(head: Investigation, row: RoomAction) -> tuple[tuple[str, int], ...]:
    found = head.papers.filter(action_id=row.id).order_by("kind", "number")
    return tuple(found.values_list("kind", "number"))
