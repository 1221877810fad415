"""Routes and values in the words of the problem."""

from __future__ import annotations

from unhidden.planning.week.plan import CrewRoute, PlannedStop, PlanPrices, WeekPlan
from unhidden.planning.week.searching import Routes
from unhidden.planning.week.tasks import PIN_VALUE, WeekTasks


def make_plan(
    week: WeekTasks,
    routes: Routes,
    *,
    bound: float | None = None,
    prices: PlanPrices | None = None,
) -> WeekPlan:
    """The plan in the words of the problem."""
    made = tuple(one for one in name_routes(week, routes) if one.stops)
    return WeekPlan(made, measure_plan(week, routes), bound, prices or PlanPrices())


def name_routes(week: WeekTasks, routes: Routes) -> tuple[CrewRoute, ...]:
    """Routes in the words of the problem, by crew-day; empty ones with them."""
    return tuple(
        CrewRoute(
            week.problem.crew_days[crew].id,
            tuple(_stop_of(week, task, start) for task, start in stops),
        )
        for crew, stops in sorted(routes.items())
    )


def _stop_of(week: WeekTasks, number: int, start: int) -> PlannedStop:
    task = week.tasks[number]
    return PlannedStop(task.source.id, task.kind.kind, task.role, start)


def measure_plan(week: WeekTasks, routes: Routes) -> int:
    """The value of the visits less the minutes on the road."""
    value = 0
    for crew, stops in routes.items():
        shift = week.problem.crew_days[crew]
        at = shift.start_place
        for number, _ in stops:
            task = week.tasks[number]
            value += task.measure_worth(shift) - PIN_VALUE * task.is_pinned
            value -= week.travel_minutes[at][task.place_number]
            at = task.place_number
        value -= week.travel_minutes[at][shift.end_place] if stops else 0
    return value
