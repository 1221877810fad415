"""The checker of plans finds each rule broken, one at a time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.planner.checking import find_violations
from tests.planning.broken_plans import BROKEN, GOOD, PROBLEM
from unhidden.planning.week.problem import (
    DaySeparation,
    ForbiddenVisit,
    VisitOrder,
    VisitPin,
    WeekProblem,
)


def test_a_plan_that_keeps_every_rule_is_found_good() -> None:
    assert find_violations(PROBLEM, GOOD) == []


@pytest.mark.parametrize("sentence", BROKEN)
def test_each_broken_rule_is_said(sentence: str) -> None:
    said = find_violations(PROBLEM, BROKEN[sentence])

    assert any(sentence in one for one in said), said


@pytest.mark.parametrize(
    ("sentence", "problem"),
    [
        ("takes 2 of custody", replace(PROBLEM, capacities={"custody": (1, 1)})),
        ("is forbidden", replace(PROBLEM, forbidden=(ForbiddenVisit("a", crew="x"),))),
        ("pin of a is not kept", replace(PROBLEM, pins=(VisitPin("a", crew="y"),))),
        ("pin of c is not kept", replace(PROBLEM, pins=(VisitPin("c", day=1),))),
        (
            "pin of a is not kept",
            replace(PROBLEM, pins=(VisitPin("a", people=frozenset({"nobody"})),)),
        ),
        (
            "Separation s is broken",
            replace(PROBLEM, separations=(DaySeparation("s", ("a", "c")),)),
        ),
        ("b begins before c", replace(PROBLEM, orders=(VisitOrder("c", "b"),))),
    ],
)
def test_each_rule_of_the_week_is_held(sentence: str, problem: WeekProblem) -> None:
    said = find_violations(problem, GOOD)

    assert said
    assert all(sentence in one for one in said)
