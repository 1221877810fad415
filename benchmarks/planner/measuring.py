"""One week planned, timed and checked by code that is not the planner's."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

from benchmarks.planner.bounding import WrongPrices, recompute_bound
from benchmarks.planner.checking import find_violations, measure_plan
from benchmarks.planner.planting import list_unfound
from benchmarks.planner.reason_checking import find_wrong_reasons
from benchmarks.planner.replanning import ReplannedSituation, replan_situations
from unhidden.planning.week.plan import CrewRoute, LeftOutBecause, WeekPlan
from unhidden.planning.week.problem import WeekProblem
from unhidden.planning.week.searching import SearchClock, SearchProgress
from unhidden.planning.week.slots import VisitSlot, find_slots
from unhidden.planning.week.solver import plan_week

SECONDS, HALF_TIME = 60.0, 30.0
#: A plan counts as complete from this share of the bound.
COMPLETE = 0.95
ROUNDING = 0.01
PLANTED_MANY = 60


@dataclass(frozen=True, slots=True)
class PlannedInstance:
    """One week as it was planned, with every value on the way."""

    name: str
    plan: WeekPlan
    steps: tuple[SearchProgress, ...]
    violations: tuple[str, ...]
    is_bound_wrong: bool
    wrong_reasons: tuple[str, ...] = ()

    @property
    def first_seconds(self) -> float:
        """Until the first complete plan; the whole time where there was none."""
        enough = COMPLETE * (self.plan.bound or 0)
        found = [one.seconds for one in self.steps if (one.value or 0) >= enough > 0]
        return min(found, default=SECONDS)

    def percent_at(self, seconds: float) -> float:
        """The share of the final bound that the best plan had by then, in percent."""
        values = [one.value or 0 for one in self.steps if one.seconds <= seconds]
        bound = self.plan.bound
        return round(100 * max(values, default=0) / bound, 2) if bound else 0.0

    @property
    def open_percent(self) -> float:
        """How many of the candidates left out have the reason that time was over."""
        is_open = [one.because is LeftOutBecause.OPEN for one in self.plan.reasons]
        return round(100 * sum(is_open) / max(1, len(is_open)), 2)


@dataclass(frozen=True, slots=True)
class MeasuredSlots:
    """How long each search for slots took, and what was wrong with what it found."""

    seconds: tuple[float, ...]
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeasuredInstance:
    """One week with everything that is measured about it."""

    planned: PlannedInstance
    planted: int
    unfound: tuple[str, ...]
    days: tuple[ReplannedSituation, ...]
    slots: MeasuredSlots


def plan_instance(
    name: str, problem: WeekProblem, clock: SearchClock
) -> PlannedInstance:
    """Plan one week; check it by code that is not the planner's."""
    steps: list[SearchProgress] = []
    plan = plan_week(
        problem, clock, lambda step, _: steps.append(step), with_columns=True
    )
    proven = find_proven_bound(problem, plan)
    violations = tuple(find_violations(problem, plan))
    reasons = [] if violations else find_wrong_reasons(problem, plan, proven)
    return PlannedInstance(
        name=name,
        plan=plan,
        steps=tuple(steps),
        violations=violations,
        is_bound_wrong=is_bound_wrong(plan, proven),
        wrong_reasons=tuple(reasons),
    )


def start_clock(seconds: float) -> SearchClock:
    """A clock that counts seconds of the processor: a busy machine changes nothing."""
    return SearchClock(seconds, now=time.process_time)


def find_proven_bound(problem: WeekProblem, plan: WeekPlan) -> float | None:
    """The bound that the prices of a plan prove; None where they prove none."""
    try:
        return recompute_bound(problem, plan.prices)
    except WrongPrices:
        return None


def is_bound_wrong(plan: WeekPlan, proven: float | None) -> bool:
    """Whether the bound is missing, below what its prices prove, or below the plan."""
    if plan.bound is None or proven is None:
        return True
    return not plan.value <= proven <= plan.bound + ROUNDING


def measure_instance(
    name: str, problem: WeekProblem, *, times: int
) -> MeasuredInstance:
    """Plan a week; then lie about it, replan its days, and ask it for slots."""
    planned = plan_instance(name, problem, start_clock(SECONDS))
    planted, unfound = list_unfound(problem, planned.plan, PLANTED_MANY)
    return MeasuredInstance(
        planned=planned,
        planted=planted,
        unfound=tuple(unfound),
        days=tuple(replan_situations(problem, planned.plan, times)),
        slots=measure_slots(problem, planned.plan),
    )


def measure_slots(problem: WeekProblem, plan: WeekPlan) -> MeasuredSlots:
    """Take each visit out of the plan, and ask who could take it."""
    seconds: list[float] = []
    faults: list[str] = []
    for candidate in sorted({stop.candidate for _, stop in plan.iterate_stops()}):
        less = leave_out_visit(problem, plan, candidate)
        if find_violations(problem, less):
            continue
        began = time.process_time()
        slots = find_slots(problem, less, candidate)
        seconds.append(time.process_time() - began)
        for slot in slots:
            faults += list(_find_slot_faults(problem, less, candidate, slot))
    return MeasuredSlots(tuple(seconds), tuple(faults))


def leave_out_visit(problem: WeekProblem, plan: WeekPlan, candidate: str) -> WeekPlan:
    """The plan without one visit, worth what it then is."""
    routes = tuple(
        CrewRoute(
            route.crew_day,
            tuple(one for one in route.stops if one.candidate != candidate),
        )
        for route in plan.routes
    )
    less = replace(plan, routes=tuple(one for one in routes if one.stops))
    return replace(less, value=measure_plan(problem, less))


def _find_slot_faults(
    problem: WeekProblem, plan: WeekPlan, candidate: str, slot: VisitSlot
) -> Iterator[str]:
    """What is false about a slot: its routes cannot be driven, or cost otherwise."""
    routes = {one.crew_day: one.stops for one in (*plan.routes, *slot.routes)}
    made = replace(
        plan, routes=tuple(CrewRoute(*one) for one in routes.items() if one[1])
    )
    made = replace(made, value=measure_plan(problem, made))
    for said in find_violations(problem, made):
        yield f"slot of {candidate}: {said}"
    if made.value != plan.value + slot.brings - slot.costs:
        yield f"slot of {candidate}: it costs otherwise."
