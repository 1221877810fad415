"""Repair of routes taken from a linear program: what is no plan is left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from unhidden.planning.week.insertion import CapacityUse, insert_visits
from unhidden.planning.week.plan import CrewRoute
from unhidden.planning.week.problem import DAY_MINUTES
from unhidden.planning.week.schedules import schedule_tasks, settle_hours
from unhidden.planning.week.searching import Routes
from unhidden.planning.week.tasks import LEAD, Stops, VisitTask, WeekTasks

#: A stop by crew-day and task.
Leg = tuple[int, int]


def keep_routes(week: WeekTasks, routes: Sequence[CrewRoute]) -> dict[int, Stops]:
    """What the crews of a problem can still make of routes in its words.

    A stop that a crew cannot make any more is left out; the rest is as early as can be.
    """
    numbers = {one.id: number for number, one in enumerate(week.problem.crew_days)}
    kept: dict[int, Stops] = {}
    for route in routes:
        crew = numbers.get(route.crew_day)
        if crew is None:
            continue
        stops: Stops = ()
        for stop in route.stops:
            task = week.of_visit.get((stop.candidate, stop.kind, stop.role))
            if task is not None and task.number in week.doable_tasks[crew]:
                order = settle_hours(week, (*stops, (task.number, stop.starts_at)))
                stops = schedule_tasks(week, crew, order) or stops
        kept[crew] = stops
    return kept


def repair_routes(week: WeekTasks, routes: Routes) -> dict[int, Stops]:
    """A whole plan: repeats, lone partners, wrong orders and what exceeds capacities
    taken out, then what still fits put in.
    """
    legs = {(crew, task): at for crew, stops in routes.items() for task, at in stops}
    dropped = _find_repeats(week, routes)
    dropped |= _find_disordered(week, _without(legs, dropped))
    while lone := _find_lone(week, _without(legs, dropped)):
        dropped |= lone
    dropped |= _find_excess(week, _without(legs, dropped))
    while lone := _find_lone(week, _without(legs, dropped)):
        dropped |= lone
    kept = {
        crew: _drop_stops(week, crew, stops, dropped) for crew, stops in routes.items()
    }
    return insert_visits(week, {crew: stops for crew, stops in kept.items() if stops})


def _without(legs: dict[Leg, int], dropped: set[Leg]) -> dict[Leg, int]:
    return {leg: at for leg, at in legs.items() if leg not in dropped}


def _drop_stops(week: WeekTasks, crew: int, stops: Stops, dropped: set[Leg]) -> Stops:
    """The route without some stops; a shorter way never makes the rest impossible."""
    kept = tuple(stop for stop in stops if (crew, stop[0]) not in dropped)
    if len(kept) == len(stops) and _is_simple(kept):
        return stops
    unique = tuple(dict(kept).items())
    return schedule_tasks(week, crew, settle_hours(week, unique)) or ()


def _is_simple(stops: Stops) -> bool:
    return len({task for task, _ in stops}) == len(stops)


def _find_repeats(week: WeekTasks, routes: Routes) -> set[Leg]:
    """All but the first leg of each candidate and role, and of other kinds there."""
    kinds: dict[int, int] = {}
    taken: set[int] = set()
    dropped: set[Leg] = set()
    for crew, stops in routes.items():
        for number in dict(stops):
            task = week.tasks[number]
            kind = kinds.setdefault(task.candidate, task.item)
            if kind != task.item or number in taken:
                dropped.add((crew, number))
            taken.add(number)
    return dropped


def _find_lone(week: WeekTasks, legs: dict[Leg, int]) -> set[Leg]:
    """Legs whose partners, in the visit or in the group, are not all at their hour."""
    when: defaultdict[int, set[tuple[int, int]]] = defaultdict(set)
    crews: Counter[int] = Counter()
    groups: defaultdict[int, set[tuple[int, int]]] = defaultdict(set)
    led: defaultdict[int, set[int]] = defaultdict(set)
    for (crew, number), start in legs.items():
        task, day = week.tasks[number], week.problem.crew_days[crew].day
        when[task.candidate].add((day, start))
        crews[task.candidate] += 1
        if task.group is not None:
            groups[task.group].add((day, start))
            if task.role == LEAD:
                led[task.group].add(task.candidate)

    def is_lone(task: VisitTask) -> bool:
        if len(when[task.candidate]) > 1:
            return True
        if crews[task.candidate] != len(task.kind.crews):
            return True
        group = task.group
        return group is not None and (
            len(groups[group]) > 1 or led[group] != set(week.group_members[group])
        )

    return {leg for leg in legs if is_lone(week.tasks[leg[1]])}


def _find_disordered(week: WeekTasks, legs: dict[Leg, int]) -> set[Leg]:
    """The legs of visits that begin before another has ended that must come first."""
    ended: dict[str, int] = {}
    for (crew, number), start in legs.items():
        task, day = week.tasks[number], week.problem.crew_days[crew].day
        ended[task.source.id] = day * DAY_MINUTES + start + task.kind.minutes
    early: set[Leg] = set()
    for (crew, number), start in legs.items():
        task, day = week.tasks[number], week.problem.crew_days[crew].day
        for order in week.problem.orders:
            is_second = order.then == task.source.id
            if is_second and ended.get(order.first, 0) > day * DAY_MINUTES + start:
                early.add((crew, number))
    return early


def _find_excess(week: WeekTasks, legs: dict[Leg, int]) -> set[Leg]:
    """The cheapest legs that take more than the day's capacities hold."""
    use = CapacityUse(week)
    dropped: set[Leg] = set()
    by_value = sorted(legs, key=lambda leg: -week.tasks[leg[1]].value)
    for crew, number in by_value:
        task, day = week.tasks[number], week.problem.crew_days[crew].day
        if use.has_room(task, day):
            use.take_visit(task, day)
        else:
            dropped.add((crew, number))
    return dropped
