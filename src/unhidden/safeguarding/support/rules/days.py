"""Days on which something can have happened, and days in London."""

from __future__ import annotations

from datetime import date, datetime

from unhidden.lib.working_days import LONDON


def london_day(at: datetime) -> date:
    """The day in London at this moment."""
    return at.astimezone(LONDON).date()


def is_possible_day(day: date, *, earliest: date, latest: date) -> bool:
    """Whether something can have happened on this day, both ends counted."""
    return earliest <= day <= latest
