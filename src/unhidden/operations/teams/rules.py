"""What a team may not lose."""

from __future__ import annotations

from collections.abc import Iterable

from unhidden.operations.rules import Members
from unhidden.planning.composition import MissingMember, find_missing_members


def still_needed(
    visits: Iterable[tuple[str, str]], remaining: Members
) -> tuple[MissingMember, ...]:
    """What the visits (kind and power) would lack if only ``remaining`` were left."""
    found = {
        code
        for kind, power in visits
        for code in find_missing_members(kind, remaining, power=power)
    }
    return tuple(code for code in MissingMember if code in found)
