"""Other planners on what they can hold: one kind of visit each, and nothing together.

Groups, support, custody and the choice of kind are taken out of the week, so that each
planner has the same problem; ours says the bound. Theirs are packages of the bench
alone (requirements/bench.txt).
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.util import find_spec
from itertools import product
from typing import Any

from benchmarks.planner.checking import find_violations, measure_plan
from unhidden.planning.week.plan import CrewRoute, PlannedStop, WeekPlan
from unhidden.planning.week.problem import CrewDay, VisitCandidate, WeekProblem
from unhidden.planning.week.searching import SearchClock
from unhidden.planning.week.solver import plan_week

MISSING = (
    "These lines need packages of the bench alone: uv pip install --require-hashes"
    " -r requirements/bench.txt"
)
SECONDS = 30.0
#: Orders of candidates by number of crew-day, as a peer found them.
VisitOrders = dict[int, list[int]]


def compare_peers(name: str, problem: WeekProblem) -> Iterator[dict[str, object]]:
    """One line for each planner: what it reaches of our bound in the same time."""
    bare = simplify_week(problem)
    ours = plan_week(bare, SearchClock(SECONDS))
    yield _measure("ours", name, bare, ours, ours.bound)
    for peer, (package, plan) in PEERS.items():
        if find_spec(package) is None:
            yield {"bench": f"planner.{peer}_pct", "skipped": MISSING}
            continue
        orders = plan(bare, SECONDS)
        yield _measure(peer, name, bare, time_orders(bare, orders), ours.bound)


def _measure(
    peer: str, name: str, problem: WeekProblem, plan: WeekPlan, bound: float | None
) -> dict[str, object]:
    percent = 100 * plan.value / bound if bound else 0.0
    return {
        "bench": f"planner.{peer}_pct",
        "value": round(percent, 2),
        "week": name,
        "seconds": SECONDS,
        "violations": len(find_violations(problem, plan)),
    }


def simplify_week(problem: WeekProblem) -> WeekProblem:
    """The week with the dearest kind by one crew of each candidate, and no limits."""
    kept: list[VisitCandidate] = []
    for one in problem.candidates:
        alone = [item for item in one.menu if len(item.crews) == 1]
        if alone:
            dearest = max(alone, key=lambda item: item.value)
            dearest = replace(dearest, uses=(), is_on_grid=False)
            kept.append(replace(one, menu=(dearest,)))
    return WeekProblem(
        problem.days, tuple(kept), problem.crew_days, problem.travel, grid=problem.grid
    )


def may_visit(shift: CrewDay, candidate: VisitCandidate) -> bool:
    """Whether day and skills let a crew visit a candidate."""
    return shift.day in candidate.days and candidate.menu[0].crews[0] <= shift.skills


def time_orders(problem: WeekProblem, orders: VisitOrders) -> WeekPlan:
    """The plan of these orders, every visit as early as it can be."""
    routes: list[CrewRoute] = []
    for number, order in orders.items():
        shift = problem.crew_days[number]
        at, since = shift.start_place, shift.starts_at
        stops: list[PlannedStop] = []
        for candidate in (problem.candidates[one] for one in order):
            item = candidate.menu[0]
            start = max(item.earliest, since + problem.travel[at][candidate.place])
            stops.append(PlannedStop(candidate.id, item.kind, 0, start))
            at, since = candidate.place, start + item.minutes
        routes.append(CrewRoute(shift.id, tuple(stops)))
    plan = WeekPlan(tuple(one for one in routes if one.stops), 0)
    return replace(plan, value=measure_plan(problem, plan))


def plan_by_pyvrp(problem: WeekProblem, seconds: float) -> VisitOrders:
    """PyVRP's plan: optional clients with prizes, a profile for each crew-day."""
    pyvrp: Any = importlib.import_module("pyvrp")
    stopping: Any = importlib.import_module("pyvrp.stop")
    model = pyvrp.Model()
    places = [model.add_location(0, 0) for _ in problem.travel]
    for one in problem.candidates:
        item = one.menu[0]
        model.add_client(
            places[one.place],
            service_duration=item.minutes,
            tw_early=item.earliest,
            tw_late=item.latest,
            prize=item.value,
            required=False,
        )
    depots = {one.start_place for one in problem.crew_days}
    depot_of = {place: model.add_depot(places[place]) for place in sorted(depots)}
    for shift in problem.crew_days:
        profile = model.add_profile()
        able = [one.place for one in problem.candidates if may_visit(shift, one)]
        for first, second in product((*able, shift.start_place), repeat=2):
            minutes = problem.travel[first][second]
            model.add_edge(places[first], places[second], minutes, minutes, profile)
        model.add_vehicle_type(
            start_depot=depot_of[shift.start_place],
            end_depot=depot_of[shift.end_place],
            tw_early=shift.starts_at,
            tw_late=shift.ends_at,
            profile=profile,
        )
    found = model.solve(stopping.MaxRuntime(seconds), seed=1, display=False)
    return {
        route.vehicle_type(): [one.idx for one in route if one.is_client()]
        for route in found.best.routes()
    }


