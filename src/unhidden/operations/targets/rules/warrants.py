"""What keeps a visit from entering, and how a number is written."""

from __future__ import annotations

from enum import StrEnum


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
