"""The routes of a plan: what they are worth, and how a hand changes them.

A change keeps everything else where it is; a visit after it begins later only where it
must, and one that has partners at its hour never.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from unhidden.planning.week.plan import CrewRoute, PlannedStop, WeekPlan
from unhidden.planning.week.problem import CrewDay, MenuItem, WeekProblem

LEAD = 0


@dataclass(frozen=True, slots=True)
class HandMove:
    """A visit of a candidate at a minute, led by the first crew-day; others support."""

    candidate: str
    kind: str
    crew_days: tuple[str, ...]
    starts_at: int


def find_item(problem: WeekProblem, candidate: str, kind: str) -> MenuItem | None:
    """What that kind of visit to the candidate takes; None when it is not on offer."""
    known = problem.candidate_of.get(candidate)
    if known is None:
        return None
    return next((item for item in known.menu if item.kind == kind), None)


def drop_visit(plan: WeekPlan, candidate: str) -> WeekPlan:
    """The plan without any stop at the candidate; nobody else is moved."""
    routes = (
        replace(route, stops=_others(route.stops, candidate)) for route in plan.routes
    )
    return replace(plan, routes=tuple(one for one in routes if one.stops))


def move_visit(problem: WeekProblem, plan: WeekPlan, move: HandMove) -> WeekPlan:
    """The plan with the visit there instead of where it was, if it was anywhere.

    It may be impossible: ``checking.find_plan_faults`` says so.
    """
    left = drop_visit(plan, move.candidate)
    stops = {route.crew_day: route.stops for route in left.routes}
    for role, crew_day in enumerate(move.crew_days):
        made = PlannedStop(move.candidate, move.kind, role, move.starts_at)
        ordered = sorted(
            (*stops.get(crew_day, ()), made), key=lambda one: one.starts_at
        )
        stops[crew_day] = delay_stops(problem, crew_day, ordered, keep=made)
    return replace(left, routes=list_routes(stops))


def replace_routes(plan: WeekPlan, routes: Iterable[CrewRoute]) -> WeekPlan:
    """The plan in which these crew-days go so, and all others as before."""
    made = {one.crew_day: one for one in (*plan.routes, *routes)}
    return replace(plan, routes=tuple(one for one in made.values() if one.stops))


def list_routes(stops: Mapping[str, Sequence[PlannedStop]]) -> tuple[CrewRoute, ...]:
    """Routes in the order of their crew-days, those without a stop left out."""
    return tuple(
        CrewRoute(crew_day, tuple(each))
        for crew_day, each in sorted(stops.items())
        if each
    )


def delay_stops(
    problem: WeekProblem,
    crew_day: str,
    stops: Iterable[PlannedStop],
    *,
    keep: PlannedStop,
) -> tuple[PlannedStop, ...]:
    """The stops, each later where the one before and the road to it leave no choice.

    ``keep`` and what has partners stay, also where that cannot be.
    """
    shift = problem.crew_day_of[crew_day]
    at, since = shift.start_place, shift.starts_at
    made: list[PlannedStop] = []
    for stop in stops:
        place = problem.candidate_of[stop.candidate].place
        item = find_item(problem, stop.candidate, stop.kind)
        starts_at = stop.starts_at
        if stop is not keep and item is not None and not is_timed(problem, stop, item):
            arrives = since + problem.travel[at][place]
            starts_at = max(starts_at, _on_grid(problem, item, arrives))
        made.append(replace(stop, starts_at=starts_at))
        at, since = place, starts_at + (item.minutes if item else 0)
    return tuple(made)


def is_timed(problem: WeekProblem, stop: PlannedStop, item: MenuItem) -> bool:
    """Whether others begin at the same hour: its group, or crews that come along."""
    is_grouped = any(stop.candidate in group.members for group in problem.groups)
    return is_grouped or len(item.crews) > 1


def measure_plan(problem: WeekProblem, plan: WeekPlan) -> int:
    """The value of the visits less the minutes on the road."""
    value = 0
    for route in plan.routes:
        value -= measure_road(problem, problem.crew_day_of[route.crew_day], route.stops)
        for stop in route.stops:
            item = find_item(problem, stop.candidate, stop.kind)
            value += item.value if item is not None and stop.role == LEAD else 0
    return value


def measure_road(
    problem: WeekProblem, shift: CrewDay, stops: Sequence[PlannedStop]
) -> int:
    """The minutes that a crew is on the road, to its first stop and back with them."""
    if not stops:
        return 0
    places = [problem.candidate_of[one.candidate].place for one in stops]
    way = [shift.start_place, *places, shift.end_place]
    return sum(problem.travel[one][next_one] for one, next_one in pairwise(way))


def gather_visits(plan: WeekPlan) -> dict[str, tuple[tuple[str, PlannedStop], ...]]:
    """The stops of each candidate with their crew-days, the crew that leads first."""
    found: defaultdict[str, list[tuple[str, PlannedStop]]] = defaultdict(list)
    for crew_day, stop in plan.iterate_stops():
        found[stop.candidate].append((crew_day, stop))
    return {
        candidate: tuple(sorted(stops, key=lambda one: (one[1].role, one[0])))
        for candidate, stops in found.items()
    }


def _others(stops: Iterable[PlannedStop], candidate: str) -> tuple[PlannedStop, ...]:
    return tuple(one for one in stops if one.candidate != candidate)


def _on_grid(problem: WeekProblem, item: MenuItem, minute: int) -> int:
    return -(-minute // problem.grid) * problem.grid if item.is_on_grid else minute
