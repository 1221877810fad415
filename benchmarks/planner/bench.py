"""How soon a week is planned, how near to the best, and whether all it says holds.

The weeks are those of weekplan where its files lie beside the clone
(../shared/data/planning/weekplan), and made ones. Labelling is warm: it has planned a
small week before.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.planner.generating import WeekSize, make_week
from benchmarks.planner.measuring import (
    HALF_TIME,
    SECONDS,
    MeasuredInstance,
    find_proven_bound,
    is_bound_wrong,
    measure_instance,
    plan_instance,
)
from benchmarks.planner.peers import compare_peers
from benchmarks.planner.replanning import ReplannedSituation
from unhidden.hosting.failing import StepFailure
from unhidden.hosting.paths import REPOSITORY
from unhidden.planning.week.faults import FaultyProblem
from unhidden.planning.week.interchange import dump_plan
from unhidden.planning.week.pricing import FASTEST
from unhidden.planning.week.problem import WeekProblem
from unhidden.planning.week.searching import SearchClock
from unhidden.planning.week.solver import plan_week
from unhidden.planning.week.weekplan_format import read_problem

FILES = REPOSITORY.parent / "shared/data/planning/weekplan"
SEEDS, QUICK_SEEDS = (1, 2, 3), (1,)
TIMES, QUICK_TIMES = 50, 2
LARGE = WeekSize(candidates=1_000, days=6, crews=40, groups=40, towns=60)
LARGE_SECONDS = 120.0
WARM = WeekSize(candidates=12, days=2, crews=3, groups=1, towns=4)
SLOWEST_SHARE = 0.95
LONGEST = 3_600.0
#: Lies that a checker must have found before it is believed.
LEAST_PLANTED = 30


def run(*, quick: bool) -> Iterator[dict[str, object]]:
    """One line for each measure, of the worst week each."""
    plan_week(make_week(1, WARM), SearchClock(2))
    weeks = list_weeks(quick=quick)
    times = QUICK_TIMES if quick else TIMES
    measured = [
        measure_instance(name, problem, times=times) for name, problem in weeks.items()
    ]
    yield from _measure_plans(measured)
    yield from _measure_reasons(measured)
    yield from _measure_days(measured)
    slowest = max(find_slowest(one.slots.seconds) for one in measured)
    yield make_measure("slots_p95_ms", round(1_000 * slowest, 1))
    if not quick:
        yield from _measure_large()
        for name, problem in weeks.items():
            yield from compare_peers(name, problem)


def _measure_large() -> Iterator[dict[str, object]]:
    """A region's week: how near to its bound a plan is after two minutes."""
    done = plan_instance("large", make_week(1, LARGE), SearchClock(LARGE_SECONDS))
    yield make_measure(
        "large_pct_of_bound",
        done.percent_at(2 * LARGE_SECONDS),
        violations=len(done.violations),
        is_bound_wrong=done.is_bound_wrong,
    )


def _measure_plans(measured: list[MeasuredInstance]) -> Iterator[dict[str, object]]:
    planned = [one.planned for one in measured]
    yield make_measure("first_s", round(max(one.first_seconds for one in planned), 2))
    for seconds in (HALF_TIME, SECONDS):
        worst = min(one.percent_at(seconds) for one in planned)
        yield make_measure(f"pct_of_bound_{seconds:.0f}s", worst)
    said = [f"{one.name}: {each}" for one in planned for each in one.violations]
    for one in measured:
        said += [f"{day.name}: {each}" for day in one.days for each in day.violations]
        said += one.slots.faults
    yield make_measure("violations", len(said), said=said[:5])
    wrong = [one.name for one in planned if one.is_bound_wrong]
    wrong += [
        f"{one.planned.name}: {day.name}"
        for one in measured
        for day in _choose_days(one.days)
        if is_bound_wrong(
            day.day.plan, find_proven_bound(day.day.problem, day.day.plan)
        )
    ]
    yield make_measure("bound_wrong", len(wrong), said=wrong[:5])


def _choose_days(days: Sequence[ReplannedSituation]) -> list[ReplannedSituation]:
    """One of each name: each situation, day and minute."""
    return list({one.name: one for one in days}.values())


def _measure_reasons(measured: list[MeasuredInstance]) -> Iterator[dict[str, object]]:
    wrong = [
        f"{one.planned.name}: {each}"
        for one in measured
        for each in (*one.planned.wrong_reasons, *one.unfound)
    ]
    planted = min(one.planted for one in measured)
    if planted < LEAST_PLANTED:
        wrong.append(f"Only {planted} false reasons were planted.")
    yield make_measure("reasons_wrong", len(wrong), said=wrong[:5], planted=planted)
    unsettled = max(one.planned.open_percent for one in measured)
    yield make_measure("reasons_open_pct", unsettled)


def _measure_days(measured: list[MeasuredInstance]) -> Iterator[dict[str, object]]:
    slowest = [find_slowest([day.seconds for day in one.days]) for one in measured]
    yield make_measure("replan_p95_s", round(max(slowest), 3))
    kept = [
        100
        * sum(day.day.kept for day in one.days)
        / max(1, sum(day.day.promised for day in one.days))
        for one in measured
    ]
    yield make_measure("kept_pct", round(min(kept), 2))
    gaps = [
        100 * sum(day.gap for day in one.days) / max(1, len(one.days))
        for one in measured
    ]
    many = min(len(one.days) for one in measured)
    yield make_measure("replan_gap_pct", round(max(gaps), 2), replanned=many)


def find_slowest(seconds: Sequence[float]) -> float:
    """What 95 of a hundred take at most."""
    ordered = sorted(seconds)
    return ordered[int(SLOWEST_SHARE * (len(ordered) - 1))] if ordered else 0.0


def make_measure(name: str, value: float, **more: object) -> dict[str, object]:
    """One line of the bench."""
    return {"bench": f"planner.{name}", "value": value, "labelling": FASTEST, **more}


def list_weeks(*, quick: bool) -> dict[str, WeekProblem]:
    """Weekplan's files, where there are any, and weeks made from seeds."""
    weeks = {file.stem: read_problem(file) for file in sorted(FILES.glob("inst*.json"))}
    seeds = QUICK_SEEDS if quick else SEEDS
    return weeks | {f"seed {seed}": make_week(seed) for seed in seeds}


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
    if not problem.candidates or not problem.crew_days:
        raise StepFailure(f"{options.instance.name} has no place, or no crew.")
    if not 0 < options.seconds <= LONGEST:
        raise StepFailure(f"A search lasts up to {LONGEST:.0f} seconds.")
    clock = SearchClock(options.seconds)
    done = plan_instance(options.instance.stem, problem, clock)
    options.plan.write_text(f"{dump_plan(done.plan)}\n")
    yield make_measure(
        "pct_of_bound",
        done.percent_at(options.seconds * 2),
        value_of_plan=done.plan.value,
        bound=done.plan.bound,
        violations=len(done.violations),
        is_bound_wrong=done.is_bound_wrong,
        reasons_wrong=len(done.wrong_reasons),
    )
