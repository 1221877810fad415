"""What a plan changed by hand breaks is what the checker of the benches finds."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

import pytest
from hypothesis import given, settings

from benchmarks.planner.checking import find_violations, measure_plan
from tests.planning.broken_plans import BROKEN, GOOD, PROBLEM
from tests.planning.tiny_weeks import list_every_plan, tiny_weeks
from unhidden.planning.week.breaches import (
    BreachKind,
    PlanBreach,
    find_breaches,
    measure_plan_value,
)
from unhidden.planning.week.plan import WeekPlan
from unhidden.planning.week.problem import WeekProblem

MANY = 300


def test_a_plan_that_keeps_every_rule_has_no_breach() -> None:
    assert find_breaches(PROBLEM, GOOD) == ()
    assert measure_plan_value(PROBLEM, GOOD) == GOOD.value


@pytest.mark.parametrize("sentence", [one for one in BROKEN if one != "and says"])
def test_each_broken_rule_is_a_breach(sentence: str) -> None:
    assert find_breaches(PROBLEM, BROKEN[sentence])


def test_a_breach_says_what_it_is_about() -> None:
    lacking = find_breaches(PROBLEM, BROKEN["lacks charity"])
    late = find_breaches(PROBLEM, BROKEN["only at"])

    assert PlanBreach(BreachKind.SKILLS, "c", "one", 0, ("charity",)) in lacking
    assert PlanBreach(BreachKind.LATE, "b", "two", 0, amount=700) in late


@settings(max_examples=15, deadline=None)
@given(tiny_weeks(are_pinned=True))
def test_breaches_are_there_where_the_checker_finds_violations(
    problem: WeekProblem,
) -> None:
    for routes in islice(list_every_plan(problem), MANY):
        plan = WeekPlan(routes, 0)
        plan = replace(plan, value=measure_plan(problem, plan))

        assert measure_plan_value(problem, plan) == plan.value
        assert bool(find_breaches(problem, plan)) is bool(
            find_violations(problem, plan)
        )
