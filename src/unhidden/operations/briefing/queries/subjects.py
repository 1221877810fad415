"""What a brief is about, from the plan: who goes, where, and by what power."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F

from unhidden.operations.frame.queries.crews import (
    WITH_SUPPORT,
    filter_crews,
    list_support,
    name_crews,
)
from unhidden.operations.models import (
    OperationBrief,
    PlannedVisit,
    PlanStatus,
    TeamMember,
    VisitKind,
)
from unhidden.operations.targets.queries.warrants import find_warrants


@dataclass(frozen=True, slots=True)
class BriefSubject:
    """The crew and their visits as plain rows, which are frozen with a version.

    The brief of a whole operation lists its teams and no premises; ``premises`` are
    the names of those that are visited.
    """

    visits: tuple[dict[str, str], ...]
    warrants: tuple[dict[str, str], ...]
    crew: tuple[dict[str, Any], ...]
    kinds: tuple[str, ...]
    powers: tuple[str, ...]
    premises: dict[UUID, str]
    leader: str


def load_subject(brief: OperationBrief) -> BriefSubject:
    """As the plan stands now."""
    visits = _planned(brief)
    members = _members(brief)
    leader = next((row.person.name for row in members if row.is_leader), "")
    return BriefSubject(
        visits=tuple(_visit(row) for row in visits) if brief.team_id else (),
        warrants=tuple(_warrants(brief, visits)) if brief.team_id else (),
        crew=tuple(_member(row) for row in members),
        kinds=_kinds(brief, visits),
        powers=tuple(row.power for row in visits) if brief.team_id else (),
        premises={row.premises_id: row.premises.name for row in visits},
        leader=leader if brief.team_id else "",
    )


def _kinds(brief: OperationBrief, visits: Sequence[PlannedVisit]) -> tuple[str, ...]:
    """Of a crew's visits; of an operation every kind, so that none is given away."""
    return tuple(row.kind for row in visits) if brief.team_id else (*VisitKind.values,)


def _planned(brief: OperationBrief) -> list[PlannedVisit]:
    """All but what is cancelled: what was made meanwhile was not taken out."""
    rows = PlannedVisit.objects.exclude(status=PlanStatus.CANCELLED)
    rows = rows.filter(operation_id=brief.operation_id).select_related("premises")
    rows = rows.select_related("team").prefetch_related(WITH_SUPPORT)
    if brief.team_id:
        rows = rows.filter(filter_crews([brief.team_id]))
    hour = F("starts_at").asc(nulls_last=True)
    return list(rows.order_by("on", hour, "premises__name", "id"))


def _members(brief: OperationBrief) -> list[TeamMember]:
    """A team's people; of an operation the leaders of its teams."""
    rows = TeamMember.objects.select_related("person", "organisation", "team")
    if brief.team_id:
        rows = rows.filter(team_id=brief.team_id)
    else:
        rows = rows.filter(team__operation_id=brief.operation_id, is_leader=True)
    return list(rows.order_by("team__name", "-is_leader", "person__name", "id"))


def _visit(row: PlannedVisit) -> dict[str, str]:
    premises = row.premises
    return {
        "id": str(row.id),
        "on": row.on.isoformat(),
        "starts_at": row.starts_at.isoformat("minutes") if row.starts_at else "",
        "premises": premises.name,
        "address": ", ".join(filter(None, (premises.address, premises.postcode))),
        "kind": row.kind,
        "crews": _name_crews(row),
    }


def _name_crews(row: PlannedVisit) -> str:
    """Its crews, where more than one goes there."""
    support = list_support(row)
    return name_crews(row.team.name, support) if row.team and support else ""


def _warrants(
    brief: OperationBrief, visits: Sequence[PlannedVisit]
) -> Iterable[dict[str, str]]:
    """Those that the visits name as their authority, which this crew executes."""
    named = {
        (row.premises_id, row.authority)
        for row in visits
        if row.kind == VisitKind.ENFORCEMENT
    }
    places = [premises_id for premises_id, _number in named]
    for card in find_warrants(brief.operation_id, places):
        if (card.premises_id, card.number) in named:
            yield {
                "id": str(card.id),
                "premises": card.premises,
                "act": card.act,
                "number": card.number,
                "granted_by": card.granted_by,
                "expires_at": card.expires_at.isoformat(),
                "entries_left": str(card.entries_left),
            }


def _member(row: TeamMember) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "name": row.person.name,
        "team": row.team.name,
        "en": row.organisation.name_en,
        "cy": row.organisation.name_cy,
        "is_leader": row.is_leader,
    }
