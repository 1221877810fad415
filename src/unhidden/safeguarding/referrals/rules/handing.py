"""How long a First Responder has to answer, and what may follow what."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from unhidden.lib.working_days import add_working_days

#: Working days until a First Responder that was asked has to have said something. Ours:
#: no law says it.
ANSWER_WITHIN = 2
ENDS = frozenset({"declined", "referred", "withdrawn"})


def find_limit(asked_on: date) -> date:
    """The day by which an answer is expected."""
    return add_working_days(asked_on, ANSWER_WITHIN)


def list_next_steps(steps: Collection[str]) -> list[str]:
    """What may be recorded next of a handover that came to these steps."""
    if ENDS & set(steps):
        return []
    every = ("acknowledged", "declined", "escalated", "referred", "withdrawn")
    return [each for each in every if each not in steps]


def is_late(due_on: date, steps: Collection[str], day: date) -> bool:
    """Whether nothing was heard, or nothing came of it, and the limit has passed."""
    return day > due_on and not (ENDS | {"acknowledged"}) & set(steps)
