"""Whether a crew can make its stops in an order, and when each then begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from unhidden.planning.week.tasks import Stops, VisitTask, WeekTasks

#: A task in an order, with its minute where that is settled.
OrderedTask = tuple[int, int | None]


def settle_hours(week: WeekTasks, stops: Stops) -> list[OrderedTask]:
    """The order of a route; what has partners keeps its hour, the rest may move."""
    return [
        (task, start if week.tasks[task].is_timed else None) for task, start in stops
    ]


def schedule_tasks(
    week: WeekTasks, crew: int, order: Sequence[OrderedTask]
) -> Stops | None:
    """Each task as early as it can begin; None when the crew cannot make them all."""
    shift = week.problem.crew_days[crew]
    at, since = shift.start_place, shift.starts_at
    stops: list[tuple[int, int]] = []
    for number, settled in order:
        task = week.tasks[number]
        start = _begin_task(week, task, shift.day, (at, since), settled)
        if start is None:
            return None
        stops.append((number, start))
        at, since = task.place_number, start + task.kind.minutes
    back = week.travel_minutes[at][shift.end_place]
    return tuple(stops) if since + back <= shift.ends_at else None


def _begin_task(
    week: WeekTasks,
    task: VisitTask,
    day: int,
    before: tuple[int, int],
    settled: int | None,
) -> int | None:
    """When it begins, coming from a place since a minute; None when too late."""
    start = week.first_start(task, day, *before)
    if settled is not None:
        if start > settled:
            return None
        start = settled
    return start if start <= task.find_window(day)[1] else None


def measure_route(week: WeekTasks, crew: int, stops: Stops) -> int:
    """What the visits of a route are worth, less the minutes on the road."""
    shift = week.problem.crew_days[crew]
    at, value = shift.start_place, 0
    for task, _ in stops:
        place = week.tasks[task].place_number
        value += week.tasks[task].measure_worth(shift) - week.travel_minutes[at][place]
        at = place
    return value - (week.travel_minutes[at][shift.end_place] if stops else 0)


def measure_routes(week: WeekTasks, routes: Mapping[int, Stops]) -> int:
    """What all routes of a plan are worth; keeping a pin counts PIN_VALUE."""
    return sum(measure_route(week, crew, stops) for crew, stops in routes.items())
