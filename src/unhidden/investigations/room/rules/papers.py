"""Documents by the letter of their register, and the way that each goes."""

from __future__ import annotations

import re
from collections.abc import Collection

REGISTERED = "registered"
#: In this order; nothing is left out on the way.
WAY = (REGISTERED, "read", "indexed", "filed")
_REFERENCE = re.compile(r"\s*([A-Z])\s*(\d{1,6})\s*", re.IGNORECASE)


def find_stage(reached: Collection[str]) -> str:
    """The furthest stage of a document that was read, indexed or filed so far."""
    return next((stage for stage in reversed(WAY) if stage in reached), REGISTERED)


def find_next_stage(stage: str) -> str | None:
    """The stage after this one; none for what is filed."""
    place = WAY.index(stage) + 1
    return WAY[place] if place < len(WAY) else None


def read_reference(text: str) -> tuple[str, int] | None:
    """The register and number of ``"d 12"``; None for what is no reference."""
    found = _REFERENCE.fullmatch(text)
    return (found.group(1).upper(), int(found.group(2))) if found else None
