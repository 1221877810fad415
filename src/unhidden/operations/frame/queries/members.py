"""Teams with their people, as a whole operation shows them."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from unhidden.agencies import queries as agencies
from unhidden.operations.frame.queries.cards import MemberCard, TeamCard
from unhidden.operations.models import Team, TeamMember


def with_members() -> QuerySet[Team]:
    """Teams by name, ready for ``card_of``."""
    members = TeamMember.objects.select_related("person", "organisation")
    ordered = members.order_by("-is_leader", "person__name", "id")
    return Team.objects.prefetch_related(
        Prefetch("members", queryset=ordered)
    ).order_by("name", "id")


def card_of(row: Team) -> TeamCard:
    return TeamCard(
        id=row.id,
        name=row.name,
        members=tuple(
            MemberCard(
                person_id=member.person_id,
                name=member.person.name,
                organisation_id=member.organisation_id,
                organisation=agencies.name_of(member.organisation),
                organisation_kind=member.organisation.kind,
                is_leader=member.is_leader,
            )
            for member in row.members.all()
        ),
    )