def plan_by_ortools(problem: WeekProblem, seconds: float) -> VisitOrders:
    """The plan of OR-Tools' routing: guided local search over optional nodes."""
    routing: Any = importlib.import_module("ortools.constraint_solver.pywrapcp")
    enums: Any = importlib.import_module("ortools.constraint_solver.routing_enums_pb2")
    many, crews = len(problem.candidates), len(problem.crew_days)
    places = [one.place for one in problem.candidates]
    places += [one.start_place for one in problem.crew_days]
    ends = list(range(many, many + crews))
    manager = routing.RoutingIndexManager(many + crews, crews, ends, ends)
    model = routing.RoutingModel(manager)

    def drive(one: int, other: int) -> int:
        first = places[int(manager.IndexToNode(one))]
        return problem.travel[first][places[int(manager.IndexToNode(other))]]

    def drive_and_visit(one: int, other: int) -> int:
        node = int(manager.IndexToNode(one))
        stay = problem.candidates[node].menu[0].minutes if node < many else 0
        return drive(one, other) + stay

    model.SetArcCostEvaluatorOfAllVehicles(model.RegisterTransitCallback(drive))
    last = max((one.ends_at for one in problem.crew_days), default=0)
    timed = model.RegisterTransitCallback(drive_and_visit)
    model.AddDimension(timed, last, last, False, "time")
    _limit_nodes(model, manager, problem)
    options = routing.DefaultRoutingSearchParameters()
    options.time_limit.FromMilliseconds(int(1_000 * seconds))
    options.first_solution_strategy = (
        enums.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    )
    options.local_search_metaheuristic = (
        enums.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    )
    found = model.SolveWithParameters(options)
    if found is None:
        return {}
    return {
        crew: _follow_route(model, manager, found, crew, many) for crew in range(crews)
    }


def _limit_nodes(model: Any, manager: Any, problem: WeekProblem) -> None:
    """Windows, shifts, who may go, and what leaving a candidate out costs."""
    clock = model.GetDimensionOrDie("time")
    for number, one in enumerate(problem.candidates):
        index, item = manager.NodeToIndex(number), one.menu[0]
        able = [
            crew
            for crew, shift in enumerate(problem.crew_days)
            if may_visit(shift, one)
        ]
        clock.CumulVar(index).SetRange(item.earliest, item.latest)
        model.VehicleVar(index).SetValues([-1, *able])
        model.AddDisjunction([index], item.value)
    for crew, shift in enumerate(problem.crew_days):
        clock.CumulVar(model.Start(crew)).SetRange(shift.starts_at, shift.ends_at)
        clock.CumulVar(model.End(crew)).SetRange(shift.starts_at, shift.ends_at)


def _follow_route(
    model: Any, manager: Any, found: Any, crew: int, many: int
) -> list[int]:
    order: list[int] = []
    index = found.Value(model.NextVar(model.Start(crew)))
    while not model.IsEnd(index):
        order.append(manager.IndexToNode(index))
        index = found.Value(model.NextVar(index))
    return [one for one in order if one < many]


#: The package of each peer, and how it plans.
PEERS: dict[str, tuple[str, Callable[[WeekProblem, float], VisitOrders]]] = {
    "ortools": ("ortools", plan_by_ortools),
    "pyvrp": ("pyvrp", plan_by_pyvrp),
}
