"""Minutes of a day, as rosters count them (``rosters.rules.clock``): noon is 720."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from unhidden.lib.working_days import LONDON
from unhidden.operations.rosters.rules.clock import minute_of, moment_of

NOON, DAY = 12 * 60, 24 * 60


def count_minutes(day: date, at: time, *, is_next_day: bool = False) -> int:
    """The minute of the day at which the clock shows ``at``, that day or the next.

    An hour that the clock skips counts as the moment after it; one that it shows twice
    as the first of both.
    """
    on = day + timedelta(days=1) if is_next_day else day
    return minute_of(day, datetime.combine(on, at, LONDON))


def count_week_minutes(first: date, moment: datetime) -> int:
    """The minute since the first midnight of a week, by its day's own count."""
    day = moment.astimezone(LONDON).date()
    return (day - first).days * DAY + minute_of(day, moment)


def has_clock_change(day: date) -> bool:
    """Whether the clocks change in the night that follows the day."""
    return moment_of(day, NOON + DAY).hour != NOON // 60
