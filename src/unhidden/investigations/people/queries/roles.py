"""Who is what in an investigation now, by number: read once for whoever needs it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import FilteredRelation, Q

from unhidden.investigations.models import (
    InvestigatedPerson,
    InvestigatedRole,
    Investigation,
)


@dataclass(frozen=True, slots=True)
class RolesNow:
    """The people of an investigation: numbers by id in order, and each one's roles."""

    numbers: Mapping[UUID, int]
    roles: Mapping[UUID, frozenset[str]]

    def find_suspects(self) -> dict[UUID, int]:
        """The numbers of those who are suspects now, by id and in order."""
        return {
            key: number
            for key, number in self.numbers.items()
            if InvestigatedRole.SUSPECT in self.roles[key]
        }

    def count_roles(self) -> dict[str, int]:
        """How many there are, by "all" and by role now."""
        held = Counter(role for each in self.roles.values() for role in each)
        return {**held, "all": len(self.numbers)}


def read_roles(head: Investigation) -> RolesNow:
    """The people of an investigation in view with the roles that last, in one
    statement."""
    rows = (
        InvestigatedPerson.objects.filter(investigation=head)
        .annotate(
            lasting=FilteredRelation("roles", condition=Q(roles__ended_at__isnull=True))
        )
        .order_by("number")
        .values_list("id", "number", "lasting__role")
    )
    numbers: dict[UUID, int] = {}
    roles: dict[UUID, set[str]] = {}
    for key, number, role in rows:
        numbers[key] = number
        roles.setdefault(key, set()).update([role] if role else [])
    return RolesNow(numbers, {key: frozenset(held) for key, held in roles.items()})
