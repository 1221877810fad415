"""The best choice from the routes that a plan ships, as a program of whole numbers.

It shares no code with the planner but the solver of such programs, HiGHS.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import highspy

from benchmarks.planner.checking import measure_plan
from unhidden.planning.week.plan import CrewRoute, WeekPlan
from unhidden.planning.week.problem import WeekProblem

PACKING_SECONDS = 20.0
HALF = 0.5
DAY = 1440

#: A row of the program, and the least and most of it.
RowName = tuple[object, ...]


def pack_shipped_routes(
    problem: WeekProblem, plan: WeekPlan, seconds: float = PACKING_SECONDS
) -> WeekPlan | None:
    """The best plan of shipped routes; None where nothing better was found in time."""
    routes = [one for one in dict.fromkeys((*plan.routes, *plan.columns)) if one.stops]
    program = _make_program(problem, routes)
    program.setOptionValue("time_limit", seconds)
    start = highspy.HighsSolution()
    start.col_value = [float(one in plan.routes) for one in routes]
    program.setSolution(start)
    program.run()
    if program.getInfo().primal_solution_status != highspy.SolutionStatus(2):
        return None
    amounts = program.getSolution().col_value
    taken = [one for one, amount in zip(routes, amounts, strict=True) if amount > HALF]
    made = replace(plan, routes=tuple(taken))
    made = replace(made, value=measure_plan(problem, made))
    return made if made.value > plan.value else None


def _make_program(problem: WeekProblem, routes: Sequence[CrewRoute]) -> Any:
    """The program that takes each route or leaves it, within every limit."""
    make: Any = highspy.Highs  # it has no types of its own
    program = make()
    program.setOptionValue("output_flag", False)
    program.setOptionValue("threads", 1)
    values = [measure_plan(problem, WeekPlan((one,), 0)) for one in routes]
    chosen = [program.addBinary(obj=float(value)) for value in values]
    limits = RouteLimits(problem)
    amounts: dict[RowName, Counter[int]] = defaultdict(Counter)
    for number, route in enumerate(routes):
        for name, amount in limits.list_amounts(route):
            amounts[name][number] += amount
    for name, row in amounts.items():
        total = program.qsum(amount * chosen[one] for one, amount in row.items())
        least, most = limits.limit_row(name)
        program.addConstr(total <= most)
        if least is not None:
            program.addConstr(total >= least)
    program.changeObjectiveSense(highspy.ObjSense.kMaximize)
    return program


class RouteLimits:
    """What each route takes of what there is once, or so much of."""

    def __init__(self, problem: WeekProblem) -> None:
        self.problem = problem
        self.group_of = {
            one: group for group in problem.groups for one in group.members
        }

    def list_amounts(self, route: CrewRoute) -> Iterator[tuple[RowName, int]]:
        """Every row that a route counts in."""
        day = self.problem.crew_day_of[route.crew_day].day
        yield ("crew-day", route.crew_day), 1
        for stop in route.stops:
            candidate = self.problem.candidate_of[stop.candidate]
            item = candidate.find_item(stop.kind)
            together = ("together", stop.candidate, stop.kind, day, stop.starts_at)
            if stop.role:
                yield (*together, stop.role), -1
                continue
            yield ("candidate", stop.candidate), 1
            for role in range(1, len(item.crews)):
                yield (*together, role), 1
            for name, amount in item.uses:
                yield ("capacity", name, day), amount
            for one in self.problem.separations:
                if stop.candidate in one.members:
                    yield ("apart", one.id, day), 1
            yield from self._list_strikes(stop.candidate, day, stop.starts_at)
            yield from self._list_orders(
                stop.candidate, DAY * day + stop.starts_at, item.minutes
            )

    def _list_strikes(
        self, candidate: str, day: int, hour: int
    ) -> Iterator[tuple[RowName, int]]:
        """Each member of a group is struck as often as the first, at each hour."""
        group = self.group_of.get(candidate)
        if group is None:
            return
        for other in group.members[1:]:
            if candidate in (group.members[0], other):
                sign = 1 if candidate == other else -1
                yield ("strike", other, day, hour), sign

    def _list_orders(
        self, candidate: str, begins: int, minutes: int
    ) -> Iterator[tuple[RowName, int]]:
        """At each hour the first visit is over, or the second has not begun."""
        grid = self.problem.grid
        last = DAY * (self.problem.days + 1)
        for one in self.problem.orders:
            if candidate == one.first:
                for moment in range(0, begins + minutes, grid):
                    yield ("order", one.first, one.then, moment), 1
            elif candidate == one.then:
                for moment in range(begins, last, grid):
                    yield ("order", one.first, one.then, moment), 1

    def limit_row(self, name: RowName) -> tuple[int | None, int]:
        """The least, where there is one, and the most."""
        match name:
            case ("capacity", str(capacity), int(day)):
                return None, (self.problem.capacities or {})[capacity][day]
            case ("strike" | "together", *_):
                return 0, 0
            case _:
                return None, 1
