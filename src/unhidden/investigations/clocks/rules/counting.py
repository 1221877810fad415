"""When a clock is due: hours through changes of the clock, days, months' ends."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta

from unhidden.lib.working_days import (
    LONDON,
    add_working_days,
    day_in_london,
    end_of_day,
    is_working_day,
)


def count_due(start: datetime, length: int, unit: str, count: str) -> datetime:
    """The moment at which a time that began at ``start`` is over.

    Hours are hours that pass, also where the clock changes. ``working`` leaves out
    weekends and bank holidays; ``inclusive`` counts the day of the start as the first.
    Days, months and years end with the last minute of a day in London.
    """
    if unit == "hours":
        return _after_hours(start, length, is_working=count == "working")
    return end_of_day(_at_start_of(_last_day(start, length, unit, count)))


def _last_day(start: datetime, length: int, unit: str, count: str) -> date:
    day = day_in_london(start)
    if unit == "days":
        if count == "working":
            return add_working_days(day, length)
        return day + timedelta(days=length - (count == "inclusive"))
    found = day + relativedelta(**{unit: length})  # type: ignore[arg-type]  # its words
    # A month that is too short ends the time on its own last day.
    is_cut_short = found.day != day.day
    return found - timedelta(days=count == "inclusive" and not is_cut_short)


def _after_hours(start: datetime, hours: int, *, is_working: bool) -> datetime:
    at, left = start.astimezone(UTC), timedelta(hours=hours)
    if not is_working:
        return at + left
    while True:
        day = day_in_london(at)
        night = _at_start_of(day + timedelta(days=1)).astimezone(UTC)
        if is_working_day(day):
            if at + left <= night:
                return at + left
            left -= night - at
        at = night


def _at_start_of(day: date) -> datetime:
    return datetime.combine(day, time(0), LONDON)
