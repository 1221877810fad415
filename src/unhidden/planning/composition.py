"""Who must be on a team before it may go."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

SMALLEST_TEAM = 2
SAFEGUARDING = "safeguarding"
ENFORCEMENT = "enforcement"

_CHARITY = "charity"
_ENFORCERS = frozenset({"police", "law_enforcement"})


@dataclass(frozen=True, slots=True)
class PlannedMember:
    """A person on a team and the kind of organisation they act for."""

    person_id: UUID
    organisation_kind: str


class MissingMember(StrEnum):
    """What a visit still lacks; the page above says it in a sentence."""

    PEOPLE = "people"
    CHARITY = "charity"
    ENFORCER = "enforcer"
    POWER = "power"


def find_missing_members(
    kind: str, members: Collection[PlannedMember], *, power: str
) -> tuple[MissingMember, ...]:
    """What keeps these people from making a visit of this kind; nothing if ready.

    Nobody visits alone. A safeguarding visit takes somebody from a charity, who can
    offer a talk that no officer hears. An enforcement visit takes somebody with
    powers, and names the power it enters by.
    """
    kinds = {member.organisation_kind for member in members}
    people = {member.person_id for member in members}
    found: list[MissingMember] = []
    if len(people) < SMALLEST_TEAM:
        found.append(MissingMember.PEOPLE)
    if kind == SAFEGUARDING and _CHARITY not in kinds:
        found.append(MissingMember.CHARITY)
    if kind == ENFORCEMENT and not kinds & _ENFORCERS:
        found.append(MissingMember.ENFORCER)
    if kind == ENFORCEMENT and not power.strip():
        found.append(MissingMember.POWER)
    return tuple(found)
