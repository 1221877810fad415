"""Whether an organisation has to do with a person on a day, and what follows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

NAMED, NOT_NAMED, NOT_ASKED = "named", "not_named", "not_asked"


def is_involved(days: Sequence[date]) -> bool:
    """Whether the last of its turns was a beginning: the first, third, fifth is."""
    return len(days) % 2 == 1


def may_note(days: Sequence[date], *, is_involved: bool, on: date, today: date) -> bool:
    """A beginning follows an end and an end a beginning, in the order of their days."""
    if on > today or (days and on < days[-1]):
        return False
    return is_involved is (len(days) % 2 == 0)


def find_naming(standing: str | None, categories: Collection[str]) -> str:
    """Whether the person agreed that an organisation is told who they are.

    ``standing`` is how their word stands that it is shared with it: None for a question
    that nobody asked. A yes that is not for who they are names nobody.
    """
    if standing is None:
        return NOT_ASKED
    if standing == "not_yet":
        return NOT_ASKED
    return NAMED if standing == "yes" and "identity" in categories else NOT_NAMED
