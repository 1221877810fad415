"""When a line that the public may call must be checked with its provider again.

Numbers and hours change: each line is a dated row, and after 90 days without a check
its keepers are told.
"""

from __future__ import annotations

from datetime import date

DAYS_GOOD = 90


def count_days_since_check(checked_on: date | None, day: date) -> int | None:
    """How many days ago a line was checked; None if it never was."""
    return None if checked_on is None else (day - checked_on).days


def is_due(checked_on: date | None, day: date) -> bool:
    """Whether a line must be checked: never was, or more than 90 days ago."""
    days = count_days_since_check(checked_on, day)
    return days is None or days > DAYS_GOOD
