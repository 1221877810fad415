"""The best choice from the routes that a plan ships, as a program of whole numbers.

It shares no code with the planner but the solver of such programs, HiGHS.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

import highspy
import numpy as np

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


class SilentProgram(highspy.Highs):
    """A program of HiGHS that prints nothing, not even that it begins."""

    def __init__(self) -> None:
        super(highspy.Highs, self).__init__()
        self.setOptionValue("output_flag", False)
        self.setOptionValue("threads", 1)


def _make_program(problem: WeekProblem, routes: Sequence[CrewRoute]) -> SilentProgram:
    """The program that takes each route or leaves it, within every limit."""
    limits = RouteLimits(problem)
    rows: dict[RowName, Counter[int]] = defaultdict(Counter)
    for number, route in enumerate(routes):
        for name, amount in limits.list_amounts(route):
            rows[name][number] += amount
    bounds = [limits.limit_row(name) for name in rows]
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(routes), len(rows)
    model.sense_ = highspy.ObjSense.kMaximize
    values = [measure_plan(problem, WeekPlan((one,), 0)) for one in routes]
    model.col_cost_ = np.array(values, dtype=float)
    model.col_lower_, model.col_upper_ = np.zeros(len(routes)), np.ones(len(routes))
    model.row_lower_ = np.array([one[0] for one in bounds], dtype=float)
    model.row_upper_ = np.array([one[1] for one in bounds], dtype=float)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0, *(len(one) for one in rows.values())])
    entries = [entry for row in rows.values() for entry in row.items()]
    model.a_matrix_.index_ = np.array([one for one, _ in entries], dtype=np.int32)
    model.a_matrix_.value_ = np.array([amount for _, amount in entries], dtype=float)
    model.integrality_ = [highspy.HighsVarType.kInteger] * len(routes)
    program = SilentProgram()
    program.passModel(model)
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

    def limit_row(self, name: RowName) -> tuple[float, int]:
        """The least, which may be endless, and the most."""
        match name:
            case ("capacity", str(capacity), int(day)):
                return -highspy.kHighsInf, (self.problem.capacities or {})[capacity][
                    day
                ]
            case ("strike" | "together", *_):
                return 0, 0
            case _:
                return -highspy.kHighsInf, 1
