"""What can be opened for an investigation: what it came from, by reference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.access.records import model_of
from unhidden.investigations.frame.queries import read_head
from unhidden.investigations.models import Material, MaterialKind
from unhidden.visits import queries as visits

_MOST = 20
_KINDS = (MaterialKind.VISIT, MaterialKind.INTELLIGENCE, MaterialKind.REPORT)
# Its kind, its id, what it is called, and when it was made.
_Source = tuple[MaterialKind, UUID, str, datetime]


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
    """What is there to be opened, in the viewer's sight.

    The visits of an investigation, the intelligence written from them or that it came
    from, and the reports that this was written from. Raises Absent.
    """
    viewer.must("investigations.work")
    head = read_head(viewer, investigation_id)
    known = {
        (kind, source): number
        for kind, source, number in Material.objects.filter(
            investigation=head, kind__in=_KINDS
        ).values_list("kind", "source_id", "number")
    }
    visited = _known(known, MaterialKind.VISIT)[:_MOST]
    rows = [*_visits(viewer, visited), *_intelligence(viewer, visited, known)]
    return [
        OpenableSource(
            id=source_id,
            kind=kind.value,
            kind_label=str(kind.label),
            reference=reference,
            at=at,
            number=known.get((kind.value, source_id)),
        )
        for kind, source_id, reference, at in rows
    ]


def _known(known: Mapping[tuple[str, UUID], int], kind: str) -> list[UUID]:
    """What of a kind is an item, the first first."""
    found = (key for key in known if key[0] == kind)
    return [source for _, source in sorted(found, key=lambda key: known[key])]


def _visits(viewer: Actor, visited: Sequence[UUID]) -> Iterator[_Source]:
    for visit_id in visited:
        try:
            visit = visits.get_visit(viewer=viewer, visit_id=visit_id)
        except Absent:
            continue
        yield MaterialKind.VISIT, visit.id, visit.premises, visit.started_at


def _intelligence(
    viewer: Actor, visited: Sequence[UUID], known: Mapping[tuple[str, UUID], int]
) -> Iterator[_Source]:
    """Intelligence by its reference, and each report behind it by the same."""
    if not viewer.may("intelligence.see_items"):
        return
    mine = _known(known, MaterialKind.INTELLIGENCE)
    kept: Any = model_of("intelligence")._default_manager
    found = kept.filter(Q(visit_id__in=visited) | Q(id__in=mine))
    rows = list(
        found.order_by("-written_at", "id").values_list(
            "id", "urn", "written_at", "report_id"
        )[: 2 * _MOST]
    )
    for id_, urn, at, _ in rows:
        yield MaterialKind.INTELLIGENCE, id_, urn, at
    behind = {report_id: (urn, at) for _, urn, at, report_id in rows if report_id}
    for report_id, (urn, at) in behind.items():
        yield MaterialKind.REPORT, report_id, urn, at
