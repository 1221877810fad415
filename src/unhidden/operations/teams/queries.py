"""Teams: who is on them, and who could be."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.agencies import queries as agencies
from unhidden.agencies.queries import Colleague
from unhidden.operations.frame.queries.cards import TeamCard
from unhidden.operations.frame.queries.members import card_of, with_members
from unhidden.operations.models import Operation, TeamMember
from unhidden.operations.policies import PLAN, SEE, VISIT


@query
def get_team(*, viewer: Actor, team_id: UUID) -> tuple[UUID, TeamCard]:
    """A team, after the operation it belongs to; raises Absent."""
    viewer.must(SEE)
    row = with_members().filter(id=team_id).first()
    if row is None:
        raise Absent
    return row.operation_id, card_of(row)


def is_on_team(*, person_id: UUID, team_id: UUID) -> bool:
    return person_id in people_on_teams(team_ids=[team_id])


def people_on_teams(*, team_ids: Collection[UUID]) -> frozenset[UUID]:
    """The ids of the people of these teams."""
    members = TeamMember.objects.filter(team__in=team_ids)
    return frozenset(members.values_list("person_id", flat=True))


@query
def possible_members(
    *, viewer: Actor, operation_id: UUID, day: date
) -> list[Colleague]:
    """The people of the lead and the partners who may visit, by name.

    They are asked for the operation's first day, or for ``day`` once that is past.
    """
    viewer.must(PLAN)
    row = Operation.objects.filter(id=operation_id).first()
    if row is None:
        raise Absent
    organisations = {
        row.lead_id,
        *row.partners.order_by("id").values_list("organisation_id", flat=True),
    }
    visiting = agencies.list_colleagues(day=max(day, row.starts_on), permission=VISIT)
    return [one for one in visiting if one.organisation_id in organisations]
