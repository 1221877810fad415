"""The teams of keys that come with an engagement, and go with it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from unhidden.access.policy import Role
from unhidden.agencies.models import Engagement
from unhidden.agencies.policies import opens_sealed
from unhidden.agencies.queries import register_team_of, safeguarding_team_of
from unhidden.vault import actions as vault


def list_key_teams(engagement: Engagement) -> set[UUID]:
    """The organisation's team, and for its safeguarding leads a team of their own."""
    organisation_id = engagement.organisation_id
    teams = {organisation_id} if opens_sealed(engagement.role) else set()
    if engagement.role == Role.SAFEGUARDING_LEAD:
        teams.add(safeguarding_team_of(organisation_id))
    return teams


def list_teams_left(engagement: Engagement) -> list[UUID]:
    """The teams that no other work of the person needs, once this one ends."""
    others = Engagement.objects.filter(
        person_id=engagement.person_id,
        organisation_id=engagement.organisation_id,
        approved_at__isnull=False,
        ended_at__isnull=True,
    ).exclude(id=engagement.id)
    kept = (list_key_teams(row) for row in others.order_by("id"))
    return sorted(list_key_teams(engagement).difference(*kept))


def join_key_teams(engagement: Engagement, at: datetime) -> None:
    """Bring the person to the teams; the first safeguarding lead begins theirs.

    They wait there, where the server does not hold the keys, or they proved none yet.
    """
    organisation_id = engagement.organisation_id
    for team_id in sorted(list_key_teams(engagement)):
        vault.create_team(team_id=team_id, organisation_id=organisation_id, at=at)
        vault.join_team(team_id=team_id, person_id=engagement.person_id, at=at)


def join_lead_team(organisation_id: UUID, at: datetime) -> None:
    """Bring in those who led safeguarding before their team had keys."""
    rows = Engagement.objects.filter(
        organisation_id=organisation_id,
        role=Role.SAFEGUARDING_LEAD,
        approved_at__isnull=False,
        ended_at__isnull=True,
    )
    for engagement in rows.order_by("id"):
        join_key_teams(engagement, at)


def leave_key_teams(engagement: Engagement, at: datetime) -> None:
    """Take the person out of the teams that they do not need any more.

    That of the organisation's registers is one: who keeps them is named, and goes with
    any engagement there. Raises LastMember where nobody else holds the keys.
    """
    registers = register_team_of(engagement.organisation_id)
    for team_id in [*list_teams_left(engagement), registers]:
        try:
            vault.leave_team(team_id=team_id, person_id=engagement.person_id, at=at)
        except vault.NoSuchHolder:  # they led before their team had keys
            continue
