"""Days counted one by one, by a list of bank holidays typed in by hand."""

from __future__ import annotations

import calendar
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil.easter import easter

_LONDON = ZoneInfo("Europe/London")
#: Days that were given once or moved, by proclamation.
_GIVEN = {date(2020, 5, 8), date(2022, 6, 2), date(2022, 6, 3), date(2022, 9, 19)}
_GIVEN |= {date(2023, 5, 8)}
_TAKEN = {date(2020, 5, 4), date(2022, 5, 30)}


def count_due(unit: str, count: int, started: datetime) -> datetime:
    """When a clock is due: the second count, apart from the program's."""
    if unit == "hours":
        return started + timedelta(hours=count)
    day = started.astimezone(_LONDON).date()
    if unit == "months":
        day = _months_on(day, count)
    elif unit == "days":
        day = date.fromordinal(day.toordinal() + count)
    else:
        for _ in range(count):
            day += timedelta(days=1)
            while day.isoweekday() > 5 or is_bank_holiday(day):
                day += timedelta(days=1)
    return datetime(day.year, day.month, day.day, 23, 59, tzinfo=_LONDON)


def is_bank_holiday(day: date) -> bool:
    """Of England and Wales, as gov.uk lists them."""
    if day in _GIVEN:
        return True
    if day in _TAKEN:
        return False
    sunday = easter(day.year)
    moving = {sunday - timedelta(days=2), sunday + timedelta(days=1)}
    return day in moving or day in _mondays(day.year) or day in _fixed(day.year)


def _mondays(year: int) -> set[date]:
    return {_monday(year, 5, 0), _monday(year, 5, -1), _monday(year, 8, -1)}


def _monday(year: int, month: int, which: int) -> date:
    weeks = calendar.monthcalendar(year, month)
    mondays = [week[0] for week in weeks if week[0]]
    return date(year, month, mondays[which])


def _fixed(year: int) -> set[date]:
    """New Year's Day, Christmas and Boxing Day, and the days put in their place."""
    found: set[date] = set()
    for day in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        instead = day
        while instead.isoweekday() > 5 or instead in found:
            instead += timedelta(days=1)
        found.add(instead)
    return found


def _months_on(day: date, count: int) -> date:
    years, month = divmod(day.month - 1 + count, 12)
    year = day.year + years
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
