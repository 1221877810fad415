"""Days that count for a deadline in England and Wales."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays
from dateutil.relativedelta import relativedelta

LONDON = ZoneInfo("Europe/London")


def day_in_london(at: datetime) -> date:
    """The day in London of a moment, in whatever zone it is told."""
    return at.astimezone(LONDON).date()


def add_working_days(day: date, count: int) -> date:
    """The day ``count`` working days after ``day``.

    Weekends and the bank holidays of England and Wales do not count.
    """
    found = day
    left = count
    while left > 0:
        found += timedelta(days=1)
        if is_working_day(found):
            left -= 1
    return found


def is_working_day(day: date) -> bool:
    """Whether it is neither a weekend nor a bank holiday of England and Wales."""
    return day.weekday() < 5 and day not in _find_bank_holidays(day.year)


def nearest_working_day(day: date, *, step: int) -> date:
    """The day, or else the next working day by ``step``: -1 before it, 1 after it."""
    found = day
    while not is_working_day(found):
        found += timedelta(days=step)
    return found


def add_months(at: datetime, count: int) -> datetime:
    """The same hour of the same day ``count`` months on; the last day if shorter."""
    return at + relativedelta(months=count)


def end_of_day(at: datetime, days: int = 0) -> datetime:
    """The last minute, in London, of the day ``days`` after ``at``."""
    day = at.astimezone(LONDON).date() + timedelta(days=days)
    return datetime.combine(day, time(23, 59), LONDON)


@cache
def _find_bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of a year; a library's own calendar fills itself while read."""
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))
