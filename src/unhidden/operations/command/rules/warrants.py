"""When a warrant is soon over: Gold and Silver are told in time to use it."""

from __future__ import annotations

from datetime import datetime, timedelta

#: Gold and Silver are told of what ends within these days.
ENDS_SOON = timedelta(days=7)


def ends_soon(expires_at: datetime, at: datetime) -> bool:
    """Whether a warrant that has not ended yet ends within a week."""
    return at < expires_at <= at + ENDS_SOON
