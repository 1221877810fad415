"""That a victim was told, or asked not to be: by who reaches them, a safe way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.investigations.clocks.actions.refusals import AskedNotToBeTold
from unhidden.investigations.clocks.actions.stepping import add_step, find_clock
from unhidden.investigations.clocks.queries.stored import (
    may_reach_victims,
    read_start,
    read_steps,
)
from unhidden.investigations.clocks.rules.states import (
    ENDED_STATES,
    AskedStep,
    ClockEnded,
    ClockGoesBack,
    ClockState,
    find_state,
)
from unhidden.investigations.frame.actions import (
    NewMaterial,
    enter_material,
    hold_open_investigation,
    tell_event,
)
from unhidden.investigations.models import (
    ClockOf,
    ClockStepKind,
    Investigation,
    InvestigationClock,
    MaterialKind,
    UpdateResult,
    VictimUpdate,
)
from unhidden.lib.working_days import day_in_london


@dataclass(frozen=True, slots=True)
class NewUpdate:
    """What came of telling a victim: by which safe channel, in which language."""

    channel: str
    language: str
    result: str
    happened_at: datetime


@action
def record_update(
    *,
    investigation_id: UUID,
    clock_id: UUID,
    new: NewUpdate,
    actor: Actor,
    at: datetime,
) -> None:
    """Record what came of telling a victim that for which a clock runs.

    Told meets the clock. Where they asked not to be told, every clock by which they
    are to be told stands still, and later ones too. It becomes an item of material.
    Raises AskedNotToBeTold,
    ClockEnded, ClockGoesBack, InvestigationClosed, and Absent for who does not reach
    people.
    """
    actor.must("investigations.reach_witnesses")
    head = hold_open_investigation(investigation_id, actor)
    if not may_reach_victims(head, actor):
        raise Absent
    clock = find_clock(head, clock_id)
    person_id = clock.person_id
    if clock.of != ClockOf.VICTIM or person_id is None:
        raise Absent
    state = _state(clock, at)
    _check_update(clock, new, state, at)
    if new.result == UpdateResult.ASKED_NOT and state is ClockState.PAUSED:
        return
    _write(head, clock, person_id, new, actor=actor, at=at)
    if new.result == UpdateResult.TOLD:
        told = AskedStep(ClockStepKind.MET, new.happened_at, event="told")
        add_step(head, clock, told, actor=actor, at=at)
    elif new.result == UpdateResult.ASKED_NOT:
        _pause_all(head, person_id, new.happened_at, actor=actor, at=at)


def _check_update(
    clock: InvestigationClock, new: NewUpdate, state: ClockState, at: datetime
) -> None:
    if state in ENDED_STATES:
        raise ClockEnded
    if not clock.started_at <= new.happened_at <= at:
        raise ClockGoesBack
    if new.result == UpdateResult.TOLD and state is ClockState.PAUSED:
        raise AskedNotToBeTold


def _write(
    head: Investigation,
    clock: InvestigationClock,
    person_id: UUID,
    new: NewUpdate,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    told = {
        "investigation": head,
        "person_id": person_id,
        "clock": clock,
        "channel": new.channel,
        "language": new.language,
        "result": new.result,
        "happened_at": new.happened_at,
        "entered_by_id": actor.person,
    }
    if VictimUpdate.objects.filter(**told).exists():
        return  # the form was sent twice
    row = VictimUpdate.objects.create(**told, entered_at=at)
    material = NewMaterial(
        MaterialKind.TELLING, row.id, made_on=day_in_london(new.happened_at)
    )
    enter_material(head, material, actor=actor, at=at)
    tell_event("victim_told", row, actor=actor, at=at, result=new.result)


def _pause_all(
    head: Investigation,
    person_id: UUID,
    happened_at: datetime,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """Let every clock by which the person is to be told stand still."""
    for clock in head.clocks.filter(of=ClockOf.VICTIM, person_id=person_id):
        if _state(clock, at) not in (ClockState.RUNNING, ClockState.OVERDUE):
            continue
        steps = read_steps(list(clock.steps.order_by("turn")))
        last = steps[-1] if steps else read_start(clock)
        asked = AskedStep(
            ClockStepKind.PAUSED,
            max(happened_at, last.happened_at),
            provision="asked_not_to_be_told",
        )
        add_step(head, clock, asked, actor=actor, at=at)


def _state(clock: InvestigationClock, at: datetime) -> ClockState:
    return find_state(clock.due_at, read_steps(list(clock.steps.order_by("turn"))), at)
