"""What is barred at the places of an operation, as it is now."""

from __future__ import annotations

from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.operations.models import CandidateBar
from unhidden.operations.policies import PLAN
from unhidden.operations.targets.rules.bars import AssignmentBar


@query
def list_bars(
    *, viewer: Actor, operation_id: UUID, premises_id: UUID
) -> list[AssignmentBar]:
    """The bars of a place, while it is a candidate of the operation."""
    viewer.must(PLAN)
    rows = CandidateBar.objects.filter(
        candidate__operation_id=operation_id,
        candidate__premises_id=premises_id,
        candidate__removed_at=None,
    )
    return [
        AssignmentBar(row.team_id, row.on, row.kind, row.reason)
        for row in rows.order_by("id")
    ]
