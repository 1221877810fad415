"""What keeps a visit from entering, how a number is written, and what ends soon."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

#: Silver is told of what ends within these days.
ENDS_SOON = timedelta(days=7)


class EntryFault(StrEnum):
    """Why nobody can be sent to enter there then, as ``wall.find_entry_fault`` says."""

    NO_NUMBER = "no_number"
    WITHDRAWN = "withdrawn"
    ELSEWHERE = "elsewhere"
    ANOTHER_NUMBER = "another_number"
    NOT_GRANTED_YET = "not_granted_yet"
    ENDED = "ended"
    HOUR_NEEDED = "hour_needed"
    USED_UP = "used_up"


def tidy_number(number: str) -> str:
    """The number of an authority without the spaces that nobody meant."""
    return " ".join(number.split())


def ends_soon(expires_at: datetime, at: datetime) -> bool:
    """Whether a warrant that has not ended yet ends within a week."""
    return at < expires_at <= at + ENDS_SOON
