"""An investigation as its own team sees it; to everyone else it is not there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from unhidden.access import rows
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.agencies import queries as agencies
from unhidden.investigations.models import Investigation, InvestigationStatus
from unhidden.sharing import queries as sharing


@dataclass(frozen=True, slots=True)
class InvestigationCard:
    id: UUID
    urn: str
    title: str
    organisation: str
    status: str
    status_label: str
    opened_at: datetime

    @property
    def is_open(self) -> bool:
        return self.status == InvestigationStatus.OPEN


@dataclass(frozen=True, slots=True)
class InvestigationView:
    card: InvestigationCard
    grounds: str
    visit_id: UUID | None
    disclosure_id: UUID | None
    opened_by: str
    team: tuple[sharing.Member, ...]
    may_manage: bool


def own_investigations(viewer: Actor) -> Q:
    """The condition on investigations that the viewer may see now."""
    return rows.visible(viewer, Investigation.domain(), organisation="organisation_id")


@query
def investigations(*, viewer: Actor) -> list[InvestigationCard]:
    """The viewer's own investigations: open ones first, the newest first."""
    viewer.must("investigations.see_own")
    found = (
        Investigation.objects.filter(own_investigations(viewer))
        .select_related("organisation")
        .order_by("-status", "-opened_at", "id")
    )
    return [_card(row) for row in found]


@query
@of_one_record("investigation_id")
def investigation(*, viewer: Actor, investigation_id: UUID) -> InvestigationView:
    """One investigation for its team; raises Absent for everyone else."""
    viewer.must("investigations.see_own")
    row = (
        Investigation.objects.filter(own_investigations(viewer), id=investigation_id)
        .select_related("organisation", "opened_by")
        .first()
    )
    if row is None:
        raise Absent
    return InvestigationView(
        card=_card(row),
        grounds=row.grounds,
        visit_id=row.visit_id,
        disclosure_id=row.disclosure_id,
        opened_by=row.opened_by.name,
        team=sharing.team(viewer=viewer, record=row),
        may_manage=viewer.may("investigations.manage_team")
        and row.status == "open"
        and rows.may(row, "manage"),
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
