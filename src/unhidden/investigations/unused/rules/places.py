"""Where an item stands: its place, its stage, what is still undecided of it.

All derived from the axes, none of it ever stored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from unhidden.investigations.unused.rules.axes import Values, read_rules, value_of


class ItemPlace(StrEnum):
    """The one place that an item has for an accused."""

    EVIDENCE = "evidence"
    OPEN = "MG6C"
    SEALED = "MG6D"
    NOT_RELEVANT = "not_relevant"
    UNASSESSED = "unassessed"


class ItemStage(StrEnum):
    """How far an item has come."""

    UNASSESSED = "unassessed"
    ASSESSED = "assessed"
    SCHEDULED = "scheduled"
    REVEALED = "revealed"
    DECIDED = "decided"
    SERVED = "served"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class ItemState:
    """An item and everything decided of it, as the rules read it.

    ``words`` is its open description, ``block`` the number of the item under whose line
    it is listed, ``due`` the accused for whom it is to be looked at again. Of a
    sensitive item with a redacted copy the words describe the copy.
    """

    number: int
    values: Values = field(default_factory=dict)
    words: str = ""
    quantity: int = 1
    turn: int = 0
    block: int | None = None
    is_described_sealed: bool = False
    sealed_turn: int = 0
    has_redacted_copy: bool = False
    due: frozenset[UUID] = frozenset()

    def decided_value(self, axis: str, accused: UUID | None = None) -> str:
        """What is decided on an axis."""
        return value_of(self.values, axis, accused)

    @property
    def is_open(self) -> bool:
        """Whether it is decided that its description may be read by the defence."""
        return self.decided_value("sensitivity") == "none_sensitive"


@dataclass(frozen=True, slots=True)
class ItemGap:
    """What is undecided of an item: an axis, or ``words`` or ``look_again``."""

    number: int
    what: str
    accused: UUID | None = None


def find_place(item: ItemState, accused: UUID | None) -> ItemPlace:
    """The place of an item for an accused, or for nobody where there is none yet."""
    if item.decided_value("relevance") == "not_relevant":
        return ItemPlace.NOT_RELEVANT
    if (
        item.decided_value("relevance") == "undecided"
        or item.decided_value("use") == "undecided"
    ):
        return ItemPlace.UNASSESSED
    if item.decided_value("use") == "evidence":
        return ItemPlace.EVIDENCE
    if item.decided_value("sensitivity") == "undecided" or _is_untested(item, accused):
        return ItemPlace.UNASSESSED
    return ItemPlace.OPEN if item.is_open else ItemPlace.SEALED


def _is_untested(item: ItemState, accused: UUID | None) -> bool:
    return accused is not None and item.decided_value("test", accused) == "undecided"


def count_places(
    items: Iterable[ItemState], accused: UUID | None
) -> dict[ItemPlace, int]:
    """How many items stand in each place: together they are all of them."""
    found = Counter(find_place(item, accused) for item in items)
    return {place: found[place] for place in ItemPlace}


def list_gaps(item: ItemState, accused: Sequence[UUID]) -> list[ItemGap]:
    """What must still be decided of an item before a schedule is signed."""
    for axis in ("relevance", "use", "sensitivity"):
        if item.decided_value(axis) == "undecided":
            return [ItemGap(item.number, axis)]
        if item.decided_value(axis) in ("not_relevant", "evidence"):
            return []
    gaps = [
        ItemGap(item.number, "test", each)
        for each in accused
        if _is_untested(item, each)
    ]
    gaps += [
        ItemGap(item.number, "look_again", each) for each in accused if each in item.due
    ]
    if item.decided_value("sensitivity") == "none_asked":
        gaps.append(ItemGap(item.number, "second"))
    if not _is_described(item, accused):
        gaps.append(ItemGap(item.number, "words"))
    return gaps


def _is_described(item: ItemState, accused: Sequence[UUID]) -> bool:
    """An exception to a block needs words of its own."""
    if not item.is_open:
        return item.is_described_sealed
    return bool(item.words) and not (item.block and is_exception(item, accused))


def is_exception(item: ItemState, accused: Sequence[UUID]) -> bool:
    """Whether what might meet the test is listed by itself, be it of a block or not."""
    return any(
        item.decided_value("test", each) in ("may_meet", "presumed") for each in accused
    )


def find_stage(item: ItemState, accused: Sequence[UUID]) -> ItemStage:
    """How far an item has come for the accused together: as far as the last of them."""
    services = {item.decided_value("service", each) for each in accused}
    if "withheld_by_court" in services:
        return ItemStage.WITHHELD
    if services & {"served_copy", "inspected", "inspection_offered"}:
        return ItemStage.SERVED
    words = {item.decided_value("prosecutor", each) for each in accused}
    if words and not words & {"none", "query"}:
        return ItemStage.DECIDED
    revelation = item.decided_value("revelation")
    if revelation in ("scheduled", "revealed"):
        return ItemStage(revelation)
    is_unassessed = any(
        find_place(item, each) is ItemPlace.UNASSESSED for each in accused or (None,)
    )
    return ItemStage.UNASSESSED if is_unassessed else ItemStage.ASSESSED


@dataclass(frozen=True, slots=True)
class LookEvent:
    """Something after which items are looked at again; for one accused or for all."""

    at: datetime
    accused: UUID | None = None


def find_due(
    tests: Iterable[tuple[UUID, str, datetime | None]], events: Sequence[LookEvent]
) -> frozenset[UUID]:
    """For whom an item is to be looked at again.

    ``tests`` says per accused what was decided, and when; a decision at the very moment
    of the event is taken to be one before it.
    """
    able = set(read_rules()["look_again"]["values"])
    return frozenset(
        accused
        for accused, value, decided_at in tests
        if value in able
        and decided_at is not None
        and any(
            event.accused in (None, accused) and event.at >= decided_at
            for event in events
        )
    )
