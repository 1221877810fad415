"""The viewer's own investigations, and one as its team sees it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.access.rls import rows
from unhidden.investigations.frame.queries import (
    InvestigationCard,
    describe_head,
    own_investigations,
    read_head,
)
from unhidden.investigations.models import ENDED, Investigation, OriginKind
from unhidden.investigations.origins.queries import find_first_sources
from unhidden.sharing import queries as sharing


@dataclass(frozen=True, slots=True)
class InvestigationView:
    """One investigation; ``visit_id`` and ``disclosure_id`` are its first origins of
    these kinds."""

    card: InvestigationCard
    grounds: str
    visit_id: UUID | None
    disclosure_id: UUID | None
    opened_by: str
    team: tuple[sharing.RecordTeamMember, ...]
    may_work: bool
    may_manage: bool
    may_export: bool


@query
def list_investigations(*, viewer: Actor) -> list[InvestigationCard]:
    """The viewer's own investigations: open ones first, the newest first."""
    viewer.must("investigations.see_own")
    found = (
        Investigation.objects.filter(own_investigations(viewer))
        .select_related("organisation")
        .order_by("-opened_at", "id")
    )
    return sorted((describe_head(row) for row in found), key=lambda c: not c.is_open)


@query
@of_one_record("investigation_id")
def get_investigation(*, viewer: Actor, investigation_id: UUID) -> InvestigationView:
    """One investigation for its team; raises Absent for everyone else."""
    viewer.must("investigations.see_own")
    return show_investigation(viewer, read_head(viewer, investigation_id))


def show_investigation(viewer: Actor, row: Investigation) -> InvestigationView:
    """An investigation in view, as its team sees it."""
    sources = find_first_sources(row)
    able = rows.find_actions(row, ("manage", "write"))
    goes_on = row.status not in ENDED
    return InvestigationView(
        card=describe_head(row),
        grounds=row.grounds,
        visit_id=sources.get(OriginKind.VISIT),
        disclosure_id=sources.get(OriginKind.DISCLOSURE),
        opened_by=row.opened_by.name,
        team=sharing.find_team(viewer=viewer, record=row),
        may_work=goes_on and viewer.may("investigations.work") and "write" in able,
        may_manage=goes_on
        and viewer.may("investigations.manage_team")
        and "manage" in able,
        may_export=viewer.may("investigations.export") and "write" in able,
    )
