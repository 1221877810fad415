"""The clocks of an investigation as its team sees them: what is due first, first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from unhidden.access.absent import require_found
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.investigations.clocks.queries.stored import (
    find_rule,
    may_reach_victims,
    read_steps,
)
from unhidden.investigations.clocks.rules.law import CountingRule
from unhidden.investigations.clocks.rules.states import (
    ENDED_STATES,
    ClockState,
    find_state,
    is_met_late,
)
from unhidden.investigations.frame.queries import (
    InvestigationCard,
    describe_head,
    may_work,
    read_head,
)
from unhidden.investigations.models import (
    ClockOf,
    ClockStep,
    InvestigatedPerson,
    Investigation,
    InvestigationClock,
    VictimUpdate,
)

#: Of which nothing is to be done: they stand last.
_DONE = (*ENDED_STATES, ClockState.OVER)


@dataclass(frozen=True, slots=True)
class ClockFilter:
    """Which clocks to list: of whose time, and where they stand; "" for all."""

    of: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class ClockRow:
    """A clock in a line; ``person`` is the number of whose it is, none for a thing."""

    id: UUID
    of: str
    of_label: str
    rule: CountingRule
    person: int | None
    reference: str
    started_at: datetime
    due_at: datetime
    entered_at: datetime
    state: ClockState
    is_late: bool


@dataclass(frozen=True, slots=True)
class ClockBoard:
    """The clocks of an investigation; ``people`` are numbers by id."""

    head: InvestigationCard
    rows: tuple[ClockRow, ...]
    overdue: int
    people: Mapping[UUID, int]
    may_work: bool


@dataclass(frozen=True, slots=True)
class ClockStepView:
    """What was done to a clock, by codes of the rules."""

    step: str
    step_label: str
    happened_at: datetime
    due_at: datetime
    event: str
    provision: str
    reason: str
    entered_by: str
    entered_at: datetime


@dataclass(frozen=True, slots=True)
class UpdateView:
    """What came of telling a victim; neither words nor an address."""

    channel_label: str
    language: str
    result_label: str
    happened_at: datetime
    entered_by: str


@dataclass(frozen=True, slots=True)
class ClockView:
    """One clock with everything done to it."""

    head: InvestigationCard
    clock: ClockRow
    steps: tuple[ClockStepView, ...]
    updates: tuple[UpdateView, ...]
    started_by: str
    may_work: bool
    may_tell: bool


@query
def list_clocks(
    *, viewer: Actor, investigation_id: UUID, asked: ClockFilter, at: datetime
) -> ClockBoard:
    """The clocks of an investigation: those that run by when they are due; Absent."""
    viewer.must("investigations.see_own")
    head = read_head(viewer, investigation_id)
    people = number_people(head)
    rows = read_clocks(head, at, people)
    return ClockBoard(
        head=describe_head(head),
        rows=tuple(
            row
            for row in rows
            if (not asked.of or row.of == asked.of)
            and (not asked.state or row.state == asked.state)
        ),
        overdue=sum(row.state is ClockState.OVERDUE for row in rows),
        people=people,
        may_work=viewer.may("investigations.work") and may_work(head),
    )


@query
@of_one_record("investigation_id")
def get_clock(
    *, viewer: Actor, investigation_id: UUID, clock_id: UUID, at: datetime
) -> ClockView:
    """One clock with its steps; raises Absent."""
    viewer.must("investigations.see_own")
    head = read_head(viewer, investigation_id)
    rows = _clocks(head).filter(id=clock_id).select_related("started_by")
    row = require_found(rows.first())
    is_open = viewer.may("investigations.work") and may_work(head)
    shown = _row(row, number_people(head), at)
    reaches = viewer.may("investigations.reach_witnesses") and may_reach_victims(
        head, viewer
    )
    return ClockView(
        head=describe_head(head),
        clock=shown,
        steps=tuple(_step(each) for each in row.steps.all()),
        updates=_updates(row),
        started_by=row.started_by.name,
        may_work=is_open and shown.state not in ENDED_STATES,
        may_tell=is_open
        and reaches
        and shown.of == ClockOf.VICTIM
        and shown.state not in ENDED_STATES,
    )


def count_overdue(head: Investigation, at: datetime) -> int:
    """How many clocks of an investigation in view are overdue."""
    return sum(row.state is ClockState.OVERDUE for row in read_clocks(head, at))


def read_clocks(
    head: Investigation, at: datetime, people: Mapping[UUID, int] | None = None
) -> list[ClockRow]:
    """The clocks of an investigation in view: what is due first, the ended last;
    ``people`` are numbers by id, where they are at hand."""
    people = number_people(head) if people is None else people
    rows = [_row(row, people, at) for row in _clocks(head)]
    return sorted(rows, key=lambda row: (row.state in _DONE, row.due_at, str(row.id)))


def read_rows(clocks: Iterable[InvestigationClock], at: datetime) -> list[ClockRow]:
    """Clocks of several investigations in view, in the order that they are given."""
    found = list(clocks)
    wanted = {row.person_id for row in found if row.person_id}
    people = dict(
        InvestigatedPerson.objects.filter(id__in=wanted).values_list("id", "number")
    )
    prefetch_related_objects(found, Prefetch("steps", _steps()))
    return [_row(row, people, at) for row in found]


def number_people(head: Investigation) -> dict[UUID, int]:
    """The numbers of an investigation's people, by id and in order."""
    return dict(head.people.order_by("number").values_list("id", "number"))


def _clocks(head: Investigation) -> QuerySet[InvestigationClock]:
    return InvestigationClock.objects.filter(investigation=head).prefetch_related(
        Prefetch("steps", _steps())
    )


def _steps() -> QuerySet[ClockStep]:
    return ClockStep.objects.select_related("entered_by").order_by("turn")


def _row(row: InvestigationClock, people: Mapping[UUID, int], at: datetime) -> ClockRow:
    rows = list(row.steps.all())
    steps = read_steps(rows)
    due = rows[-1].due_at if rows else row.due_at
    rule = find_rule(row)
    return ClockRow(
        id=row.id,
        of=row.of,
        of_label=row.get_of_display(),
        rule=rule,
        person=people.get(row.person_id) if row.person_id else None,
        reference=row.reference,
        started_at=row.started_at,
        due_at=due,
        entered_at=row.entered_at,
        state=find_state(row.due_at, steps, at, is_period=rule.is_period),
        is_late=is_met_late(due, steps),
    )


def _step(row: ClockStep) -> ClockStepView:
    return ClockStepView(
        step=row.step,
        step_label=row.get_step_display(),
        happened_at=row.happened_at,
        due_at=row.due_at,
        event=row.event,
        provision=row.provision,
        reason=row.reason,
        entered_by=row.entered_by.name,
        entered_at=row.entered_at,
    )


def _updates(row: InvestigationClock) -> tuple[UpdateView, ...]:
    found = VictimUpdate.objects.filter(clock=row).select_related("entered_by")
    return tuple(
        UpdateView(
            channel_label=each.get_channel_display(),
            language=each.language,
            result_label=each.get_result_display(),
            happened_at=each.happened_at,
            entered_by=each.entered_by.name,
        )
        for each in found.order_by("happened_at", "id")
    )
