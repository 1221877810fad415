"""What visits taught the desk, in references only: for those who count it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.utils import timezone

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query


@dataclass(frozen=True, slots=True)
class VisitReportReference:
    """A report that a visit led to: its reference and its day, and no content."""

    id: UUID
    urn: str
    on: date


@query
def learnt_at(
    *, viewer: Actor, visit_ids: Iterable[UUID]
) -> list[VisitReportReference]:
    """The reports that these visits led to, by reference.

    For those who read intelligence and for those who answer for the results.
    """
    reads = viewer.may("intelligence.see_items")
    if not (reads or viewer.may("oversight.see_results")):
        raise Absent
    with connection.cursor() as cursor:
        cursor.execute("select * from wall.learnt_at(%s)", [list(visit_ids)])
        return [
            VisitReportReference(id=key, urn=urn, on=timezone.localdate(written_at))
            for key, urn, written_at in cursor.fetchall()
        ]
