"""How soon a week is planned, how near to the best, and whether its proof holds.

The weeks are those of weekplan where its files lie beside the clone
(../shared/data/planning/weekplan), and made ones. Each is planned in a process of its
own, so that nothing is warm.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from benchmarks.planner.bounding import WrongPrices, recompute_bound
from benchmarks.planner.checking import find_violations
from benchmarks.planner.generating import make_week
from unhidden.hosting.failing import StepFailure
from unhidden.hosting.paths import REPOSITORY
from unhidden.planning.week.faults import FaultyProblem
from unhidden.planning.week.plan import WeekPlan
from unhidden.planning.week.pricing import FASTEST
from unhidden.planning.week.problem import WeekProblem
from unhidden.planning.week.searching import SearchClock, SearchProgress
from unhidden.planning.week.solver import plan_week
from unhidden.planning.week.weekplan_format import read_problem, write_plan

FILES = REPOSITORY.parent / "shared/data/planning/weekplan"
SECONDS, HALF_TIME = 60.0, 30.0
SEEDS, QUICK_SEEDS = (1, 2, 3), (1,)
#: A plan counts as complete from this share of the bound.
COMPLETE = 0.95
ROUNDING = 0.01


@dataclass(frozen=True, slots=True)
class PlannedInstance:
    """One week as it was planned, with every value on the way."""

    name: str
    plan: WeekPlan
    steps: tuple[SearchProgress, ...]
    violations: tuple[str, ...]
    is_bound_wrong: bool

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


def run(*, quick: bool) -> Iterator[dict[str, object]]:
    """One line for each measure, of the worst week each."""
    weeks = list_weeks(quick=quick)
    with ProcessPoolExecutor(
        1, mp_context=get_context("spawn"), max_tasks_per_child=1
    ) as alone:
        planned = [alone.submit(plan_instance, *one).result() for one in weeks.items()]
    yield _measure("first_s", round(max(one.first_seconds for one in planned), 2))
    for seconds in (HALF_TIME, SECONDS):
        worst = min(one.percent_at(seconds) for one in planned)
        yield _measure(f"pct_of_bound_{seconds:.0f}s", worst)
    said = [f"{one.name}: {each}" for one in planned for each in one.violations]
    yield _measure("violations", len(said), said=said[:5])
    wrong = [one.name for one in planned if one.is_bound_wrong]
    yield _measure("bound_wrong", len(wrong), weeks=[one.name for one in planned])


def _measure(name: str, value: float, **more: object) -> dict[str, object]:
    return {"bench": f"planner.{name}", "value": value, "labelling": FASTEST, **more}


def list_weeks(*, quick: bool) -> dict[str, WeekProblem]:
    """Weekplan's files, where there are any, and weeks made from seeds."""
    weeks = {file.stem: read_problem(file) for file in sorted(FILES.glob("inst*.json"))}
    seeds = QUICK_SEEDS if quick else SEEDS
    return weeks | {f"seed {seed}": make_week(seed) for seed in seeds}


def plan_instance(
    name: str, problem: WeekProblem, seconds: float = SECONDS
) -> PlannedInstance:
    """Plan one week; check plan and bound by code that is not the planner's."""
    steps: list[SearchProgress] = []
    plan = plan_week(problem, SearchClock(seconds), lambda step, _: steps.append(step))
    return PlannedInstance(
        name=name,
        plan=plan,
        steps=tuple(steps),
        violations=tuple(find_violations(problem, plan)),
        is_bound_wrong=is_bound_wrong(problem, plan),
    )


def is_bound_wrong(problem: WeekProblem, plan: WeekPlan) -> bool:
    """Whether the bound is missing, below what its prices prove, or below the plan."""
    try:
        proven = recompute_bound(problem, plan.prices)
    except WrongPrices:
        return True
    return plan.bound is None or not plan.value <= proven <= plan.bound + ROUNDING


def run_instance(arguments: Sequence[str]) -> Iterator[dict[str, object]]:
    """Plan the week of a file and write the plan; one line says how it went."""
    parser = argparse.ArgumentParser(prog="unhidden bench planner")
    parser.add_argument("--instance", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--plan", type=Path, required=True)
    options = parser.parse_args(arguments)
    try:
        problem = read_problem(options.instance)
    except (FaultyProblem, OSError) as error:
        raise StepFailure(str(error)) from error
    done = plan_instance(options.instance.stem, problem, options.seconds)
    write_plan(done.plan, options.plan)
    yield _measure(
        "pct_of_bound",
        done.percent_at(options.seconds * 2),
        value_of_plan=done.plan.value,
        bound=done.plan.bound,
        violations=len(done.violations),
        is_bound_wrong=done.is_bound_wrong,
    )
