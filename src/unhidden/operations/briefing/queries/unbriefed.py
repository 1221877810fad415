"""Who has still to be briefed: teams, and the visits that they are to make."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.access.policy import Action
from unhidden.access.rls.rows import may_act_on
from unhidden.operations.briefing.queries.briefs import list_briefs
from unhidden.operations.models import Operation, TeamMember
from unhidden.operations.policies import PLAN
from unhidden.operations.visits.queries.cards import PlannedVisitCard
from unhidden.operations.visits.queries.visits import planned_visits


@query
def list_unbriefed_teams(*, viewer: Actor, operation_id: UUID) -> set[UUID]:
    """Teams that have no brief in force, or one that not everybody on them has read.

    For planners every team of the operation, for others their own.
    """
    cards = list_briefs(viewer=viewer, operation_id=operation_id)
    unread = {card.team_id for card in cards if card.team_id and card.unread_readers}
    briefed = {card.team_id for card in cards if card.number}
    members = TeamMember.objects.filter(team__operation_id=operation_id)
    if not _plans(viewer, operation_id):
        members = members.filter(person_id=viewer.person)
    known = set(members.order_by("id").values_list("team_id", flat=True))
    return {team for team in unread if team} | (known - briefed)


def _plans(viewer: Actor, operation_id: UUID) -> bool:
    """Whether the viewer plans the operation, be there a brief or none yet."""
    may_manage = may_act_on(Operation(id=operation_id), Action.MANAGE)
    return viewer.may(PLAN) and may_manage


@query
def list_unbriefed_visits(
    *, viewer: Actor, operation_id: UUID, today: date
) -> list[PlannedVisitCard]:
    """The visits still to be made whose crew is not briefed, by day and hour."""
    teams = list_unbriefed_teams(viewer=viewer, operation_id=operation_id)
    coming = planned_visits(viewer=viewer, operation_id=operation_id, status="planned")
    return [
        card
        for card in coming
        if teams.intersection(card.crew_ids) and card.on >= today
    ]
