"""Why a candidate is left out, and ways to put one in, against every small plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings

from benchmarks.planner.changing import change_week
from benchmarks.planner.checking import find_violations, measure_plan
from benchmarks.planner.measuring import find_proven_bound
from benchmarks.planner.placing import can_place
from benchmarks.planner.reason_checking import find_wrong_reasons
from tests.planning.tiny_weeks import list_every_plan, tiny_weeks
from unhidden.planning.week.changes import apply_change, can_be_visited
from unhidden.planning.week.plan import (
    ChangeKind,
    CrewRoute,
    LeftOutBecause,
    ProblemChange,
    WeekPlan,
)
from unhidden.planning.week.problem import (
    CrewDay,
    ForbiddenVisit,
    MenuItem,
    StrikeGroup,
    VisitCandidate,
    WeekProblem,
)
from unhidden.planning.week.searching import SearchClock
from unhidden.planning.week.slots import find_slots
from unhidden.planning.week.smallest_changes import find_smallest_change
from unhidden.planning.week.solver import plan_week

MOST_PLANS = 5_000
POLICE, ENTRY = frozenset({"police"}), frozenset({"police", "entry"})
STRIKE = MenuItem("strike", 400, 60, 540, 700, (ENTRY,), (("custody", 1),))
SOFT = MenuItem("soft", 100, 40, 540, 700, (POLICE,))
LINE = tuple(tuple(10 * abs(one - other) for other in range(4)) for one in range(4))


def _make_week(*crews: frozenset[str], custody: int = 2) -> WeekProblem:
    """Two places to strike together, and one for a talk; every crew starts at one."""
    return WeekProblem(
        days=1,
        candidates=(
            VisitCandidate("a", 0, frozenset({0}), (STRIKE,)),
            VisitCandidate("b", 1, frozenset({0}), (STRIKE,)),
            VisitCandidate("c", 2, frozenset({0}), (SOFT,)),
        ),
        crew_days=tuple(
            CrewDay(f"d{number}", f"c{number}", 0, 500, 720, skills, 3, 3)
            for number, skills in enumerate(crews)
        ),
        travel=LINE,
        groups=(StrikeGroup("g", ("a", "b")),),
        capacities={"custody": (custody,)},
    )


def _list_members(problem: WeekProblem) -> Iterator[tuple[str, ...]]:
    grouped = {one for group in problem.groups for one in group.members}
    yield from (group.members for group in problem.groups)
    yield from ((one.id,) for one in problem.candidates if one.id not in grouped)


def _solve(problem: WeekProblem) -> WeekPlan:
    return plan_week(
        problem, SearchClock(30), most_rounds=3, form="plain", with_columns=True
    )


def _can_be_in_a_plan(problem: WeekProblem, members: tuple[str, ...]) -> bool | None:
    """Whether some plan of these alone visits them; None where there are too many."""
    alone = replace(
        problem,
        candidates=tuple(one for one in problem.candidates if one.id in members),
        groups=tuple(one for one in problem.groups if one.members == members),
        pins=(),
        orders=(),
        separations=(),
        promises=(),
        forbidden=tuple(one for one in problem.forbidden if one.candidate in members),
    )
    for number, routes in enumerate(list_every_plan(alone)):
        plan = WeekPlan(routes, 0)
        plan = replace(plan, value=measure_plan(alone, plan))
        if number == MOST_PLANS:
            return None
        visited = {stop.candidate for _, stop in plan.iterate_stops()}
        if visited.issuperset(members) and not find_violations(alone, plan):
            return True
    return False


@settings(max_examples=25, deadline=None)
@given(tiny_weeks())
def test_what_can_be_visited_is_what_some_plan_visits(problem: WeekProblem) -> None:
    bare = replace(problem, orders=(), separations=(), promises=())
    for members in _list_members(bare):
        expected = _can_be_in_a_plan(bare, members)
        assume(expected is not None)

        assert can_be_visited(bare, members) is expected
        assert can_place(bare, members) is expected


@settings(max_examples=30, deadline=None)
@given(tiny_weeks())
def test_the_smallest_change_lets_in_what_could_not_be(problem: WeekProblem) -> None:
    for members in _list_members(problem):
        if can_be_visited(problem, members):
            continue
        changed = problem
        for one in find_smallest_change(problem, members):
            changed = change_week(changed, one)

        assert can_place(changed, members)


@settings(max_examples=20, deadline=None)
@given(tiny_weeks())
def test_every_candidate_left_out_has_one_true_reason(problem: WeekProblem) -> None:
    plan = _solve(problem)

    assert find_wrong_reasons(problem, plan, find_proven_bound(problem, plan)) == []
    assert not [one for one in plan.reasons if one.because is LeftOutBecause.OPEN]


@settings(max_examples=12, deadline=None)
@given(tiny_weeks(are_pinned=True))
def test_reasons_are_true_where_a_pin_may_be_in_the_way(problem: WeekProblem) -> None:
    plan = _solve(problem)
    proven = find_proven_bound(problem, plan)
    assume(plan.bound is not None)  # the pin can be kept

    assert find_wrong_reasons(problem, plan, proven) == []


@pytest.mark.parametrize(
    ("problem", "change"),
    [
        (
            _make_week(ENTRY, POLICE),
            ProblemChange(ChangeKind.SKILLS, crew_day="d1", skills=("entry",)),
        ),
        (
            _make_week(ENTRY, ENTRY, custody=1),
            ProblemChange(ChangeKind.CAPACITY, capacity="custody", day=0, amount=1),
        ),
        (
            _make_week(ENTRY),
            ProblemChange(ChangeKind.CREWS, crew_day="d0", amount=1),
        ),
    ],
)
def test_a_group_that_cannot_be_struck_says_what_is_missing(
    problem: WeekProblem, change: ProblemChange
) -> None:
    plan = _solve(problem)

    reasons = {one.candidate: one for one in plan.reasons}
    assert set(reasons) == {"a", "b"}
    for one in reasons.values():
        assert one.because is LeftOutBecause.CANNOT
        assert one.group == "g"
        assert one.changes == (change,)


@pytest.mark.parametrize(
    ("candidate", "change"),
    [
        (
            replace(_make_week(POLICE).candidates[2], days=frozenset({1})),
            ProblemChange(ChangeKind.DAY, candidate="c", day=0),
        ),
        (
            VisitCandidate(
                "c", 2, frozenset({0}), (replace(SOFT, earliest=400, latest=500),)
            ),
            ProblemChange(ChangeKind.WINDOW, candidate="c", amount=10),
        ),
        (
            VisitCandidate("c", 2, frozenset({0}), (replace(SOFT, minutes=215),)),
            ProblemChange(ChangeKind.SHIFT, crew_day="d0", amount=45),
        ),
        (
            VisitCandidate("c", 2, frozenset({0}), (replace(SOFT, lawful_until=400),)),
            ProblemChange(ChangeKind.RULE, candidate="c"),
        ),
    ],
)
def test_a_place_that_cannot_be_visited_says_the_smallest_change(
    candidate: VisitCandidate, change: ProblemChange
) -> None:
    week = _make_week(POLICE)
    problem = replace(week, days=2, candidates=(candidate,), groups=())
    problem = replace(problem, capacities={"custody": (1, 1)})

    assert find_smallest_change(problem, ("c",)) == (change,)


def test_a_visit_that_is_forbidden_is_let_in_by_lifting_the_rule() -> None:
    week = _make_week(POLICE)
    problem = replace(week, forbidden=(ForbiddenVisit("c"),))

    assert find_smallest_change(problem, ("c",)) == (
        ProblemChange(ChangeKind.RULE, candidate="c"),
    )


def test_a_candidate_worth_less_than_its_road_costs_more_than_it_brings() -> None:
    week = _make_week(POLICE)
    poor = replace(week.candidates[2], menu=(replace(SOFT, value=15),))
    problem = replace(week, candidates=(poor,), groups=())

    (reason,) = _solve(problem).reasons

    assert reason.because is LeftOutBecause.COSTS_MORE
    assert (reason.brings, reason.costs) == (15, 20)
    assert [stop.candidate for route in reason.way for stop in route.stops] == ["c"]


def test_a_search_that_ends_at_once_leaves_reasons_open() -> None:
    plan = plan_week(_make_week(ENTRY, ENTRY), SearchClock(0), form="plain")

    assert {one.because for one in plan.reasons} == {LeftOutBecause.OPEN}
    assert all(0 < one.may_bring <= 800 for one in plan.reasons)


@pytest.mark.parametrize("kind", ChangeKind)
def test_both_make_a_change_alike(kind: ChangeKind) -> None:
    problem = replace(
        _make_week(POLICE, ENTRY), forbidden=(ForbiddenVisit("a"), ForbiddenVisit("b"))
    )
    day = 1 if kind is ChangeKind.DAY else 0
    change = ProblemChange(kind, "a", "d0", ("bn",), "custody", day, 2)

    one, other = apply_change(problem, change), change_week(problem, change)

    assert replace(one, crew_days=()) == replace(other, crew_days=())
    assert sorted(map(_describe, one.crew_days)) == sorted(
        map(_describe, other.crew_days)
    )
    assert one != problem


def _describe(shift: CrewDay) -> tuple[list[str], int, int]:
    return sorted(shift.skills), shift.starts_at, shift.ends_at


@settings(max_examples=15, deadline=None)
@given(tiny_weeks())
def test_a_slot_costs_what_it_says_and_breaks_no_rule(problem: WeekProblem) -> None:
    plan = _solve(problem)
    for reason in plan.reasons:
        for slot in find_slots(problem, plan, reason.candidate):
            routes = {one.crew_day: one.stops for one in (*plan.routes, *slot.routes)}
            made = WeekPlan(
                tuple(CrewRoute(*one) for one in routes.items() if one[1]), 0
            )
            made = replace(made, value=measure_plan(problem, made))

            assert find_violations(problem, made) == []
            assert made.value == plan.value + slot.brings - slot.costs
            assert made.value <= plan.value
