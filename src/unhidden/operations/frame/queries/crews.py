"""The crews of a visit: the one that leads, and those that come along."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q

from unhidden.operations.models import PlannedVisit, SupportingCrew

#: For rows of visits: their supporting crews with one look for all.
WITH_SUPPORT: Prefetch[Any] = Prefetch(
    "support",
    SupportingCrew.objects.select_related("team").order_by("team__name", "id"),
)


@dataclass(frozen=True, slots=True)
class CrewName:
    """A crew by its name."""

    id: UUID
    name: str


def filter_crews(teams: Any) -> Q:
    """Visits that one of these teams, or ids of teams, leads or supports."""
    support = SupportingCrew.objects.filter(visit_id=OuterRef("pk"), team_id__in=teams)
    return Q(team_id__in=teams) | Q(Exists(support))


def list_support(row: PlannedVisit) -> tuple[CrewName, ...]:
    """The crews that come along, by name; read with ``WITH_SUPPORT``."""
    return tuple(CrewName(one.team_id, one.team.name) for one in row.support.all())


def name_crews(lead: str, support: Iterable[CrewName]) -> str:
    """All crews of a visit, the one that leads first; empty where there is none."""
    return ", ".join(filter(None, (lead, *(one.name for one in support))))
