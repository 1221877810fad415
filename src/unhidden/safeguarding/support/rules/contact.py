"""What "no contact" is: said once, as data, and worked out from what was recorded.

How many days may go by depends on how long somebody has been supported, and is this
program's own setting: no law or contract says it. A contact is one in which both were
there: an attempt that nobody answered, or an appointment that was missed, is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

ContactStage = Literal["begun", "settling", "steady", "resting"]


@dataclass(frozen=True, slots=True)
class ContactLimit:
    """From which day of support on, how many days may go by; None for no limit.

    ``is_agreed``: whether somebody who answers for support has agreed to the figure.
    """

    stage: ContactStage
    from_day: int
    days: int | None
    is_agreed: bool = False


CONTACT_LIMITS = (
    ContactLimit("begun", from_day=0, days=7),
    ContactLimit("settling", from_day=30, days=14),
    ContactLimit("steady", from_day=180, days=30),
)
RESTING = ContactLimit("resting", from_day=0, days=None)


@dataclass(frozen=True, slots=True)
class ContactLapse:
    """How long nobody was in touch; ``due_on`` is the last day that is in time."""

    limit: ContactLimit
    last_on: date | None
    due_on: date | None
    days_without: int
    is_overdue: bool


def find_limit(day: date, *, opened_on: date, is_resting: bool) -> ContactLimit:
    """The limit that applies on the day; a case that rests until a date has none."""
    if is_resting:
        return RESTING
    supported = (day - opened_on).days
    found = CONTACT_LIMITS[0]
    for limit in CONTACT_LIMITS:
        if supported >= limit.from_day:
            found = limit
    return found


def judge_contact(
    day: date, *, opened_on: date, last_on: date | None, is_resting: bool = False
) -> ContactLapse:
    """Whether contact is overdue on the day; before the first one, since the opening.

    A contact dated after the day, or before the opening, moves nothing.
    """
    limit = find_limit(day, opened_on=opened_on, is_resting=is_resting)
    counts = last_on if last_on and opened_on <= last_on <= day else None
    since = counts or opened_on
    due_on = since + timedelta(days=limit.days) if limit.days is not None else None
    return ContactLapse(
        limit=limit,
        last_on=counts,
        due_on=due_on,
        days_without=max(0, (day - since).days),
        is_overdue=due_on is not None and day > due_on,
    )
