"""How what a visit taught us may be handled."""

from __future__ import annotations

SHARED_WITH_CONDITIONS = "C"


def is_too_open(*, kind: str, handling: str) -> bool:
    """Whether the handling would let a safeguarding visit's learning go anywhere.

    Visits for people's welfare were used to gather intelligence:
    what they teach is shared only with conditions.
    """
    return kind == "safeguarding" and handling != SHARED_WITH_CONDITIONS
