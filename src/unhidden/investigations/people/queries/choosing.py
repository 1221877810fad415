"""Whom a page offers: possible victims of visits, and people of one's own."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.investigations.frame.queries import own_investigations, read_head
from unhidden.investigations.models import (
    ENDED,
    InvestigatedPerson,
    Investigation,
    Origin,
    OriginKind,
)
from unhidden.visits import queries as visits


@dataclass(frozen=True, slots=True)
class OfferedPerson:
    """Somebody in one of the viewer's investigations that take rows, by number."""

    investigation_id: UUID
    person_id: UUID
    urn: str
    number: int


@query
@of_one_record("investigation_id")
def list_possible_victims(
    *, viewer: Actor, investigation_id: UUID
) -> list[tuple[UUID, str, int]]:
    """Possible victims of its visits who are not in it: id, premises, number there.

    As far as the viewer may read the visits. Raises Absent.
    """
    viewer.must("investigations.work")
    head = read_head(viewer, investigation_id)
    known = set(
        InvestigatedPerson.objects.filter(
            investigation=head, possible_victim_id__isnull=False
        ).values_list("possible_victim_id", flat=True)
    )
    origins = Origin.objects.filter(
        investigation=head,
        kind=OriginKind.VISIT,
        source_id__isnull=False,
        recalled_at=None,
    ).order_by("brought_at", "id")
    found = []
    for visit_id in origins.values_list("source_id", flat=True)[:20]:
        found += _of_visit(viewer, visit_id)
    return [each for each in found if each[0] not in known]


@query
def list_offered_people(*, viewer: Actor) -> list[OfferedPerson]:
    """The people of the viewer's own investigations that take rows, by number."""
    viewer.must("investigations.work")
    mine = Investigation.objects.filter(own_investigations(viewer))
    rows = (
        InvestigatedPerson.objects.filter(
            investigation__in=mine.exclude(status__in=ENDED)
        )
        .select_related("investigation")
        .order_by("investigation__urn", "number")
    )
    return [
        OfferedPerson(row.investigation_id, row.id, row.investigation.urn, row.number)
        for row in rows
    ]


def _of_visit(viewer: Actor, visit_id: UUID | None) -> list[tuple[UUID, str, int]]:
    if visit_id is None:
        return []
    try:
        visit = visits.get_visit(viewer=viewer, visit_id=visit_id)
    except Absent:
        return []
    return [(one.id, visit.premises, one.number) for one in visit.possible_victims]
