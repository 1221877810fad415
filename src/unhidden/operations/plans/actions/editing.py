"""Changing a plan by hand: a visit moved, added or taken out, and that undone."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import Max

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.operations import policies
from unhidden.operations.models import EditKind, PlanEdit, PlanVersion
from unhidden.operations.plans.actions import refusals
from unhidden.operations.plans.actions.locking import lock_open_version, read_row
from unhidden.operations.plans.queries.bars import renew_bars
from unhidden.operations.plans.queries.versions import read_stored_plan
from unhidden.operations.plans.rules.checking import list_new_faults
from unhidden.operations.plans.rules.fitting import write_routes
from unhidden.operations.plans.rules.routes import (
    HandMove,
    drop_visit,
    gather_visits,
    measure_plan,
    move_visit,
    replace_routes,
)
from unhidden.planning.week.interchange import make_plain
from unhidden.planning.week.plan import CrewRoute, WeekPlan
from unhidden.planning.week.problem import WeekProblem


@action
def move_in_plan(
    *, version_id: UUID, revision: int, move: HandMove, actor: Actor, at: datetime
) -> None:
    """Put a visit at another hour, crew or day, or into the plan.

    ``revision`` is that of the plan as the actor saw it. Raises HandChangeImpossible,
    PlanChangedMeanwhile, PlanSettled, PlanBeingSearched, PlanNotThere, and Absent for a
    candidate or a crew-day that the problem does not have.
    """
    actor.must(policies.PLAN)
    row, problem, plan = _open(version_id, revision, move.candidate, actor, at)
    check_names(problem, move)
    is_there = move.candidate in gather_visits(plan)
    changed = move_visit(problem, plan, move)
    kind = EditKind.MOVE if is_there else EditKind.ADD
    _change(row, problem, plan, changed, kind, actor=actor, at=at)


@action
def drop_from_plan(
    *, version_id: UUID, revision: int, candidate: str, actor: Actor, at: datetime
) -> None:
    """Take a visit out of the plan. Raises what ``move_in_plan`` raises."""
    actor.must(policies.PLAN)
    _, row = lock_open_version(version_id, revision, actor=actor, at=at)
    problem, plan = read_row(row)
    if candidate not in gather_visits(plan):
        raise Absent
    changed = drop_visit(plan, candidate)
    _change(row, problem, plan, changed, EditKind.DROP, actor=actor, at=at)


@action
def fill_slot(
    *,
    version_id: UUID,
    revision: int,
    candidate: str,
    routes: tuple[CrewRoute, ...],
    actor: Actor,
    at: datetime,
) -> None:
    """Put a visit into a slot that was found, with the routes that change for it.

    Raises what ``move_in_plan`` raises.
    """
    actor.must(policies.PLAN)
    row, problem, plan = _open(version_id, revision, candidate, actor, at)
    changed = replace_routes(plan, routes)
    check_known(problem, changed)
    _change(row, problem, plan, changed, EditKind.ADD, actor=actor, at=at)


@action
def undo_change(*, version_id: UUID, revision: int, actor: Actor, at: datetime) -> None:
    """Undo the newest change by hand that is not undone, whoever made it.

    Raises NoChangeToUndo, and what ``move_in_plan`` raises of the plan.
    """
    actor.must(policies.PLAN)
    _, row = lock_open_version(version_id, revision, actor=actor, at=at)
    edits = row.edits.exclude(kind=EditKind.UNDO).filter(planedit=None)
    last = edits.order_by("-number").first()
    if last is None:
        raise refusals.NoChangeToUndo
    problem, plan = read_row(row)
    before = read_stored_plan(last.before, {}, [], None)
    if before is None:
        raise refusals.NoChangeToUndo
    _keep(row, problem, plan, before, EditKind.UNDO, undoes=last, actor=actor, at=at)


def check_known(problem: WeekProblem, plan: WeekPlan) -> None:
    """Raise Absent for a plan with a crew-day or a place that the problem has not."""
    crew_days = {route.crew_day for route in plan.routes}
    if not crew_days <= problem.crew_day_of.keys():
        raise Absent
    if not gather_visits(plan).keys() <= problem.candidate_of.keys():
        raise Absent


def check_names(problem: WeekProblem, move: HandMove) -> None:
    """Raise Absent for a candidate or a crew-day that the problem does not have."""
    is_known = move.candidate in problem.candidate_of and move.crew_days
    if not is_known or any(one not in problem.crew_day_of for one in move.crew_days):
        raise Absent


def _open(
    version_id: UUID, revision: int, candidate: str, actor: Actor, at: datetime
) -> tuple[PlanVersion, WeekProblem, WeekPlan]:
    """The plan to be changed, held, with what is barred of the candidate now."""
    _, row = lock_open_version(version_id, revision, actor=actor, at=at)
    problem, plan = read_row(row)
    if candidate not in problem.candidate_of:
        raise Absent
    problem = renew_bars(
        viewer=actor,
        operation_id=row.operation_id,
        problem=problem,
        days=[date.fromisoformat(day) for day in row.named["days"]],
        candidate=candidate,
        premises_id=UUID(row.named["candidates"][candidate]["premises"]),
    )
    return row, problem, plan


def _change(
    row: PlanVersion,
    problem: WeekProblem,
    plan: WeekPlan,
    changed: WeekPlan,
    kind: EditKind,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    if faults := list_new_faults(problem, plan, changed):
        raise refusals.HandChangeImpossible(faults)
    _keep(row, problem, plan, changed, kind, actor=actor, at=at)


def _keep(
    row: PlanVersion,
    problem: WeekProblem,
    plan: WeekPlan,
    changed: WeekPlan,
    kind: EditKind,
    *,
    undoes: PlanEdit | None = None,
    actor: Actor,
    at: datetime,
) -> None:
    valued = WeekPlan(changed.routes, measure_plan(problem, changed))
    last = row.edits.aggregate(last=Max("number"))["last"] or 0
    PlanEdit(
        version=row,
        number=last + 1,
        kind=kind,
        made_by_id=actor.person,
        made_at=at,
        before=write_routes(plan),
        after=write_routes(valued),
        undoes=undoes,
    ).save(force_insert=True)
    visited = gather_visits(valued)
    reasons = [one for one in row.reasons or [] if one["candidate"] not in visited]
    row.plan, row.value, row.visits = write_routes(valued), valued.value, len(visited)
    row.reasons, row.revision = make_plain(tuple(reasons)), row.revision + 1
    row.save(update_fields=["plan", "value", "visits", "reasons", "revision"])
    audit.record_event(
        name="operations.plan_changed",
        actor=actor,
        subject=row,
        at=at,
        detail={"operation": str(row.operation_id)},
    )
