"""A plan as a hand may change it now, also for a place that was added after it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.operations.models import PlannedVisit, PlanStatus, PremisesCandidate
from unhidden.operations.plans.queries.assembling import assemble_operation
from unhidden.operations.plans.queries.bars import renew_bars
from unhidden.operations.plans.queries.cards import PlanVersionView
from unhidden.operations.plans.queries.versions import get_plan_version, read_names
from unhidden.operations.plans.rules.fitting import fit_plan, list_sent_crews
from unhidden.operations.plans.rules.routes import gather_visits
from unhidden.operations.policies import PLAN


@dataclass(frozen=True, slots=True)
class PlanToChange:
    """A plan to be changed; ``is_renewed`` for the week as it is now, and not kept yet.

    ``lost`` are the places of visits that are possible no more in that week.
    """

    view: PlanVersionView
    is_renewed: bool = False
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AddedPlace:
    """A candidate that a plan does not know; ``is_aside`` if it was left aside."""

    id: str
    premises: str
    is_aside: bool


@query
def get_plan_to_change(
    *, viewer: Actor, version_id: UUID, candidate: str, at: datetime
) -> PlanToChange:
    """The plan with what is barred of the candidate now.

    It is brought to the week as it is now if it does not know the candidate.
    Raises Absent where nothing was found yet, and where no day is left.
    """
    viewer.must(PLAN)
    view = get_plan_version(viewer=viewer, version_id=version_id)
    if view.plan is None:
        raise Absent
    if candidate not in view.problem.candidate_of:
        return _renew(viewer, view, at)
    problem = renew_bars(
        viewer=viewer,
        operation_id=view.card.operation_id,
        problem=view.problem,
        days=view.names.days,
        candidate=candidate,
        premises_id=view.names.premises_ids[candidate],
    )
    return PlanToChange(replace(view, problem=problem))


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


def _renew(viewer: Actor, view: PlanVersionView, at: datetime) -> PlanToChange:
    plan = view.plan
    assert plan is not None  # noqa: S101  # for the type only: its caller asked
    days = view.names.days
    week = assemble_operation(
        viewer=viewer,
        operation_id=view.card.operation_id,
        at=at,
        days=days,
        called=list_sent_crews(view.problem, plan, days),
    )
    if week is None:
        raise Absent
    fitted = fit_plan(week.problem, plan)
    lost = gather_visits(plan).keys() - gather_visits(fitted).keys()
    renewed = replace(
        view,
        problem=week.problem,
        plan=fitted,
        names=read_names(viewer, week.named),
        findings=week.findings,
    )
    return PlanToChange(
        renewed, True, tuple(sorted(view.names.premises[one] for one in lost))
    )
