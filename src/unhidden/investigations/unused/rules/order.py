"""In which order to look at what is undecided: proposed, and nothing decided by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from unhidden.investigations.unused.rules.places import ItemState, list_gaps

# What is presumed to meet the test comes first, then what others said, then our own.
_FIRST = {
    "report": 0,
    "interview": 1,
    "statement": 1,
    "visit": 2,
    "refusal": 3,
    "disclosure": 3,
    "intelligence": 4,
    "action": 5,
}
_LAST = 9


@dataclass(frozen=True, slots=True)
class ProposedLook:
    """An item to look at, and why it stands where it stands."""

    number: int
    why: str


@dataclass(frozen=True, slots=True)
class LookedItem:
    """An item as the order reads it."""

    state: ItemState
    kind: str
    received_on: date


def propose_order(
    items: Sequence[LookedItem], accused: Sequence[UUID]
) -> list[ProposedLook]:
    """Items with something undecided: those due again, then by kind, then the oldest.

    It leaves none out, and adds none.
    """
    open_ones = [one for one in items if list_gaps(one.state, accused)]
    ordered = sorted(
        open_ones,
        key=lambda one: (
            not one.state.due,
            _FIRST.get(one.kind, _LAST),
            one.received_on,
            one.state.number,
        ),
    )
    return [ProposedLook(one.state.number, _why(one)) for one in ordered]


def _why(one: LookedItem) -> str:
    if one.state.due:
        return "due_again"
    return "kind" if one.kind in _FIRST else "oldest"
