"""The lines of enquiry of an investigation, and one with its steps and actions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
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
from unhidden.investigations.models import EnquiryState, Investigation, Line, LineStep
from unhidden.investigations.room.rules import lines as rules


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of enquiry in a list, where it stands now."""

    id: UUID
    number: int
    question: str
    direction: str
    direction_label: str
    state: str
    state_label: str
    actions: int


@dataclass(frozen=True, slots=True)
class LineList:
    """The lines that were asked for; ``lacks_away`` of all that there are."""

    head: InvestigationCard
    rows: tuple[LineRow, ...]
    total: int
    lacks_away: bool
    may_work: bool


@dataclass(frozen=True, slots=True)
class LineStepView:
    """A step as it was taken."""

    state_label: str
    reason: str
    taken_by: str
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class LineView:
    """A line with why it was raised, its steps, and the numbers of its actions."""

    head: InvestigationCard
    row: LineRow
    why: str
    raised_by: str
    raised_at: datetime
    steps: tuple[LineStepView, ...]
    actions: tuple[tuple[int, str], ...]
    next_states: tuple[str, ...]
    may_work: bool
    seen: int


@query
@of_one_record("investigation_id")
def list_lines(
    *, viewer: Actor, investigation_id: UUID, state: str = "", direction: str = ""
) -> LineList:
    """The lines of an investigation in a state and a direction, or all; or Absent."""
    viewer.must("investigations.see_own")
    head = read_head(viewer, investigation_id)
    rows = _rows(head)
    found = [
        row
        for row in rows
        if state in ("", row.state) and direction in ("", row.direction)
    ]
    return LineList(
        head=describe_head(head),
        rows=tuple(found),
        total=len(rows),
        lacks_away=rules.lacks_line_away(row.direction for row in rows),
        may_work=viewer.may("investigations.work") and may_work(head),
    )


@query
@of_one_record("investigation_id")
def get_line(*, viewer: Actor, investigation_id: UUID, number: int) -> LineView:
    """One line of enquiry; raises Absent."""
    viewer.must("investigations.see_own")
    head = read_head(viewer, investigation_id)
    row = require_found(
        head.lines.filter(number=number).select_related("raised_by").first()
    )
    steps = list(row.steps.select_related("taken_by").order_by("turn"))
    actions = tuple(row.actions.order_by("number").values_list("number", "text"))
    state = steps[-1].state if steps else rules.FIRST
    is_working = viewer.may("investigations.work") and may_work(head)
    return LineView(
        head=describe_head(head),
        row=_row(row, state, len(actions)),
        why=row.why,
        raised_by=row.raised_by.name,
        raised_at=row.raised_at,
        steps=tuple(
            LineStepView(
                state_label=step.get_state_display(),
                reason=step.reason,
                taken_by=step.taken_by.name,
                taken_at=step.taken_at,
            )
            for step in steps
        ),
        actions=actions,
        next_states=tuple(rules.list_next_states(state)) if is_working else (),
        may_work=is_working,
        seen=len(steps),
    )


def _rows(head: Investigation) -> list[LineRow]:
    steps = LineStep.objects.filter(investigation=head).order_by("line_id", "-turn")
    states: Mapping[UUID, str] = dict(
        steps.distinct("line_id").values_list("line_id", "state")
    )
    counted: dict[UUID | None, int] = {}
    for line_id in head.actions.values_list("line_id", flat=True):
        counted[line_id] = counted.get(line_id, 0) + 1
    return [
        _row(row, states.get(row.id, rules.FIRST), counted.get(row.id, 0))
        for row in head.lines.order_by("number")
    ]


def _row(row: Line, state: str, actions: int) -> LineRow:
    return LineRow(
        id=row.id,
        number=row.number,
        question=row.question,
        direction=row.direction,
        direction_label=row.get_direction_display(),
        state=state,
        state_label=str(EnquiryState(state).label),
        actions=actions,
    )
