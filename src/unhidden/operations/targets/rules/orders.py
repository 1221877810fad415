"""Which candidate is visited before which: never in a circle."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID


def is_circular(later: UUID, first: UUID, after: Mapping[UUID, UUID | None]) -> bool:
    """Whether ``later`` after ``first`` would make some candidate wait for itself.

    ``after`` holds, for each candidate, the one that it waits for now.
    """
    waits_for: UUID | None = first
    while waits_for is not None:
        if waits_for == later:
            return True
        waits_for = after.get(waits_for)
    return False
