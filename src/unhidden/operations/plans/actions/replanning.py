"""Planning again what is left of a day, after something that no plan knew."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.operations import policies
from unhidden.operations.models import (
    Operation,
    PlannedVisit,
    PlanStatus,
    PlanVersion,
    SearchKind,
)
from unhidden.operations.plans.actions import refusals
from unhidden.operations.plans.actions.asking import check_waiting, request_search
from unhidden.operations.plans.actions.locking import lock_version, read_row
from unhidden.operations.plans.actions.renewing import renew_version
from unhidden.operations.plans.queries.gathering import CrewOnDay
from unhidden.operations.plans.queries.reserves import find_reserve
from unhidden.operations.plans.rules.happenings import (
    OF_A_CREW,
    DayHappening,
    HappeningKind,
    find_running,
    observe_day,
)
from unhidden.planning.week.plan import WeekPlan
from unhidden.planning.week.problem import WeekProblem

#: Seconds that a re-plan is searched: it is waited for.
SECONDS = 5


@action
def ask_for_replan(
    *,
    version_id: UUID,
    happening: DayHappening,
    has_reserve: bool = False,
    actor: Actor,
    at: datetime,
) -> UUID:
    """Plan what is left of a day again, as a draft beside the plan; gives the search.

    Roads, places and rosters are those of this moment; with ``has_reserve`` the day's
    crew in reserve goes out too. Raises NoSituation, NoReserve, PlanNotThere,
    TooManyPlanSearches, NothingToPlan and WeekFaulty.
    """
    actor.must(policies.PLAN)
    operation, row = lock_version(version_id)
    check_waiting(operation, at)
    problem, plan = read_row(row)
    _check(problem, plan, happening)
    on = date.fromisoformat(row.named["days"][happening.day])
    version, problem, fitted = renew_version(
        operation,
        row,
        called=_call_reserve(operation, on, actor) if has_reserve else (),
        actor=actor,
        at=at,
    )
    done = _list_done(operation, row)
    state = observe_day(problem, fitted, happening, done=done)
    return request_search(
        version, SearchKind.REPLAN, SECONDS, given={"state": state}, actor=actor, at=at
    )


def _check(problem: WeekProblem, plan: WeekPlan, happening: DayHappening) -> None:
    """Raise NoSituation where it cannot have happened in this plan."""
    if not 0 <= happening.day < problem.days:
        raise refusals.NoSituation
    if happening.kind not in OF_A_CREW:
        return
    shift = problem.crew_day_of.get(happening.crew_day)
    if shift is None or shift.day != happening.day:
        raise refusals.NoSituation
    needs_visit = happening.kind != HappeningKind.CREW_OUT
    running = find_running(problem, plan, shift.id, happening.minute)
    if needs_visit and running is None:
        raise refusals.NoSituation


def _call_reserve(operation: Operation, on: date, actor: Actor) -> set[CrewOnDay]:
    team_id = find_reserve(viewer=actor, operation_id=operation.id, on=on)
    if team_id is None:
        raise refusals.NoReserve
    return {(team_id, on)}


def _list_done(operation: Operation, version: PlanVersion) -> set[str]:
    """The candidates whose planned visit was made, or cancelled, by now."""
    rows = PlannedVisit.objects.filter(operation=operation)
    over = set(
        rows.exclude(status=PlanStatus.PLANNED)
        .order_by("id")
        .values_list("id", flat=True)
    )
    named = version.named["candidates"].items()
    return {
        key for key, one in named if one["planned"] and UUID(one["planned"]) in over
    }
