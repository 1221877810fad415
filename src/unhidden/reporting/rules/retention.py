"""How long a report is kept, and when the desk is warned.

The clock runs from the last day on which anybody did something about a report: the
desk dealt with it, said something, or the reporter came back and wrote. It does not run
while a report waits, has news, or is held.
"""

from __future__ import annotations

from datetime import date, timedelta

FEWEST_DAYS = 30
WARNED_BEFORE = 14


def count_kept_days(days: int) -> int:
    """For how many days a report is kept, where ``days`` are set."""
    return max(days, FEWEST_DAYS)


def kept_until(
    *,
    status: str,
    has_news: bool,
    is_held: bool,
    done_on: date | None,
    active_on: date,
    last_said_on: date | None,
    days: int,
) -> date | None:
    """The last day of a report; None while it may not be deleted at all."""
    if status != "done" or has_news or is_held:
        return None
    last = max(day for day in (done_on, active_on, last_said_on) if day)
    return last + timedelta(days=count_kept_days(days))


def is_soon(last_day: date | None, *, today: date) -> bool:
    """Whether the desk should be warned."""
    return last_day is not None and last_day <= today + timedelta(days=WARNED_BEFORE)
