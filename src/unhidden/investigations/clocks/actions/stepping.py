"""What is done to a clock: met by an event, paused or extended by law, lapsed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.investigations.clocks.actions.refusals import (
    BrokerTells,
    ClockMovedMeanwhile,
)
from unhidden.investigations.clocks.queries.stored import (
    find_rule,
    may_reach_victims,
    read_start,
    read_steps,
)
from unhidden.investigations.clocks.rules.states import (
    ENDED_STATES,
    AskedStep,
    ClockGoesBack,
    NoSuchProvision,
    find_due,
)
from unhidden.investigations.frame.actions import hold_open_investigation, tell_event
from unhidden.investigations.models import (
    ClockEvent,
    ClockOf,
    ClockStep,
    ClockStepKind,
    Investigation,
    InvestigationClock,
)

_BY_PROVISION = (ClockStepKind.PAUSED, ClockStepKind.EXTENDED)
_OF_THE_BROKER = (
    ClockStepKind.MET,
    ClockStepKind.PAUSED,
    ClockStepKind.RESUMED,
    ClockStepKind.LAPSED,
)


@action
def step_clock(
    *,
    investigation_id: UUID,
    clock_id: UUID,
    new: AskedStep,
    seen: int,
    actor: Actor,
    at: datetime,
) -> None:
    """Take a step with a clock of which ``seen`` steps were shown.

    That a victim was told, or asked not to be, is ``record_update``; that one clock of
    theirs goes on lets all go on. Raises what ``find_due`` does,
    ClockMovedMeanwhile, BrokerTells, InvestigationClosed and Absent.
    """
    actor.must("investigations.work")
    head = hold_open_investigation(investigation_id, actor)
    clock = find_clock(head, clock_id)
    if clock.steps.count() != seen:
        raise ClockMovedMeanwhile
    is_brokers = clock.of == ClockOf.VICTIM and new.step in _OF_THE_BROKER
    is_told = new.step == ClockStepKind.MET and new.event == ClockEvent.TOLD
    if is_told or (is_brokers and not may_reach_victims(head, actor)):
        raise BrokerTells
    if is_brokers and new.step == ClockStepKind.PAUSED:
        raise NoSuchProvision
    add_step(head, clock, new, actor=actor, at=at)
    if clock.of == ClockOf.VICTIM and new.step == ClockStepKind.RESUMED:
        _resume_others(head, clock, new.happened_at, actor=actor, at=at)


def _resume_others(
    head: Investigation,
    clock: InvestigationClock,
    happened_at: datetime,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """Let every clock by which a victim is to be told go on, as they asked for."""
    others = head.clocks.filter(of=ClockOf.VICTIM, person_id=clock.person_id)
    for other in others.exclude(id=clock.id).order_by("started_at", "id"):
        steps = read_steps(list(other.steps.order_by("turn")))
        if not steps or steps[-1].step != ClockStepKind.PAUSED:
            continue
        moment = max(happened_at, steps[-1].happened_at)
        goes_on = AskedStep(ClockStepKind.RESUMED, moment)
        add_step(head, other, goes_on, actor=actor, at=at)


def end_clocks(
    head: Investigation,
    person_id: UUID,
    reference: str,
    ended_at: datetime,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """Meet the clocks of an order that ended, in an investigation that is held."""
    found = head.clocks.filter(
        of=ClockOf.ORDER, person_id=person_id, reference=reference
    )
    for clock in found.order_by("started_at", "id"):
        steps = read_steps(list(clock.steps.order_by("turn")))
        last = steps[-1] if steps else read_start(clock)
        if last.step in ENDED_STATES:
            continue
        happened_at = max(ended_at, last.happened_at)
        met = AskedStep(ClockStepKind.MET, happened_at, event=ClockEvent.ENDED)
        add_step(head, clock, met, actor=actor, at=at)


def find_clock(head: Investigation, clock_id: UUID) -> InvestigationClock:
    """A clock of an investigation that is held; raises Absent."""
    row: InvestigationClock | None = head.clocks.filter(id=clock_id).first()
    if row is None:
        raise Absent
    return row


def add_step(
    head: Investigation,
    clock: InvestigationClock,
    new: AskedStep,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """Take a step in an investigation that is held; raises what ``find_due`` does."""
    if new.happened_at > at:
        raise ClockGoesBack
    rows = list(clock.steps.order_by("turn"))
    due = find_due(
        find_rule(clock), read_start(clock), read_steps(rows), new, head.law_as_at
    )
    row = ClockStep.objects.create(
        investigation=head,
        clock=clock,
        turn=len(rows) + 1,
        step=new.step,
        happened_at=new.happened_at,
        due_at=due,
        event=new.event if new.step == ClockStepKind.MET else "",
        provision=new.provision if new.step in _BY_PROVISION else "",
        reason=new.reason if new.step == ClockStepKind.LAPSED else "",
        entered_by_id=actor.person,
        entered_at=at,
    )
    tell_event("clock_stepped", clock, actor=actor, at=at, step=new.step, turn=row.turn)
