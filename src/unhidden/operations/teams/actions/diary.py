"""What is planned for which hour, in every operation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from unhidden.operations.models import (
    AwarenessEvent,
    PlannedVisit,
    PlanStatus,
    SupportingCrew,
    Team,
    TeamMember,
)
from unhidden.planning.clashes import PlannedSlot, clashes_with

# What was made or held lies behind, and keeps nobody from anything.
_ON_AT_AN_HOUR = Q(starts_at__isnull=False, status=PlanStatus.PLANNED)
_NOBODY: frozenset[UUID] = frozenset()


def list_slots(days: Collection[date]) -> list[PlannedSlot]:
    """Every visit and event still planned for these days that has an hour."""
    on = Q(on__in=list(days)) & _ON_AT_AN_HOUR
    visits = PlannedVisit.objects.filter(on).order_by("id")
    events = AwarenessEvent.objects.filter(on).order_by("id")
    known = [
        *(
            PlannedSlot(v.id, v.on, v.starts_at, v.team_id, _NOBODY, v.premises_id)
            for v in visits
        ),
        *(
            PlannedSlot(s.visit_id, s.visit.on, s.visit.starts_at, s.team_id)
            for s in _list_support(days)
        ),
        *(PlannedSlot(e.id, e.on, e.starts_at, e.team_id) for e in events),
    ]
    people = _people_of({slot.team_id for slot in known if slot.team_id})
    return [
        replace(slot, people=people[slot.team_id]) if slot.team_id else slot
        for slot in known
    ]


def _list_support(days: Collection[date]) -> QuerySet[SupportingCrew]:
    rows = SupportingCrew.objects.filter(
        visit__on__in=list(days),
        visit__starts_at__isnull=False,
        visit__status=PlanStatus.PLANNED,
    )
    return rows.select_related("visit").order_by("id")


def makes_busy(team: Team, person_id: UUID) -> bool:
    """Whether somebody who joins the team would have to be in two places at once."""
    days = {
        *team.plannedvisit_set.order_by("id").values_list("on", flat=True),
        *team.supported.order_by("id").values_list("visit__on", flat=True),
        *team.awarenessevent_set.order_by("id").values_list("on", flat=True),
    }
    known = list_slots(days)
    own = [slot for slot in known if slot.team_id == team.id]
    elsewhere = [
        slot for slot in known if slot.team_id != team.id and person_id in slot.people
    ]
    joined = frozenset({person_id})
    return any(
        clashes_with(
            PlannedSlot(slot.id, slot.on, slot.starts_at, people=joined), elsewhere
        )
        for slot in own
    )


def _people_of(team_ids: Collection[UUID]) -> Mapping[UUID, frozenset[UUID]]:
    members = TeamMember.objects.filter(team_id__in=team_ids).order_by("id")
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for team_id, person_id in members.values_list("team_id", "person_id"):
        found[team_id].add(person_id)
    return {team_id: frozenset(found[team_id]) for team_id in team_ids}
