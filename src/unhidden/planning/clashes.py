"""Whether a team, a person or a place is wanted twice at one hour."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from uuid import UUID

# The shortest visit with the way to the next one. Two that begin closer together
# than this cannot both be made by one person.
SHORTEST_MINUTES = 30


@dataclass(frozen=True, slots=True)
class PlannedSlot:
    """A planned visit or event: when it begins, and whom and what it takes up.

    Without ``starts_at`` it is for some time of the day, and clashes with nothing.
    """

    id: UUID
    on: date
    starts_at: time | None
    team_id: UUID | None = None
    people: frozenset[UUID] = frozenset()
    premises_id: UUID | None = None


class Clash(StrEnum):
    """What two slots both want; the page above says it in a sentence."""

    TEAM = "team"
    PERSON = "person"
    PREMISES = "premises"


def find_clashes(one: PlannedSlot, other: PlannedSlot) -> tuple[Clash, ...]:
    """What both want at one hour; nothing for a slot and itself."""
    if one.id == other.id or not _at_one_hour(one, other):
        return ()
    found: list[Clash] = []
    if one.team_id is not None and one.team_id == other.team_id:
        found.append(Clash.TEAM)
    elif one.people & other.people:
        found.append(Clash.PERSON)
    if one.premises_id is not None and one.premises_id == other.premises_id:
        found.append(Clash.PREMISES)
    return tuple(found)


def clashes_with(
    wanted: PlannedSlot, others: Iterable[PlannedSlot]
) -> tuple[Clash, ...]:
    """Everything that ``wanted`` asks for and another slot has, each named once."""
    found = {clash for other in others for clash in find_clashes(wanted, other)}
    return tuple(clash for clash in Clash if clash in found)


def _at_one_hour(one: PlannedSlot, other: PlannedSlot) -> bool:
    if one.on != other.on or one.starts_at is None or other.starts_at is None:
        return False
    apart = abs(_minutes(one.starts_at) - _minutes(other.starts_at))
    return apart < SHORTEST_MINUTES


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute
