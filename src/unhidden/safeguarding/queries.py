"""Reads of survivors' cases: one's own, and one whole."""

from unhidden.safeguarding.consent.queries.standing import (
    find_agreement,
)
from unhidden.safeguarding.cover.queries import (
    count_unseen_openings,
)
from unhidden.safeguarding.frame.queries import (
    work_on,
)
from unhidden.safeguarding.overview.queries import (
    count_due_cases,
    get_case,
)
from unhidden.safeguarding.people.queries.offers import (
    count_offers,
)
from unhidden.safeguarding.safety.queries.registers import (
    SEE_TOTAL,
    find_register_total,
)
from unhidden.safeguarding.transfers.queries import count_transfers

__all__ = [
    "SEE_TOTAL",
    "count_due_cases",
    "count_offers",
    "count_transfers",
    "count_unseen_openings",
    "find_agreement",
    "find_register_total",
    "get_case",
    "work_on",
]
