"""What happens on a day that no plan knew, and how the day stands after it.

The state is plain data, for the row that the worker gives to its child
(``planning.week.replanning.DayState`` in JSON).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from unhidden.operations.plans.rules.routes import LEAD, find_item
from unhidden.planning.week.plan import CrewRoute, PlannedStop, WeekPlan
from unhidden.planning.week.problem import CrewDay, WeekProblem


class HappeningKind(StrEnum):
    """The six things that may happen."""

    ENFORCEMENT = "enforcement"
    OVERRUN = "overrun"
    CREW_OUT = "crew_out"
    ROAD_CLOSED = "road_closed"
    NOBODY_THERE = "nobody_there"
    URGENT = "urgent"


#: Those that are about one crew.
OF_A_CREW = frozenset(
    {
        HappeningKind.ENFORCEMENT,
        HappeningKind.OVERRUN,
        HappeningKind.CREW_OUT,
        HappeningKind.NOBODY_THERE,
    }
)
#: Minutes more that each takes where nobody says how many.
USUAL_MINUTES = {HappeningKind.ENFORCEMENT: 150, HappeningKind.OVERRUN: 45}
CUSTODY = "custody"


@dataclass(frozen=True, slots=True)
class DayHappening:
    """What happened at a minute of a day, to which crew, and what it takes."""

    kind: HappeningKind
    day: int
    minute: int
    crew_day: str = ""
    minutes: int = 0
    custody: int = 0


@dataclass
class DayTally:
    """The crews in service, what is settled and what is used, while they are told."""

    crews: dict[str, dict[str, Any]] = field(default_factory=dict)
    settled: set[str] = field(default_factory=set)
    used: Counter[str] = field(default_factory=Counter)


def observe_day(
    problem: WeekProblem,
    plan: WeekPlan,
    happening: DayHappening,
    *,
    done: Iterable[str] = (),
) -> dict[str, Any]:
    """The state of the day after it happened.

    Whatever began by then went as planned, except for what happened; ``done`` are
    candidates that were visited, whenever they were planned for.
    """
    tally = DayTally(settled=set(done))
    routes = {route.crew_day: route for route in plan.routes}
    for shift in problem.crew_days:
        if shift.day == happening.day:
            _observe_crew(problem, shift, routes.get(shift.id), happening, tally)
    if happening.custody:
        tally.used[CUSTODY] += happening.custody
    return {
        "day": happening.day,
        "minute": happening.minute,
        "crews": list(tally.crews.values()),
        "settled": sorted(tally.settled & problem.candidate_of.keys()),
        "used": sorted([name, amount] for name, amount in tally.used.items() if amount),
    }


def find_running(
    problem: WeekProblem, plan: WeekPlan, crew_day: str, minute: int
) -> PlannedStop | None:
    """The visit that a crew began last by a minute; None before its first."""
    stops = [
        stop
        for route in plan.routes
        if route.crew_day == crew_day
        for stop in route.stops
        if stop.starts_at <= minute
    ]
    return stops[-1] if stops else None


def _observe_crew(
    problem: WeekProblem,
    shift: CrewDay,
    route: CrewRoute | None,
    happening: DayHappening,
    tally: DayTally,
) -> None:
    stops = route.stops if route is not None else ()
    begun = [stop for stop in stops if stop.starts_at <= happening.minute]
    for stop in begun:
        tally.settled.add(stop.candidate)
        _count_used(problem, stop, tally.used)
    place, free_at = shift.start_place, max(shift.starts_at, happening.minute)
    if begun:
        item = find_item(problem, begun[-1].candidate, begun[-1].kind)
        place = problem.candidate_of[begun[-1].candidate].place
        ends_at = begun[-1].starts_at + (item.minutes if item else 0)
        free_at = max(happening.minute, ends_at)
    if shift.id == happening.crew_day:
        if happening.kind == HappeningKind.CREW_OUT:
            return
        free_at = _shift_free(happening, free_at)
    tally.crews[shift.id] = {"crew_day": shift.id, "place": place, "free_at": free_at}


def _shift_free(happening: DayHappening, free_at: int) -> int:
    """When the crew is free, by what happened to it."""
    if happening.kind == HappeningKind.NOBODY_THERE:
        return happening.minute
    more = happening.minutes or USUAL_MINUTES.get(happening.kind, 0)
    return free_at + more


def _count_used(problem: WeekProblem, stop: PlannedStop, used: Counter[str]) -> None:
    item = find_item(problem, stop.candidate, stop.kind)
    if item is None or stop.role != LEAD:
        return
    candidate = problem.candidate_of[stop.candidate]
    for name, amount in problem.list_uses(candidate, item):
        used[name] += amount
