"""How a list of cases is narrowed and ordered."""

from __future__ import annotations

from dataclasses import dataclass

#: What is listed: what is worked on, what is late of it, what rests until a day, what
#: was closed, or all.
OPEN, OVERDUE, DORMANT, CLOSED, ALL = "open", "overdue", "dormant", "closed", "all"
STANDS = (OPEN, OVERDUE, DORMANT, CLOSED, ALL)
#: In which order: the nearest deadline first, the newest first, or by reference.
BY_DEADLINE, BY_NEWEST, BY_REFERENCE = "deadline", "newest", "reference"
ORDERS = (BY_DEADLINE, BY_NEWEST, BY_REFERENCE)


@dataclass(frozen=True, slots=True)
class CaseSearch:
    """``reference``: part of a case's reference, or a pseudonym."""

    stands: str = OPEN
    order: str = BY_DEADLINE
    state: str = ""
    reference: str = ""
