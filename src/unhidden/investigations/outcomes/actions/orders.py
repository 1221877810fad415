"""Orders as references: recorded with their clocks, and how they end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from unhidden.access.absent import require_found
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.investigations.clocks.actions.starting import NewClock, run_clock
from unhidden.investigations.clocks.actions.stepping import end_clocks
from unhidden.investigations.clocks.rules.law import NoSuchClockRule
from unhidden.investigations.frame.actions import (
    NewMaterial,
    enter_material,
    hold_open_investigation,
    tell_event,
)
from unhidden.investigations.models import (
    Investigation,
    MaterialKind,
    OrderEnd,
    OrderReference,
    OutcomeKind,
)
from unhidden.investigations.outcomes.actions.recording import (
    NewOutcome,
    write_outcome,
)
from unhidden.investigations.outcomes.actions.refusals import (
    OrderEnded,
    OrderServedBefore,
    OutcomeAhead,
)
from unhidden.investigations.outcomes.rules.law import OrderRule, list_order_rules
from unhidden.investigations.outcomes.rules.orders import (
    OrderDays,
    OrderDaysCross,
    check_end,
    check_order,
)
from unhidden.lib.working_days import LONDON, day_in_london


@dataclass(frozen=True, slots=True)
class NewOrder:
    """An order that a court made: whose, of which kind, its reference and its days."""

    person_id: UUID
    kind: str
    reference: str
    court: str
    days: OrderDays


@dataclass(frozen=True, slots=True)
class NewOrderEnd:
    """How an order ended; ``has_consents`` that both consented to its discharge."""

    reason: str
    ended_on: date
    has_consents: bool = False


@action
def record_order(
    *, investigation_id: UUID, new: NewOrder, actor: Actor, at: datetime
) -> UUID:
    """Record an order; the same again gives the one that is there.

    It ends what it takes the place of: an earlier order of its kind, and the interim
    order of the application that it decides. Its clocks start, it becomes an item of
    material, and an order is an outcome. Raises what ``check_order`` does,
    OutcomeAhead, NotASuspect, InvestigationClosed and Absent.
    """
    actor.must("investigations.work")
    head = hold_open_investigation(investigation_id, actor)
    rule = check_order(new.kind, new.days)
    if max(new.days.made_on, new.days.served_on or date.min) > day_in_london(at):
        raise OutcomeAhead
    before = head.orders.filter(
        person_id=new.person_id, kind=new.kind, reference=new.reference.strip()
    ).first()
    if before is not None:
        return before.id
    outcome = NewOutcome(new.person_id, OutcomeKind.ORDER_MADE, new.days.made_on)
    write_outcome(head, outcome, actor=actor, at=at)
    row = OrderReference(
        investigation=head,
        person_id=new.person_id,
        kind=new.kind,
        reference=new.reference.strip(),
        court=new.court.strip(),
        made_on=new.days.made_on,
        served_on=new.days.served_on,
        until_on=new.days.until_on,
        travel_until_on=new.days.travel_until_on,
        entered_by_id=actor.person,
        entered_at=at,
    )
    _end_those_before(head, row, rule, actor=actor, at=at)
    row.save(force_insert=True)
    tell_event("order_recorded", row, actor=actor, at=at)
    material = NewMaterial(MaterialKind.ORDER, row.id, made_on=row.made_on)
    enter_material(head, material, actor=actor, at=at)
    _start_clocks(head, row, rule, actor=actor, at=at)
    return row.id


@action
def end_order(
    *,
    investigation_id: UUID,
    order_id: UUID,
    new: NewOrderEnd,
    actor: Actor,
    at: datetime,
) -> None:
    """Record that an order ended before its time.

    Raises what ``check_end`` does, OrderEnded, OutcomeAhead, InvestigationClosed and
    Absent.
    """
    actor.must("investigations.work")
    head = hold_open_investigation(investigation_id, actor)
    row = require_found(head.orders.filter(id=order_id).first())
    _check_ending(row, new, at)
    _end(head, row, new.reason, new.ended_on, actor=actor, at=at)


@action
def serve_order(
    *,
    investigation_id: UUID,
    order_id: UUID,
    served_on: date,
    actor: Actor,
    at: datetime,
) -> None:
    """Record that an order was served after it was recorded: its clock starts.

    The same day again is done. Raises OrderServedBefore, OrderEnded, OrderDaysCross,
    OutcomeAhead, InvestigationClosed and Absent.
    """
    actor.must("investigations.work")
    head = hold_open_investigation(investigation_id, actor)
    row = require_found(head.orders.filter(id=order_id).first())
    if row.served_on == served_on:
        return
    if row.served_on is not None:
        raise OrderServedBefore
    if row.ended_on is not None:
        raise OrderEnded
    if served_on < row.made_on:
        raise OrderDaysCross
    if served_on > day_in_london(at):
        raise OutcomeAhead
    row.served_on = served_on
    row.save(update_fields=["served_on"])
    tell_event("order_served", row, actor=actor, at=at)
    _start(head, row, "order_notify", served_on, actor=actor, at=at)


def read_days(row: OrderReference) -> OrderDays:
    """The days of an order that is stored."""
    return OrderDays(row.made_on, row.served_on, row.until_on, row.travel_until_on)


def _end_those_before(
    head: Investigation,
    row: OrderReference,
    rule: OrderRule,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """End the orders that this one takes the place of: MSA 2015 ss. 17(6), 21(7)."""
    for each in head.orders.filter(
        person_id=row.person_id,
        kind__in=rule.ends,
        ended_on=None,
        made_on__lte=row.made_on,
    ):
        is_interim = list_order_rules()[each.kind].is_interim
        reason = OrderEnd.DECIDED if is_interim else OrderEnd.SUPERSEDED
        _end(head, each, reason, row.made_on, actor=actor, at=at)


def _end(
    head: Investigation,
    row: OrderReference,
    reason: str,
    ended_on: date,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """End an order, and the clocks that ran of it."""
    row.ended_on, row.end_reason, row.ended_by_id = ended_on, reason, actor.person
    row.save(update_fields=["ended_on", "end_reason", "ended_by"])
    tell_event("order_ended", row, actor=actor, at=at, reason=reason)
    end_clocks(
        head,
        row.person_id,
        row.reference[:40],
        _at_start_of(ended_on),
        actor=actor,
        at=at,
    )


def _start_clocks(
    head: Investigation,
    row: OrderReference,
    rule: OrderRule,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """Start the clocks of an order that the law of the investigation's day has."""
    if row.served_on is not None:
        _start(head, row, "order_notify", row.served_on, actor=actor, at=at)
    if rule.lock_rule:
        _start(head, row, rule.lock_rule, row.made_on, actor=actor, at=at)
    for code, until_on in _list_ends(row):
        _start(head, row, code, row.made_on, until_on, actor=actor, at=at)


def _list_ends(row: OrderReference) -> Iterator[tuple[str, date]]:
    """The clocks of an order whose end the court gave."""
    if row.until_on is not None:
        yield "order_end", row.until_on
    if row.travel_until_on is not None:
        yield "order_travel_end", row.travel_until_on


def _start(
    head: Investigation,
    row: OrderReference,
    code: str,
    day: date,
    until_on: date | None = None,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """Start a clock of an order, if the law of the investigation's day has it."""
    began = _at_start_of(day)
    new = NewClock(code, began, row.person_id, row.reference[:40], until_on)
    with suppress(NoSuchClockRule):
        run_clock(head, new, actor=actor, at=at)


def _at_start_of(day: date) -> datetime:
    return datetime.combine(day, time(0), LONDON)


def _check_ending(row: OrderReference, new: NewOrderEnd, at: datetime) -> None:
    if row.ended_on is not None:
        raise OrderEnded
    if new.ended_on > day_in_london(at):
        raise OutcomeAhead
    check_end(
        row.kind,
        read_days(row),
        new.reason,
        new.ended_on,
        has_consents=new.has_consents,
    )
