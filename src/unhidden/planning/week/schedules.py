"""Whether a crew can make its stops in an order, and when each then begins."""

from __future__ import annotations

from collections.abc import Sequence

from unhidden.planning.week.options import Stops
from unhidden.planning.week.tasks import VisitTask, WeekTasks

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
        start = _begin_task(week, task, at, since, settled)
        if start is None:
            return None
        stops.append((number, start))
        at, since = task.place_number, start + task.kind.minutes
    back = week.travel_minutes[at][shift.end_place]
    return tuple(stops) if since + back <= shift.ends_at else None


def _begin_task(
    week: WeekTasks, task: VisitTask, at: int, since: int, settled: int | None
) -> int | None:
    start = week.first_start(task, at, since)
    if settled is not None:
        if start > settled:
            return None
        start = settled
    return start if start <= task.latest else None
