"""How many may come to an event, and how long they may say how it was."""

from __future__ import annotations

from datetime import datetime, timedelta

from unhidden.operations.rules import FEEDBACK_DAYS

# Where an event names no limit: more is no forum, and stops a flood of sign-ups.
MOST_COMING = 2_000


def takes_feedback(starts_at: datetime, ends_at: datetime, at: datetime) -> bool:
    """Whether somebody who came may say how it was: from its start, for a month."""
    return starts_at <= at < ends_at + timedelta(days=FEEDBACK_DAYS)


def places_left(capacity: int | None, taken: int) -> int:
    """How many may still sign up."""
    return max((capacity or MOST_COMING) - taken, 0)
