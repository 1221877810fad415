"""A plan brought to the week as it is now: a copy, beside which it stays as it was."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from unhidden.access.actor import Actor
from unhidden.operations.models import Operation, PlanState, PlanVersion
from unhidden.operations.plans.actions.asking import assemble_for, make_version
from unhidden.operations.plans.actions.locking import read_row
from unhidden.operations.plans.queries.gathering import CrewOnDay
from unhidden.operations.plans.rules.fitting import (
    fit_plan,
    list_sent_crews,
    write_routes,
)
from unhidden.operations.plans.rules.routes import gather_visits
from unhidden.planning.week.plan import WeekPlan
from unhidden.planning.week.problem import WeekProblem


def renew_version(
    operation: Operation,
    row: PlanVersion,
    *,
    called: Collection[CrewOnDay] = (),
    actor: Actor,
    at: datetime,
) -> tuple[PlanVersion, WeekProblem, WeekPlan]:
    """A copy of the plan, saved, for the places, roads and rosters of this moment.

    The crews that it sends somewhere go out, and those in reserve that are ``called``.
    The copy of a what-if is one. Raises PlanNotThere, NothingToPlan and WeekFaulty.
    """
    problem, plan = read_row(row)
    days = tuple(date.fromisoformat(day) for day in row.named["days"])
    sent = list_sent_crews(problem, plan, days)
    week = assemble_for(
        operation, actor=actor, at=at, days=days, called=sent | set(called)
    )
    fitted = fit_plan(week.problem, plan)
    version = make_version(operation, week, actor=actor, at=at, copied_from_id=row.id)
    if row.state == PlanState.WHAT_IF:
        version.state, version.number = PlanState.WHAT_IF, None
    version.plan, version.value = write_routes(fitted), fitted.value
    version.visits = len(gather_visits(fitted))
    version.save(force_insert=True)
    return version, week.problem, fitted
