"""Whether a plan can be carried out, fault by fault: what a hand's change is told.

It knows the problem and the routes, and nothing of how they were found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from unhidden.operations.plans.rules.routes import LEAD, find_item, gather_visits
from unhidden.planning.week.plan import CrewRoute, PlannedStop, WeekPlan
from unhidden.planning.week.problem import CrewDay, WeekProblem


class PlanFaultKind(StrEnum):
    """Why a plan cannot be carried out."""

    NOT_OFFERED = "not_offered"
    WRONG_DAY = "wrong_day"
    SKILL = "skill"
    WINDOW = "window"
    TOO_EARLY = "too_early"
    SHIFT_ENDS = "shift_ends"
    CREWS = "crews"
    CAPACITY = "capacity"
    GROUP = "group"
    APART = "apart"
    ORDER = "order"
    SETTLED = "settled"
    BARRED = "barred"


@dataclass(frozen=True, slots=True)
class PlanFault:
    """One fault: whose visit, by which crew on which day, and what is missing."""

    kind: PlanFaultKind
    candidate: str = ""
    crew_day: str = ""
    missing: tuple[str, ...] = ()
    day: int | None = None


def find_plan_faults(problem: WeekProblem, plan: WeekPlan) -> list[PlanFault]:
    """Every fault of the plan; none when it can be carried out."""
    found = [fault for route in plan.routes for fault in _of_route(problem, route)]
    found += _of_visits(problem, plan)
    found += _of_capacities(problem, plan)
    found += _of_groups(problem, plan)
    found += _of_orders(problem, plan)
    found += _of_pins(problem, plan)
    return found


def _of_route(problem: WeekProblem, route: CrewRoute) -> Iterator[PlanFault]:
    shift = problem.crew_day_of[route.crew_day]
    at, since = shift.start_place, shift.starts_at
    for stop in route.stops:
        candidate = problem.candidate_of[stop.candidate]
        for kind, missing in _of_stop(problem, shift, stop):
            yield PlanFault(kind, stop.candidate, shift.id, missing, shift.day)
        if since + problem.travel[at][candidate.place] > stop.starts_at:
            yield PlanFault(
                PlanFaultKind.TOO_EARLY, stop.candidate, shift.id, day=shift.day
            )
        item = find_item(problem, stop.candidate, stop.kind)
        at, since = candidate.place, stop.starts_at + (item.minutes if item else 0)
    if route.stops and since + problem.travel[at][shift.end_place] > shift.ends_at:
        last = route.stops[-1].candidate
        yield PlanFault(PlanFaultKind.SHIFT_ENDS, last, shift.id, day=shift.day)


def _of_stop(
    problem: WeekProblem, shift: CrewDay, stop: PlannedStop
) -> Iterator[tuple[PlanFaultKind, tuple[str, ...]]]:
    item = find_item(problem, stop.candidate, stop.kind)
    if item is None or stop.role >= len(item.crews):
        yield PlanFaultKind.NOT_OFFERED, ()
        return
    if shift.day not in problem.candidate_of[stop.candidate].days:
        yield PlanFaultKind.WRONG_DAY, ()
    if missing := item.crews[stop.role] - shift.skills:
        yield PlanFaultKind.SKILL, tuple(sorted(missing))
    first, last = item.find_window(shift.day)
    is_off_grid = item.is_on_grid and stop.starts_at % problem.grid != 0
    if not first <= stop.starts_at <= last or is_off_grid:
        yield PlanFaultKind.WINDOW, ()
    if any(
        rule.candidate == stop.candidate
        and rule.crew in (None, shift.crew)
        and rule.day in (None, shift.day)
        and rule.kind in (None, stop.kind)
        for rule in problem.forbidden
    ):
        yield PlanFaultKind.BARRED, ()


def _of_visits(problem: WeekProblem, plan: WeekPlan) -> Iterator[PlanFault]:
    """Every visit has all its crews, each once, at one hour."""
    for candidate, stops in gather_visits(plan).items():
        lead = stops[0][1]
        item = find_item(problem, candidate, lead.kind)
        if item is None:
            continue
        roles = [stop.role for _, stop in stops]
        hours = {(stop.kind, stop.starts_at) for _, stop in stops}
        days = {problem.crew_day_of[crew_day].day for crew_day, _ in stops}
        is_whole = roles == list(range(len(item.crews)))
        if not is_whole or len(hours) > 1 or len(days) > 1:
            yield PlanFault(PlanFaultKind.CREWS, candidate, stops[0][0])


def _of_capacities(problem: WeekProblem, plan: WeekPlan) -> Iterator[PlanFault]:
    used: Counter[tuple[str, int]] = Counter()
    for crew_day, stop in plan.iterate_stops():
        item = find_item(problem, stop.candidate, stop.kind)
        if item is None or stop.role != LEAD:
            continue
        for name, amount in item.uses:
            used[name, problem.crew_day_of[crew_day].day] += amount
    for (name, day), amount in sorted(used.items()):
        if amount > (problem.capacities or {}).get(name, (0,) * problem.days)[day]:
            yield PlanFault(PlanFaultKind.CAPACITY, missing=(name,), day=day)


def _of_groups(problem: WeekProblem, plan: WeekPlan) -> Iterator[PlanFault]:
    visits = gather_visits(plan)
    for group in problem.groups:
        struck = [visits[one][0] for one in group.members if one in visits]
        hours = {
            (problem.crew_day_of[crew_day].day, stop.starts_at)
            for crew_day, stop in struck
        }
        if struck and (len(struck) < len(group.members) or len(hours) > 1):
            yield PlanFault(PlanFaultKind.GROUP, missing=group.members)
    for apart in problem.separations:
        days = [
            problem.crew_day_of[visits[one][0][0]].day
            for one in apart.members
            if one in visits
        ]
        if len(days) > len(set(days)):
            yield PlanFault(PlanFaultKind.APART, missing=apart.members)


def _of_orders(problem: WeekProblem, plan: WeekPlan) -> Iterator[PlanFault]:
    visits = gather_visits(plan)
    for order in problem.orders:
        if not {order.first, order.then} <= visits.keys():
            continue
        (day, stop), (next_day, then) = (
            (problem.crew_day_of[visits[one][0][0]].day, visits[one][0][1])
            for one in (order.first, order.then)
        )
        item = find_item(problem, order.first, stop.kind)
        ends_at = stop.starts_at + (item.minutes if item else 0)
        if (day, ends_at) > (next_day, then.starts_at):
            yield PlanFault(PlanFaultKind.ORDER, order.then, missing=(order.first,))


def _of_pins(problem: WeekProblem, plan: WeekPlan) -> Iterator[PlanFault]:
    visits = gather_visits(plan)
    for pin in problem.pins:
        stops = visits.get(pin.candidate)
        if stops is None:
            yield PlanFault(PlanFaultKind.SETTLED, pin.candidate)
            continue
        crew_day, stop = stops[0]
        shift = problem.crew_day_of[crew_day]
        is_kept = (
            pin.kind in (None, stop.kind)
            and pin.crew in (None, shift.crew)
            and pin.day in (None, shift.day)
            and pin.starts_at in (None, stop.starts_at)
            and pin.people <= shift.people
        )
        if not is_kept:
            yield PlanFault(PlanFaultKind.SETTLED, pin.candidate, crew_day)


def list_new_faults(
    problem: WeekProblem, before: WeekPlan, after: WeekPlan
) -> list[PlanFault]:
    """The faults that a change brings in; those that were there are not its own."""
    known = _tally(find_plan_faults(problem, before))
    return [fault for fault in find_plan_faults(problem, after) if fault not in known]


def _tally(faults: Iterable[PlanFault]) -> frozenset[PlanFault]:
    return frozenset(faults)
