"""What is done to a clock: met by an event, paused or extended by law, lapsed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.investigations.clocks.actions.refusals import (
    BrokerTells,
    ClockMovedMeanwhile,
)
from unhidden.investigations.clocks.queries.stored import (
    find_rule,
    read_start,
    read_steps,
)
from unhidden.investigations.clocks.rules.states import (
    AskedStep,
    ClockGoesBack,
    find_due,
)
from unhidden.investigations.frame.actions import hold_open_investigation
from unhidden.investigations.models import (
    ClockOf,
    ClockStep,
    ClockStepKind,
    Investigation,
    InvestigationClock,
)
from unhidden.investigations.models.posts import CONTACT_POSTS
from unhidden.investigations.posts.queries.posts import posts_of

_OF_THE_BROKER = (ClockStepKind.MET, ClockStepKind.PAUSED, ClockStepKind.RESUMED)


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

    Raises what ``find_due`` does, ClockMovedMeanwhile, BrokerTells, InvestigationClosed
    and Absent.
    """
    actor.must("investigations.work")
    head = hold_open_investigation(investigation_id, actor)
    clock = find_clock(head, clock_id)
    if clock.steps.count() != seen:
        raise ClockMovedMeanwhile
    is_brokers = clock.of == ClockOf.VICTIM and new.step in _OF_THE_BROKER
    if is_brokers and posts_of(head, actor).isdisjoint(CONTACT_POSTS):
        raise BrokerTells
    add_step(head, clock, new, actor=actor, at=at)


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
    row = ClockStep(
        investigation=head,
        clock=clock,
        turn=len(rows) + 1,
        step=new.step,
        happened_at=new.happened_at,
        due_at=due,
        event=new.event if new.step == ClockStepKind.MET else "",
        provision=new.provision,
        reason=new.reason if new.step == ClockStepKind.LAPSED else "",
        entered_by_id=actor.person,
        entered_at=at,
    )
    row.save(force_insert=True)
    audit.record_event(
        name="investigations.clock_stepped",
        actor=actor,
        subject=clock,
        at=at,
        detail={"step": new.step, "turn": row.turn},
    )
