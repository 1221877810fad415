"""When outcomes are looked at again, and what of it is due.

A debrief is held the same day, a structured one after two to four weeks. Outcomes are
looked at after three, six and twelve months: decisions, charges, orders.
"""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from unhidden.operations.rules import CLOSED, RUNNING

CHECKS = (3, 6, 12)
# A hot debrief is of the day, written on it or until the end of the next.
HOT_FOR = timedelta(days=1)
# Whoever closes in the evening may still write down what the crews said.
HOT_WHILE = (RUNNING, CLOSED)


def list_check_days(last_day: date) -> tuple[tuple[int, date], ...]:
    """The months and the day of each check, counted from the last day of the week."""
    return tuple((months, add_months(last_day, months)) for months in CHECKS)


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    return day + relativedelta(months=months)


def may_be_hot(status: str, starts_on: date, ends_on: date, today: date) -> bool:
    """Whether a hot debrief of any day of the operation may be written today."""
    return status in HOT_WHILE and starts_on <= today <= ends_on + HOT_FOR


def is_hot(on: date, today: date) -> bool:
    """Whether a hot debrief of that day may still be written."""
    return on <= today <= on + HOT_FOR
