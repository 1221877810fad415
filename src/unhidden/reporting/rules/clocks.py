"""How long a report may wait for the desk, and when it has waited too long.

Danger at once, a child or a strong sign on the same day. Three
working days for the rest are ours: no guidance that we know of names a figure. Of what
the public sends only the day is known, so its clock counts days; what a colleague
entered has an hour.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from unhidden.lib.working_days import LONDON, add_working_days
from unhidden.reporting.rules.urgency import UrgencyLevel

ROUTINE_DAYS = 3
AT_ONCE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class TriageClock:
    """``hours`` is None where only the day is known. ``due_on`` is the last day."""

    days: int
    hours: int | None
    due_on: date
    is_at_once: bool
    is_overdue: bool


def compute_triage_clock(
    *, urgency: str, received_on: date, entered_at: datetime | None, now: datetime
) -> TriageClock:
    """The clock of a report that waits."""
    today = now.astimezone(LONDON).date()
    waited = now - entered_at if entered_at else None
    is_at_once = urgency == UrgencyLevel.DANGER
    due_on = due(urgency, received_on)
    too_long = is_at_once and waited is not None and waited > AT_ONCE
    return TriageClock(
        days=max((today - received_on).days, 0),
        hours=None if waited is None else max(int(waited / timedelta(hours=1)), 0),
        due_on=due_on,
        is_at_once=is_at_once,
        is_overdue=too_long or today > due_on,
    )


def due(urgency: str, received_on: date) -> date:
    """The last day on which the desk may decide without being late."""
    if urgency == UrgencyLevel.ROUTINE:
        return add_working_days(received_on, ROUTINE_DAYS)
    return received_on
