"""A plan as a hand may change it now, and the places that were added after it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.operations.models import PlannedVisit, PlanStatus, PremisesCandidate
from unhidden.operations.plans.queries.bars import renew_bars
from unhidden.operations.plans.queries.cards import PlanVersionView
from unhidden.operations.plans.queries.versions import get_plan_version
from unhidden.operations.policies import PLAN


@dataclass(frozen=True, slots=True)
class AddedPlace:
    """A candidate that a plan does not know; ``is_aside`` if it was left aside."""

    id: str
    premises: str
    is_aside: bool


@query
def get_plan_to_change(
    *, viewer: Actor, version_id: UUID, candidate: str
) -> PlanVersionView:
    """The plan with what is barred of the candidate now.

    Raises Absent where nothing was found yet, and for a candidate that it has not.
    """
    viewer.must(PLAN)
    view = get_plan_version(viewer=viewer, version_id=version_id)
    if view.plan is None or candidate not in view.problem.candidate_of:
        raise Absent
    problem = renew_bars(
        viewer=viewer,
        operation_id=view.card.operation_id,
        problem=view.problem,
        days=view.names.days,
        candidate=candidate,
        premises_id=view.names.premises_ids[candidate],
    )
    return replace(view, problem=problem)


@query
def list_added(*, viewer: Actor, of: PlanVersionView) -> list[AddedPlace]:
    """The candidates with a kind of visit that the plan does not know, by name."""
    viewer.must(PLAN)
    operation_id = of.card.operation_id
    made = PlannedVisit.objects.filter(
        operation_id=operation_id, status=PlanStatus.DONE
    )
    known = {of.names.premises_ids[one] for one in of.problem.candidate_of}
    rows = PremisesCandidate.objects.filter(
        operation_id=operation_id, removed_at=None, options__isnull=False
    )
    rows = rows.exclude(premises_id__in=known)
    rows = rows.exclude(premises_id__in=made.values("premises_id"))
    rows = rows.select_related("premises").order_by("premises__name", "id").distinct()
    return [
        AddedPlace(str(row.id), row.premises.name, str(row.id) in of.names.premises)
        for row in rows
    ]
