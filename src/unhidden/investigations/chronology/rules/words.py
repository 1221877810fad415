"""What of an entry looks like a way to reach somebody, so that it is read again."""

from __future__ import annotations

import re
from enum import StrEnum


class ReachHint(StrEnum):
    """What the words seem to have."""

    PHONE = "phone"
    POSTCODE = "postcode"
    EMAIL = "email"


_PATTERNS = {
    ReachHint.PHONE: re.compile(r"(?:\+|\b)(?:\d[\s().-]?){8,}\d\b"),
    ReachHint.POSTCODE: re.compile(
        r"\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b", re.IGNORECASE
    ),
    ReachHint.EMAIL: re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"),
}


def find_ways_to_reach(text: str) -> list[ReachHint]:
    """What looks like a telephone number, a postcode or an e-mail address."""
    return [hint for hint, pattern in _PATTERNS.items() if pattern.search(text)]
