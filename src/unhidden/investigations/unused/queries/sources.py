"""What can be opened for an investigation: what its visits taught, by reference."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.intelligence import queries as intelligence
from unhidden.investigations.frame.queries import read_head
from unhidden.investigations.models import Material, MaterialKind
from unhidden.visits import queries as visits

_MOST = 20


@dataclass(frozen=True, slots=True)
class OpenableSource:
    """A record by its reference, without words; ``number`` of the item that it is."""

    id: UUID
    kind: str
    kind_label: str
    reference: str
    at: datetime
    number: int | None


@query
@of_one_record("investigation_id")
def list_sources(*, viewer: Actor, investigation_id: UUID) -> list[OpenableSource]:
    """Intelligence written from the visits of an investigation, in the viewer's sight.

    And the visits themselves. Raises Absent.
    """
    viewer.must("investigations.work")
    head = read_head(viewer, investigation_id)
    known = {
        (kind, source): number
        for kind, source, number in Material.objects.filter(
            investigation=head,
            kind__in=[MaterialKind.VISIT, MaterialKind.INTELLIGENCE],
        ).values_list("kind", "source_id", "number")
    }
    found = []
    for kind, visit_id in sorted(known, key=lambda key: known[key])[:_MOST]:
        if kind == MaterialKind.VISIT:
            found += _of_visit(viewer, visit_id, known)
    return found


def _of_visit(
    viewer: Actor, visit_id: UUID, known: dict[tuple[str, UUID], int]
) -> list[OpenableSource]:
    try:
        visit = visits.get_visit(viewer=viewer, visit_id=visit_id)
    except Absent:
        return []
    rows = [(MaterialKind.VISIT, visit.id, visit.premises, visit.started_at)]
    rows += [
        (MaterialKind.INTELLIGENCE, row.id, row.urn, row.written_at)
        for row in intelligence.reports_of_visit(viewer=viewer, visit_id=visit_id)
    ]
    return [
        OpenableSource(
            source_id,
            kind.value,
            str(kind.label),
            reference,
            at,
            known.get((kind.value, source_id)),
        )
        for kind, source_id, reference, at in rows
    ]
