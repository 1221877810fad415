"""Reads of survivors' cases: one's own, and one whole."""

from unhidden.safeguarding.consent.queries.standing import (
    consent_to_investigation,
)
from unhidden.safeguarding.cover.queries import count_unseen_openings
from unhidden.safeguarding.overview.queries import get_case, list_cases

__all__ = [
    "consent_to_investigation",
    "count_unseen_openings",
    "get_case",
    "list_cases",
]
