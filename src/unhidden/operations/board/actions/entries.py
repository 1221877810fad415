"""Entries on the board: how a visit stands, calls, alarms, and taking back.

Nothing is locked, since a crew may not change a plan: each entry has the number after
the last that its writer saw, and of two that have one number the database takes one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.operations.board import rules
from unhidden.operations.board.actions import refusals
from unhidden.operations.board.queries import board, visits
from unhidden.operations.board.rules import EntryFact
from unhidden.operations.frame.actions.refusals import OperationNotRunning
from unhidden.operations.models import (
    BoardEntry,
    EntryKind,
    PlannedVisit,
    PlanStatus,
)
from unhidden.operations.policies import SEE


@dataclass(frozen=True, slots=True)
class _HeldVisit:
    """A visit that the actor may speak of, with what stands of it."""

    row: PlannedVisit
    standing: list[EntryFact]
    last_number: int


@action
def enter_state(  # what the page saw, and how it came, belong to it
    *,
    planned_id: UUID,
    state: str,
    seen: int,
    is_by_radio: bool,
    actor: Actor,
    at: datetime,
) -> UUID:
    """Say how a visit stands; ``seen`` is the number of the last entry on the page.

    Raises StateAlready, BoardMovedOn, VisitOver and OperationNotRunning; Absent for
    whoever may not, and for a state there is not.
    """
    held = _hold(planned_id, actor)
    if state not in rules.STATES:
        raise Absent
    said = rules.find_state(held.standing)
    _check_seen(held, seen)
    if said is not None and said.what == state:
        raise refusals.StateAlready
    return _add(held, state, actor, at, is_by_radio=is_by_radio)


@action
def note_call(*, planned_id: UUID, seen: int, actor: Actor, at: datetime) -> UUID:
    """Note that the crew was spoken with. Raises what ``enter_state`` raises."""
    held = _hold(planned_id, actor)
    _check_seen(held, seen)
    return _add(held, EntryKind.CONTACT, actor, at, is_by_radio=True)


@action
def follow_up(*, planned_id: UUID, seen: int, actor: Actor, at: datetime) -> UUID:
    """Say that one follows up an overdue crew: whoever was told of it is told no more
    until the rule's further time has passed. Raises what ``enter_state`` raises."""
    held = _hold(planned_id, actor)
    _check_seen(held, seen)
    return _add(held, EntryKind.FOLLOWED_UP, actor, at)


@action
def undo_entry(*, planned_id: UUID, seen: int, actor: Actor, at: datetime) -> UUID:
    """Take the last entry back, by a further one; raises NothingToUndo and
    BoardMovedOn."""
    held = _hold(planned_id, actor)
    _check_seen(held, seen)
    last = rules.find_undoable(held.standing)
    if last is None:
        raise refusals.NothingToUndo
    return _add(held, EntryKind.UNDONE, actor, at, about=last.id)


@action
def raise_alarm(*, planned_id: UUID, actor: Actor, at: datetime) -> UUID:
    """Raise an alarm for the crew's welfare; it is no radio, and counts as received
    when a named person has said so. An alarm waits for no number: it is never refused
    because somebody else wrote meanwhile."""
    for _ in range(_TRIES):
        held = _hold(planned_id, actor)
        try:
            return _add(held, EntryKind.ALARM, actor, at)
        except refusals.BoardMovedOn:
            continue
    raise refusals.BoardMovedOn


@action
def receive_alarm(*, alarm_id: UUID, actor: Actor, at: datetime) -> UUID:
    """Say that one has the alarm; gives the visit. Raises AlarmReceivedAlready and
    OwnAlarm; Absent for an alarm there is not."""
    alarm = BoardEntry.objects.filter(id=alarm_id, what=EntryKind.ALARM).first()
    if alarm is None:
        raise Absent
    held = _hold(alarm.visit_id, actor)
    if alarm.entered_by_id == actor.person_id:
        raise refusals.OwnAlarm
    for _ in range(_TRIES):
        answered = {
            each.about for each in held.standing if each.what == EntryKind.RECEIVED
        }
        if alarm.id in answered:
            raise refusals.AlarmReceivedAlready
        try:
            _add(held, EntryKind.RECEIVED, actor, at, about=alarm.id)
        except refusals.BoardMovedOn:
            held = _hold(alarm.visit_id, actor)
        else:
            return alarm.visit_id
    raise refusals.BoardMovedOn


_TRIES = 5
_EVENTS = {
    EntryKind.ALARM: "operations.alarm_raised",
    EntryKind.RECEIVED: "operations.alarm_received",
    EntryKind.UNDONE: "operations.board_entry_undone",
    EntryKind.FOLLOWED_UP: "operations.crew_followed_up",
}


def _hold(planned_id: UUID, actor: Actor) -> _HeldVisit:
    """The visit with its entries; raises Absent, OperationNotRunning and VisitOver."""
    actor.must(SEE)
    row = visits.list_in_order(actor).select_related("operation")
    found = row.filter(id=planned_id).first()
    if found is None:
        raise Absent
    operation = board.make_operation(actor, found.operation)
    crews = visits.list_own_teams(actor, found.operation_id)
    if found.status == PlanStatus.CANCELLED:
        raise refusals.VisitOver
    plan = visits.make_fact(found)
    if not visits.may_enter(actor, plan, crews, manages=operation.is_managed):
        raise Absent
    if not operation.is_running:
        raise OperationNotRunning
    lines = visits.list_lines([found.id])[found.id]
    facts = [
        EntryFact(each.id, each.number, each.what, each.at, each.by_id, each.about)
        for each in lines
    ]
    last = lines[-1].number if lines else 0
    return _HeldVisit(found, rules.list_standing(facts), last)


def _check_seen(held: _HeldVisit, seen: int) -> None:
    if held.row.status == PlanStatus.DONE:
        raise refusals.VisitOver
    if held.last_number != seen:
        raise refusals.BoardMovedOn


def _add(  # an entry says six things
    held: _HeldVisit,
    what: str,
    actor: Actor,
    at: datetime,
    *,
    is_by_radio: bool = False,
    about: UUID | None = None,
) -> UUID:
    """Add the next entry; raises BoardMovedOn where another took its number."""
    row = BoardEntry(
        visit=held.row,
        number=held.last_number + 1,
        what=what,
        team_id=held.row.team_id,
        entered_by_id=actor.person,
        entered_at=at,
        is_by_radio=is_by_radio,
        about_id=about,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise refusals.BoardMovedOn from error
    audit.record_event(
        name=_EVENTS.get(EntryKind(what), "operations.board_entered"),
        actor=actor,
        subject=held.row,
        at=at,
        # No more: the record of who did what is read by many who do not meet the plan.
        detail={"operation": str(held.row.operation_id)},
    )
    return row.id
