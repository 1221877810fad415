"""Reads of survivors' cases: one's own, and one whole."""

from unhidden.safeguarding.consent.queries.standing import (
    find_agreement,
)
from unhidden.safeguarding.frame.queries import (
    work_on,
)
from unhidden.safeguarding.overview.queries import (
    count_waiting_pages,
    get_case,
)
from unhidden.safeguarding.safety.queries.registers import (
    SEE_TOTAL,
    find_register_total,
)

__all__ = [
    "SEE_TOTAL",
    "count_waiting_pages",
    "find_agreement",
    "find_register_total",
    "get_case",
    "work_on",
]
