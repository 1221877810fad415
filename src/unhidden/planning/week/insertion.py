"""Greedy insertion: a preview from nothing, and what still fits into a plan.

Visits that need no partner are put, dearest for their time first, where they cost the
least road.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from unhidden.planning.week.schedules import schedule_tasks, settle_hours
from unhidden.planning.week.searching import Routes
from unhidden.planning.week.tasks import LEAD, Stops, VisitTask, WeekTasks

#: Minutes of road that a visit is thought to cost before its place is known.
USUAL_ROAD = 25


@dataclass
class CapacityUse:
    """What a plan takes of each capacity on each day."""

    week: WeekTasks
    used: defaultdict[tuple[str, int], int] = field(
        default_factory=lambda: defaultdict(int)
    )

    def take_visit(self, task: VisitTask, day: int) -> None:
        """Count what a visit takes."""
        for name, amount in task.lead_uses:
            self.used[name, day] += amount

    def has_room(self, task: VisitTask, day: int) -> bool:
        """Whether a visit more keeps within every capacity of the day."""
        limits = self.week.problem.capacity_of
        return all(
            self.used[name, day] + amount <= limits[name][day]
            for name, amount in task.lead_uses
        )


@dataclass(frozen=True, slots=True)
class Insertion:
    """One more stop in a route: what road it costs, and the route with it."""

    road: int
    crew: int
    stops: Stops


def insert_visits(week: WeekTasks, routes: Routes) -> dict[int, Stops]:
    """The same routes with each visit that still fits and brings more than its road."""
    filled = dict(routes)
    use = count_use(week, filled)
    visited = list_visited(week, filled)
    for task in sorted(_list_single_tasks(week), key=_worth_per_minute, reverse=True):
        if task.candidate in visited:
            continue
        found = find_insertion(week, filled, task, use)
        if found is not None:
            filled[found.crew] = found.stops
            visited.add(task.candidate)
            use.take_visit(task, week.problem.crew_days[found.crew].day)
    return filled


def _list_single_tasks(week: WeekTasks) -> list[VisitTask]:
    return [one for one in week.tasks if not one.is_timed]


def _worth_per_minute(task: VisitTask) -> float:
    return task.value / (task.kind.minutes + USUAL_ROAD)


def list_visited(week: WeekTasks, routes: Routes) -> set[int]:
    """The candidates that some crew leads a visit to."""
    return {
        week.tasks[task].candidate
        for stops in routes.values()
        for task, _ in stops
        if week.tasks[task].role == LEAD
    }


def count_use(week: WeekTasks, routes: Routes) -> CapacityUse:
    """What a plan takes of each capacity."""
    use = CapacityUse(week)
    for crew, stops in routes.items():
        for task, _ in stops:
            use.take_visit(week.tasks[task], week.problem.crew_days[crew].day)
    return use


def find_insertion(
    week: WeekTasks, routes: Routes, task: VisitTask, use: CapacityUse
) -> Insertion | None:
    """Where a visit costs the least road; None where it fits nowhere or costs more."""
    best: Insertion | None = None
    for crew, eligible in enumerate(week.eligible):
        shift = week.problem.crew_days[crew]
        day = shift.day
        if task.number not in eligible or not use.has_room(task, day):
            continue
        stops, worth = routes.get(crew, ()), task.measure_worth(shift)
        for place in range(len(stops) + 1):
            most = worth if best is None else best.road
            road = _measure_detour(week, crew, stops, place, task)
            if road < most:
                order = settle_hours(week, stops)
                order.insert(place, (task.number, None))
                made = schedule_tasks(week, crew, order)
                best = best if made is None else Insertion(road, crew, made)
    return best


def _measure_detour(
    week: WeekTasks, crew: int, stops: Stops, place: int, task: VisitTask
) -> int:
    shift = week.problem.crew_days[crew]
    before, after = shift.start_place, shift.end_place
    if place > 0:
        before = week.tasks[stops[place - 1][0]].place_number
    if place < len(stops):
        after = week.tasks[stops[place][0]].place_number
    direct = 0 if not stops else week.travel_minutes[before][after]
    there = week.travel_minutes[before][task.place_number]
    return there + week.travel_minutes[task.place_number][after] - direct
