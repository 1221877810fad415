"""What an order may be, and where it stands: Modern Slavery Act 2015, ss. 14 to 34."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from unhidden.investigations.outcomes.rules.law import (
    OrderRule,
    is_in_force,
    list_order_rules,
)
from unhidden.lib.refusals import ActionRefused


class OrderState(StrEnum):
    """Where an order stands; ``expired`` is worked out, never typed."""

    IN_FORCE = "in_force"
    EXPIRED = "expired"
    ENDED = "ended"


class OrderNotInForce(ActionRefused):
    """The law of that day has no such order."""


class OrderTooShort(ActionRefused):
    """It is for a fixed time of at least so many years, or until further order."""

    def __init__(self, years: int) -> None:
        super().__init__(years)
        self.years = years


class InterimNeedsEnd(ActionRefused):
    """An interim order is for a fixed time."""


class TravelTooLong(ActionRefused):
    """A ban on travel is for at most so many years at once."""

    def __init__(self, years: int) -> None:
        super().__init__(years)
        self.years = years


class OrderDaysCross(ActionRefused):
    """A day of the order is before the day on which it was made."""


class OrderEndNotOfKind(ActionRefused):
    """An order of that kind does not end so."""


class DischargeLocked(ActionRefused):
    """It is not discharged before ``until`` without both consents."""

    def __init__(self, until: date) -> None:
        super().__init__(until)
        self.until = until


@dataclass(frozen=True, slots=True)
class OrderDays:
    """The days of an order: made, served, its end, and the end of a ban on travel.

    Without ``until_on`` it lasts until further order.
    """

    made_on: date
    served_on: date | None = None
    until_on: date | None = None
    travel_until_on: date | None = None


def check_order(kind: str, days: OrderDays) -> OrderRule:
    """The rule of an order that may have these days.

    Raises OrderNotInForce, OrderDaysCross, InterimNeedsEnd, OrderTooShort and
    TravelTooLong. An order with a ban on travel alone is fixed for less than others.
    """
    rule = list_order_rules().get(kind)
    if rule is None or not is_in_force(rule, days.made_on):
        raise OrderNotInForce
    later = (days.served_on, days.until_on, days.travel_until_on)
    if any(day is not None and day < days.made_on for day in later):
        raise OrderDaysCross
    if rule.is_interim and days.until_on is None:
        raise InterimNeedsEnd
    if days.travel_until_on is not None:
        most = end_after(days.made_on, rule.travel_most_years)
        if days.travel_until_on > most:
            raise TravelTooLong(rule.travel_most_years)
    is_for_travel = days.until_on == days.travel_until_on
    least = end_after(days.made_on, rule.least_years)
    if days.until_on is not None and not is_for_travel and days.until_on < least:
        raise OrderTooShort(rule.least_years)
    return rule


def end_after(day: date, years: int) -> date:
    """The last day of so many years that begin with a day."""
    if not years:
        return day
    found = day + relativedelta(years=years)
    return found if found.day != day.day else found - timedelta(days=1)


def find_order_state(days: OrderDays, ended_on: date | None, day: date) -> OrderState:
    """Where an order stands on a day."""
    if ended_on is not None and ended_on <= day:
        return OrderState.ENDED
    if days.until_on is not None and days.until_on < day:
        return OrderState.EXPIRED
    return OrderState.IN_FORCE


def check_end(
    kind: str, days: OrderDays, reason: str, ended_on: date, *, has_consents: bool
) -> None:
    """Raise OrderDaysCross, OrderEndNotOfKind or DischargeLocked for such an end."""
    rule = list_order_rules()[kind]
    if ended_on < days.made_on:
        raise OrderDaysCross
    # What expires does so by its own days; only an interim order has a main decision.
    if reason == "expired" or (reason == "decided" and not rule.is_interim):
        raise OrderEndNotOfKind
    is_travel_alone = days.until_on is not None and days.until_on == (
        days.travel_until_on
    )
    lock = end_after(days.made_on, rule.lock_years)
    is_locked = rule.lock_years > 0 and not is_travel_alone and ended_on <= lock
    if reason == "discharged" and is_locked and not has_consents:
        raise DischargeLocked(lock)
