"""What visits taught the desk, in references only: for those who count it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.intelligence.models import IntelligenceReport


@dataclass(frozen=True, slots=True)
class Learnt:
    """A report that a visit led to: its reference and its day, and no content."""

    id: UUID
    urn: str
    on: date


@query
def learnt_at(*, viewer: Actor, visit_ids: Iterable[UUID]) -> list[Learnt]:
    """The reports that these visits led to, by reference.

    For those who read intelligence and for those who answer for the results.
    """
    reads = viewer.may("intelligence.see_items")
    if not (reads or viewer.may("oversight.see_results")):
        raise Absent
    rows = IntelligenceReport.objects.filter(visit_id__in=list(visit_ids))
    return [
        Learnt(id=row.id, urn=row.urn, on=timezone.localdate(row.written_at))
        for row in rows.only("id", "urn", "written_at").order_by("urn", "id")
    ]
