"""The bench of the planner: what it counts, and weekplan's own weeks."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.planner import bench
from benchmarks.planner.checking import find_violations
from benchmarks.planner.generating import WeekSize, make_week
from benchmarks.planner.measuring import (
    PlannedInstance,
    find_proven_bound,
    is_bound_wrong,
    measure_slots,
    plan_instance,
)
from benchmarks.planner.planting import list_unfound
from benchmarks.planner.replanning import replan_situations
from unhidden.hosting.failing import StepFailure
from unhidden.planning.week.faults import find_faults
from unhidden.planning.week.plan import PlanPrices, WeekPlan
from unhidden.planning.week.problem import WeekProblem
from unhidden.planning.week.searching import SearchClock, SearchProgress
from unhidden.planning.week.situations import SituationKind
from unhidden.planning.week.solver import plan_week, preview_week
from unhidden.planning.week.weekplan_format import read_problem

SMALL = WeekSize(candidates=24, days=2, crews=3, groups=2, towns=8)
NOT_HERE = "Weekplan's files are not here: ../shared/data/planning is missing."


@pytest.fixture(scope="module")
def small_week() -> WeekProblem:
    return make_week(1, SMALL)


@pytest.fixture(scope="module")
def planned(small_week: WeekProblem) -> PlannedInstance:
    return plan_instance("small", small_week, SearchClock(6, now=time.process_time))


def test_a_made_week_is_whole_and_the_same_for_one_seed(
    small_week: WeekProblem,
) -> None:
    assert list(find_faults(small_week)) == []
    assert small_week == make_week(1, SMALL)
    assert small_week != make_week(2, SMALL)
    assert small_week.groups


def test_a_week_is_planned_nearly_as_well_as_can_be(
    planned: PlannedInstance,
) -> None:
    assert planned.violations == ()
    assert not planned.is_bound_wrong
    assert planned.wrong_reasons == ()
    assert planned.open_percent == 0
    assert planned.percent_at(6) > 95
    assert planned.percent_at(6) == planned.percent_at(60)


def test_a_bound_that_its_prices_do_not_prove_is_found(
    small_week: WeekProblem, planned: PlannedInstance
) -> None:
    plan = planned.plan
    assert plan.bound is not None

    def is_wrong(changed: WeekPlan) -> bool:
        return is_bound_wrong(changed, find_proven_bound(small_week, changed))

    assert not is_wrong(plan)
    assert is_wrong(replace(plan, bound=plan.bound - 1_000))
    assert is_wrong(replace(plan, bound=None))
    assert is_wrong(replace(plan, prices=PlanPrices()))
    assert is_wrong(replace(plan, prices=PlanPrices({small_week.candidates[0].id: -1})))


def test_false_reasons_are_found(
    small_week: WeekProblem, planned: PlannedInstance
) -> None:
    planted, unfound = list_unfound(small_week, planned.plan, 60)

    assert planted >= 20
    assert unfound == []


def test_days_are_planned_anew_and_slots_found_without_a_broken_rule(
    small_week: WeekProblem, planned: PlannedInstance
) -> None:
    days = list(replan_situations(small_week, planned.plan, 1))
    slots = measure_slots(small_week, planned.plan)

    assert {day.name.split(" on ")[0] for day in days} == set(SituationKind)
    assert [day.violations for day in days if day.violations] == []
    assert sum(day.day.kept for day in days) > sum(day.day.promised for day in days) / 2
    assert slots.seconds
    assert slots.faults == ()


def test_the_first_complete_plan_counts_and_a_preview_of_less_does_not(
    planned: PlannedInstance,
) -> None:
    steps = (
        SearchProgress("preview", 0.1, 80, None),
        SearchProgress("plan", 9.0, 96, 100.0),
    )
    told = replace(planned, steps=steps, plan=replace(planned.plan, bound=100.0))

    assert told.first_seconds == 9.0
    assert told.percent_at(1) == 80.0


def test_a_search_that_is_stopped_keeps_its_best(small_week: WeekProblem) -> None:
    told: list[str] = []

    plan = plan_week(
        small_week,
        SearchClock(600, is_stopped=lambda: bool(told)),
        lambda step, _: told.append(step.stage),
    )

    assert told[0] == "preview"
    assert plan.value >= preview_week(small_week).value > 0
    assert find_violations(small_week, plan) == []


def test_a_file_that_is_no_week_is_refused_in_words(tmp_path: Path) -> None:
    file = tmp_path / "week.json"
    file.write_text("[]")

    with pytest.raises(StepFailure, match="no week in weekplan's format"):
        list(bench.run_instance([f"--instance={file}", f"--plan={tmp_path / 'out'}"]))


@pytest.mark.skipif(not bench.FILES.exists(), reason=NOT_HERE)
@pytest.mark.parametrize("number", [1, 2])
def test_weekplans_weeks_are_previewed_without_a_broken_rule(number: int) -> None:
    problem = read_problem(bench.FILES / f"inst{number}.json")

    plan = preview_week(problem)

    assert len(problem.candidates) == 160
    assert find_violations(problem, plan) == []
