"""An investigation as its own team sees it; to everyone else it is not there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.agencies import queries as agencies
from unhidden.investigations.models import Investigation, InvestigationMember


@dataclass(frozen=True, slots=True)
class InvestigationCard:
    id: UUID
    urn: str
    title: str
    organisation: str
    status: str
    status_label: str
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class Member:
    person_id: UUID
    name: str
    is_lead: bool
    from_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class InvestigationView:
    card: InvestigationCard
    grounds: str
    visit_id: UUID | None
    disclosure_id: UUID | None
    opened_by: str
    team: tuple[Member, ...]


def own_investigations(viewer: Actor) -> QuerySet[InvestigationMember, UUID]:
    """The ids of the investigations on whose team the viewer is now."""
    return InvestigationMember.objects.filter(
        person_id=viewer.person, ended_at__isnull=True
    ).values_list("investigation_id", flat=True)


def investigations(*, viewer: Actor) -> list[InvestigationCard]:
    """The viewer's own investigations: open ones first, the newest first."""
    viewer.must("investigations.see_own")
    rows = (
        Investigation.objects.filter(id__in=own_investigations(viewer))
        .select_related("organisation")
        .order_by("-status", "-opened_at", "id")
    )
    return [_card(row) for row in rows]


def investigation(*, viewer: Actor, investigation_id: UUID) -> InvestigationView:
    """One investigation for its team; raises Absent for everyone else."""
    viewer.must("investigations.see_own")
    row = (
        Investigation.objects.filter(
            id=investigation_id, id__in=own_investigations(viewer)
        )
        .select_related("organisation", "opened_by")
        .first()
    )
    if row is None:
        raise Absent
    members = row.members.select_related("person").order_by("from_at", "id")
    return InvestigationView(
        card=_card(row),
        grounds=row.grounds,
        visit_id=row.visit_id,
        disclosure_id=row.disclosure_id,
        opened_by=row.opened_by.name,
        team=tuple(
            Member(
                person_id=each.person_id,
                name=each.person.name,
                is_lead=each.is_lead,
                from_at=each.from_at,
                ended_at=each.ended_at,
            )
            for each in members
        ),
    )


def _card(row: Investigation) -> InvestigationCard:
    return InvestigationCard(
        id=row.id,
        urn=row.urn,
        title=row.title,
        organisation=agencies.name_of(row.organisation),
        status=row.status,
        status_label=row.get_status_display(),
        opened_at=row.opened_at,
    )
