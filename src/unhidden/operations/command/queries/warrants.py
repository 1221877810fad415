"""The warrants that Gold and Silver must use soon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.operations.command.queries.posts import find_commander
from unhidden.operations.command.rules.posts import PLANNING_POSTS
from unhidden.operations.command.rules.warrants import ends_soon
from unhidden.operations.models import PremisesWarrant


@dataclass(frozen=True, slots=True)
class EndingWarrant:
    """A warrant with an entry left, where it is for, and when it ends."""

    id: UUID
    premises: str
    number: str
    expires_at: datetime


@query
def list_warrants_to_use(
    *, viewer: Actor, operation_id: UUID, at: datetime
) -> list[EndingWarrant]:
    """For who is Gold or Silver now, what ends within seven days, the next first;
    for others nothing. Raises Absent."""
    found = find_commander(viewer=viewer, operation_id=operation_id)
    if not found.is_open or found.parts.isdisjoint(PLANNING_POSTS):
        return []
    held = PremisesWarrant.objects.filter(
        operation_id=operation_id, withdrawn_at__isnull=True
    )
    left = held.annotate(used=Count("entries_used")).filter(used__lt=F("entries"))
    rows = left.select_related("premises").order_by("expires_at", "number", "id")
    return [
        EndingWarrant(row.id, row.premises.name, row.number, row.expires_at)
        for row in rows
        if ends_soon(row.expires_at, at)
    ]
