"""Reads of survivors' cases: one's own, and one whole."""

from unhidden.safeguarding.consent.queries.standing import (
    consent_to_investigation,
)
from unhidden.safeguarding.overview.queries import get_case, list_cases

__all__ = ["consent_to_investigation", "get_case", "list_cases"]
