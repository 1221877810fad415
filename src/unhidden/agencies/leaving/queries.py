"""What somebody who leaves has on their desk, and who could take it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.agencies import queries as agencies
from unhidden.agencies.actions import PERMISSION
from unhidden.agencies.key_teams import list_teams_left
from unhidden.agencies.leaving import caseload
from unhidden.agencies.leaving.caseload import OpenTeamPlace
from unhidden.agencies.models import Engagement
from unhidden.agencies.people.queries import EngagementView, find_engagement
from unhidden.vault import queries as vault


@dataclass(frozen=True, slots=True)
class CaseloadTaker:
    """A colleague of the same organisation, and the kinds of record they work on."""

    person_id: UUID
    name: str
    role_label: str
    domains: frozenset[str]


@dataclass(frozen=True, slots=True)
class LeavingPlan:
    """``holds_keys``: they give up the organisation's keys; ``is_last_holder``: nobody
    else holds them, so that they cannot go yet."""

    engagement: EngagementView
    places: tuple[OpenTeamPlace, ...]
    takers: tuple[CaseloadTaker, ...]
    holds_keys: bool
    is_last_holder: bool


@query
def plan_leaving(*, viewer: Actor, engagement_id: UUID, day: date) -> LeavingPlan:
    """Everything that needs a home before the engagement ends; raises Absent."""
    viewer.must(PERMISSION)
    found = find_engagement(viewer=viewer, engagement_id=engagement_id, day=day)
    holds, is_last = _keys(found)
    return LeavingPlan(
        engagement=found,
        places=tuple(caseload.list_open_places(engagement_id)),
        takers=_takers(found, viewer, day),
        holds_keys=holds,
        is_last_holder=is_last,
    )


def _takers(
    found: EngagementView, viewer: Actor, day: date
) -> tuple[CaseloadTaker, ...]:
    nobody = {found.person_id, viewer.person_id}
    takers: dict[UUID, CaseloadTaker] = {}
    for row in agencies.list_colleagues(day=day):
        if row.organisation_id != found.organisation_id or row.person_id in nobody:
            continue
        known = takers.get(row.person_id)
        domains = caseload.domains_of(row.role) | (known.domains if known else set())
        takers[row.person_id] = CaseloadTaker(
            row.person_id, row.name, row.role_label, domains
        )
    return tuple(takers.values())


def _keys(found: EngagementView) -> tuple[bool, bool]:
    """Whether they hold keys that they give up, and whether they alone do."""
    teams = list_teams_left(Engagement.objects.get(id=found.id))
    states = [vault.team_state(team_id=team_id) for team_id in teams]
    held = [
        state
        for state in states
        if state and found.person_id in {each.person_id for each in state.members}
    ]
    is_last = any(each.is_set_up and len(each.members) == 1 for each in held)
    return bool(held), is_last
