"""What may happen in which state of an operation, and what crews can be asked for.

How teams and visits meet (what lacks something needed is
not tasked):

* A visit may be planned long before anybody knows who goes: its team stays open.
* Naming a team for a visit is tasking it. The team must then have everybody that
  the kind of visit needs, and be free at that hour.
* While the operation is being planned, people may still leave a team; what is
  lacking is shown, and the operation does not start until nothing is.
* While it runs, nobody leaves a team whose visits would then lack somebody. New
  visits may still be planned; only their team can record them, so a visit without
  a team is never made by chance.
* A closed operation is a record: nothing in it changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from unhidden.planning.composition import ENFORCEMENT, SAFEGUARDING, PlannedMember

PLANNED = "planned"
RUNNING = "running"
CLOSED = "closed"
# Whoever came may say how it was for a month.
FEEDBACK_DAYS = 30
MOST_PLACES = 10
Members: TypeAlias = tuple[PlannedMember, ...]


class CrewSkill(StrEnum):
    """What a visit asks of its crew, and people bring; a language has its own code."""

    ENFORCER = "enforcer"
    CHARITY = "charity"
    FEMALE_OFFICER = "female_officer"
    SAFEGUARDING = "safeguarding"
    METHOD_OF_ENTRY = "method_of_entry"
    LICENSING = "licensing"
    FIRE = "fire"


LANGUAGE_PREFIX = "language:"
#: What the kind of their organisation lets somebody do, without an accreditation.
SKILLS_OF_KIND: Mapping[str, frozenset[CrewSkill]] = {
    "charity": frozenset({CrewSkill.CHARITY}),
    "police": frozenset({CrewSkill.ENFORCER}),
    "law_enforcement": frozenset({CrewSkill.ENFORCER}),
}
#: Without whom no team makes a visit of the kind (planning.composition).
NEEDED_SKILLS: Mapping[str, frozenset[CrewSkill]] = {
    SAFEGUARDING: frozenset({CrewSkill.CHARITY}),
    ENFORCEMENT: frozenset({CrewSkill.ENFORCER}),
}


def is_skill(code: str) -> bool:
    """Whether a crew can be asked for it."""
    language = code.removeprefix(LANGUAGE_PREFIX)
    is_language = language != code and language.replace("-", "").isalpha()
    return code in set(CrewSkill) or is_language


def is_within(day: date, first: date, last: date) -> bool:
    return first <= day <= last
