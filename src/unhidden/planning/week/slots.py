"""Who could take this one? The best slots for a candidate that a plan leaves out."""

from __future__ import annotations

from dataclasses import dataclass

from unhidden.planning.week.exchanges import VisitExchange
from unhidden.planning.week.insertion import count_use, find_insertion, list_visited
from unhidden.planning.week.meetings import find_ways
from unhidden.planning.week.naming import name_routes
from unhidden.planning.week.plan import CrewRoute, WeekPlan
from unhidden.planning.week.problem import WeekProblem
from unhidden.planning.week.repairs import keep_routes
from unhidden.planning.week.schedules import measure_routes
from unhidden.planning.week.searching import Routes
from unhidden.planning.week.tasks import Stops, WeekTasks, cut_into_tasks


@dataclass(frozen=True, slots=True)
class VisitSlot:
    """A crew-day, kind and minute for a visit, and what it does to the rest.

    ``costs`` is what the rest is worth less: road, and visits that fit nowhere any more
    (``left_out``) or that move (``moved``). ``routes`` are those that change.
    """

    crew_day: str
    kind: str
    day: int
    starts_at: int
    brings: int
    costs: int
    left_out: tuple[str, ...]
    moved: tuple[str, ...]
    routes: tuple[CrewRoute, ...]


def find_slots(
    problem: WeekProblem, plan: WeekPlan, candidate: str
) -> tuple[VisitSlot, ...]:
    """Up to three slots, the best for the week first, each with another crew-day.

    Nothing where no crew can take it, even if two visits make room. A member of a
    strike group comes with its group. Raises KeyError for a stranger.
    """
    week = cut_into_tasks(problem)
    number = problem.candidates.index(problem.candidate_of[candidate])
    routes = keep_routes(week, plan.routes)
    ways = find_ways(week, routes, number)
    slots = [_make_slot(week, routes, one) for one in ways]
    return tuple(sorted(slots, key=lambda one: one.costs - one.brings))


def _make_slot(week: WeekTasks, routes: Routes, way: VisitExchange) -> VisitSlot:
    problem, task = week.problem, week.tasks[way.task]
    after = {**routes, **dict(way.routes)}
    _put_back(week, after, way.dropped)
    visited = list_visited(week, after)
    before = measure_routes(week, routes)
    changed = {
        crew: stops for crew, stops in after.items() if stops != routes.get(crew, ())
    }
    return VisitSlot(
        crew_day=problem.crew_days[way.crew].id,
        kind=task.kind.kind,
        day=problem.crew_days[way.crew].day,
        starts_at=way.starts_at,
        brings=way.brings,
        costs=before - measure_routes(week, after) + way.brings,
        left_out=_name_candidates(problem, way.dropped - visited),
        moved=_name_candidates(problem, way.dropped & visited),
        routes=name_routes(week, changed),
    )


def _put_back(
    week: WeekTasks, routes: dict[int, Stops], dropped: frozenset[int]
) -> None:
    """Put each visit that made room where it still fits best, if anywhere."""
    for candidate in sorted(dropped):
        tasks = [one for one in week.leads_of[candidate] if not one.is_timed]
        for task in sorted(tasks, key=lambda one: -one.value):
            found = find_insertion(week, routes, task, count_use(week, routes))
            if found is not None:
                routes[found.crew] = found.stops
                break


def _name_candidates(problem: WeekProblem, numbers: frozenset[int]) -> tuple[str, ...]:
    return tuple(problem.candidates[one].id for one in sorted(numbers))
