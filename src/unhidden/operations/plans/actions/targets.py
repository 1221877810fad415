"""What is decided of the plan's places at the moment of taking it.

A plan keeps its problem as it was searched; whoever planned may since have taken a
place out, decided another kind of visit for it, or barred it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from unhidden.operations.models import (
    Operation,
    PlannedVisit,
    PlanStatus,
    PremisesCandidate,
    VisitKind,
)


@dataclass(frozen=True, slots=True)
class HeldTargets:
    """Candidates by premises; ``declared`` are premises of a safeguarding visit."""

    candidates: Mapping[UUID, PremisesCandidate]
    declared: frozenset[UUID]

    def find_power(self, premises_id: UUID, kind: str) -> tuple[str, str] | None:
        """The power and authority that a kind of visit enters by, as decided now."""
        row = self.candidates.get(premises_id)
        options = row.options.all() if row else ()
        return next(
            ((one.power, one.authority) for one in options if one.kind == kind), None
        )


def hold_targets(operation: Operation) -> HeldTargets:
    """The candidates of an operation; who holds it lets nobody decide meanwhile."""
    rows = PremisesCandidate.objects.filter(operation=operation).order_by("id")
    declared = PlannedVisit.objects.filter(
        operation=operation, kind=VisitKind.SAFEGUARDING
    ).exclude(status=PlanStatus.CANCELLED)
    return HeldTargets(
        {row.premises_id: row for row in rows.prefetch_related("options", "bars")},
        frozenset(declared.order_by("id").values_list("premises_id", flat=True)),
    )
