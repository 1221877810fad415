"""The planner, its bound and both checkers, against every plan of small weeks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from benchmarks.planner.bounding import WrongPrices, recompute_bound
from benchmarks.planner.checking import find_violations
from tests.planning.tiny_weeks import list_every_plan, tiny_weeks
from unhidden.planning.week.plan import CapacityPrice, PlanPrices, WeekPlan
from unhidden.planning.week.problem import WeekProblem
from unhidden.planning.week.searching import SearchClock
from unhidden.planning.week.solver import plan_week

MOST_PLANS = 20_000


def _solve(problem: WeekProblem) -> WeekPlan:
    """A plan of a search that stops after a few rounds, however slow the machine is."""
    return plan_week(problem, SearchClock(30), most_rounds=3, form="plain")


def _find_best(problem: WeekProblem) -> int | None:
    """The value of the best of all plans; None where there are too many to try."""
    best: int | None = None
    for number, routes in enumerate(list_every_plan(problem)):
        if number == MOST_PLANS:
            return None
        value = _measure(problem, WeekPlan(routes, 0))
        if best is not None and value <= best:
            continue
        if not find_violations(problem, WeekPlan(routes, value)):
            best = value
    return best


def _measure(problem: WeekProblem, plan: WeekPlan) -> int:
    value = 0
    for route in plan.routes:
        shift = problem.crew_day_of[route.crew_day]
        at = shift.start_place
        for stop in route.stops:
            candidate = problem.candidate_of[stop.candidate]
            (item,) = [one for one in candidate.menu if one.kind == stop.kind]
            value += 0 if stop.role else item.value
            value += sum(
                one.value
                for one in problem.promises
                if (one.candidate, one.crew) == (stop.candidate, shift.crew)
                and stop.role == 0
            )
            value -= problem.travel[at][candidate.place]
            at = candidate.place
        value -= problem.travel[at][shift.end_place]
    return value


@settings(max_examples=20, deadline=None)
@given(tiny_weeks())
def test_a_plan_breaks_no_rule_and_no_plan_is_worth_more_than_the_bound(
    problem: WeekProblem,
) -> None:
    best = _find_best(problem)
    assume(best is not None)

    plan = _solve(problem)

    assert best is not None
    assert plan.bound is not None
    assert find_violations(problem, plan) == []
    assert plan.value <= best <= plan.bound
    assert best <= recompute_bound(problem, plan.prices) <= plan.bound + 0.01


@settings(max_examples=12, deadline=None)
@given(tiny_weeks(are_pinned=True))
def test_a_pin_that_can_be_kept_is_kept(problem: WeekProblem) -> None:
    best = _find_best(problem)
    assume(best is not None)

    plan = _solve(problem)

    assert best is not None
    assert plan.bound is not None
    assert find_violations(problem, plan) == []
    assert best <= recompute_bound(problem, plan.prices) <= plan.bound + 0.01


@settings(max_examples=20, deadline=None)
@given(tiny_weeks(), st.data())
def test_any_prices_give_a_bound(problem: WeekProblem, data: st.DataObject) -> None:
    best = _find_best(problem)
    assume(best is not None)
    prices = st.floats(0, 300)
    paid = PlanPrices(
        {one.id: data.draw(prices) for one in problem.candidates},
        tuple(
            CapacityPrice("custody", day, data.draw(prices))
            for day in range(problem.days)
        ),
    )

    assert best is not None
    assert best <= recompute_bound(problem, paid) + 1e-6


def test_a_price_below_nothing_gives_no_bound() -> None:
    problem = WeekProblem(1, (), (), ())

    with pytest.raises(WrongPrices, match="below nothing"):
        recompute_bound(problem, PlanPrices({"0": -1.0}))


@settings(max_examples=12, deadline=None)
@given(tiny_weeks())
def test_a_plan_that_says_more_than_it_is_worth_is_found(problem: WeekProblem) -> None:
    plan = _solve(problem)

    (said,) = find_violations(problem, replace(plan, value=plan.value + 1))

    assert "and says" in said
