"""The rest of a day planned anew, after each of six situations."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from benchmarks.planner.bounding import recompute_bound
from benchmarks.planner.checking import find_violations, measure_plan
from tests.planning.tiny_weeks import list_every_plan, tiny_weeks
from unhidden.planning.week.faults import FaultyProblem
from unhidden.planning.week.plan import CrewRoute, PlannedStop, WeekPlan
from unhidden.planning.week.problem import (
    CrewDay,
    DaySeparation,
    MenuItem,
    VisitCandidate,
    VisitOrder,
    WeekProblem,
)
from unhidden.planning.week.replanning import (
    PROMISE_VALUE,
    CrewState,
    DayState,
    ReplannedDay,
    make_rest_problem,
    observe_day,
    replan_day,
)
from unhidden.planning.week.searching import SearchClock
from unhidden.planning.week.situations import (
    DaySituation,
    SituationKind,
    apply_situation,
)
from unhidden.planning.week.solver import plan_week

MOST_PLANS = 5_000
POLICE = frozenset({"police"})
TALK = MenuItem("talk", 500, 60, 540, 900, (POLICE,), (("custody", 1),))


def _make_problem() -> WeekProblem:
    """Five places on a line, two crews that start at its ends, and the day after."""
    return WeekProblem(
        days=2,
        candidates=tuple(
            VisitCandidate(name, place, frozenset({0, 1}), (TALK,))
            for place, name in enumerate("abcde")
        ),
        crew_days=(
            CrewDay("one", "x", 0, 530, 900, POLICE, 0, 0),
            CrewDay("two", "y", 0, 530, 900, POLICE, 4, 4),
            CrewDay("next", "x", 1, 530, 900, POLICE, 0, 0),
        ),
        travel=tuple(
            tuple(10 * abs(one - other) for other in range(5)) for one in range(5)
        ),
        capacities={"custody": (4, 4)},
    )


PROBLEM = _make_problem()


def _talk(candidate: str, starts_at: int) -> PlannedStop:
    return PlannedStop(candidate, "talk", 0, starts_at)


PLAN = WeekPlan(
    (
        CrewRoute("one", (_talk("a", 540), _talk("b", 610))),
        CrewRoute("two", (_talk("e", 540), _talk("d", 610))),
        CrewRoute("next", (_talk("c", 550),)),
    ),
    5 * 500 - 20 - 20 - 40,
)


def _replan(problem: WeekProblem, state: DayState) -> ReplannedDay:
    again = replan_day(problem, PLAN, state, SearchClock(30))
    assert find_violations(again.problem, again.plan) == []
    return again


def _list_visits(again: ReplannedDay) -> dict[str, str]:
    return {stop.candidate: crew_day for crew_day, stop in again.plan.iterate_stops()}


def test_a_day_is_observed_as_planned_until_a_minute() -> None:
    state = observe_day(PROBLEM, PLAN, 0, 605)

    assert state.settled == {"a", "e"}
    assert state.used == (("custody", 2),)
    # Both have left for their next place, where they arrive at 610.
    assert state.crews == (CrewState("one", 1, 610), CrewState("two", 3, 610))


def test_before_the_day_begins_everybody_is_at_their_start() -> None:
    state = observe_day(PROBLEM, PLAN, 0, 0)

    assert state.crews[0] == CrewState("one", 0, 530)
    assert state.settled == frozenset()


def test_a_day_on_which_all_goes_well_is_not_changed() -> None:
    again = _replan(PROBLEM, observe_day(PROBLEM, PLAN, 0, 560))

    assert again.moves == ()
    assert (again.kept, again.promised) == (2, 2)
    assert again.plan.value == 2 * (500 + PROMISE_VALUE) - 20 - 20


def test_a_visit_that_turns_enforcement_takes_time_and_custody() -> None:
    state = observe_day(PROBLEM, PLAN, 0, 560)
    turned = DaySituation(
        SituationKind.TURNED_ENFORCEMENT, ("one",), 250, (("custody", 2),)
    )

    problem, after = apply_situation(PROBLEM, state, turned)
    again = _replan(problem, after)

    # Four places in custody are taken already: nobody else is visited, and it is said.
    assert again.problem.capacities == {"custody": (0, 4)}
    assert _list_visits(again) == {}
    assert [one.candidate for one in again.moves] == ["b", "d"]
    assert all(one.after == () for one in again.moves)


def test_a_visit_that_runs_over_moves_what_another_crew_can_take() -> None:
    state = observe_day(PROBLEM, PLAN, 0, 560)

    problem, after = apply_situation(
        PROBLEM, state, DaySituation(SituationKind.RUNS_OVER, ("one",), 250)
    )
    again = _replan(problem, after)

    assert _list_visits(again) == {"b": "two", "d": "two"}
    (move,) = [one for one in again.moves if one.candidate == "b"]
    assert move.before[0].crew_day == "one"
    assert move.after[0].crew_day == "two"


def test_the_visits_of_a_crew_that_drops_out_go_to_others() -> None:
    state = observe_day(PROBLEM, PLAN, 0, 560)

    problem, after = apply_situation(
        PROBLEM, state, DaySituation(SituationKind.CREW_OUT, ("one",))
    )
    again = _replan(problem, after)

    assert _list_visits(again) == {"b": "two", "d": "two"}
    assert (again.kept, again.promised) == (1, 1)


def test_a_closed_road_changes_who_goes_where() -> None:
    state = observe_day(PROBLEM, PLAN, 0, 560)
    closed = tuple(
        tuple(
            minutes + (300 if (one < 3) != (other < 3) else 0)
            for other, minutes in enumerate(row)
        )
        for one, row in enumerate(PROBLEM.travel)
    )

    problem, after = apply_situation(
        PROBLEM, state, DaySituation(SituationKind.ROAD_CLOSED, travel=closed)
    )
    again = _replan(problem, after)

    assert _list_visits(again) == {"b": "one", "d": "two"}


def test_where_nobody_is_there_the_crew_is_free_and_the_place_is_done() -> None:
    state = observe_day(PROBLEM, PLAN, 0, 545)

    problem, after = apply_situation(
        PROBLEM,
        state,
        DaySituation(SituationKind.NOBODY_THERE, ("one",), uses=(("custody", 1),)),
    )
    again = _replan(problem, after)

    assert dict(after.used) == {"custody": 1}
    assert "a" not in _list_visits(again)
    (first, *_) = next(
        route.stops for route in again.plan.routes if route.crew_day == "one"
    )
    assert first.starts_at == 555


def test_an_urgent_place_is_visited_today() -> None:
    state = observe_day(PROBLEM, PLAN, 0, 560)
    urgent = VisitCandidate("urgent", 2, frozenset({0}), (replace(TALK, value=2_000),))

    problem, after = apply_situation(
        PROBLEM, state, DaySituation(SituationKind.URGENT_PLACE, added=urgent)
    )
    again = _replan(problem, after)

    assert "urgent" in _list_visits(again)
    assert {one.candidate for one in again.moves} >= {"urgent"}


@pytest.mark.parametrize(
    ("situation", "sentence"),
    [
        (DaySituation(SituationKind.CREW_OUT, ("three",)), "not in service"),
        (DaySituation(SituationKind.RUNS_OVER, ("one",), -5), "less than nothing"),
        (DaySituation(SituationKind.ROAD_CLOSED, travel=((0,),)), "travel times"),
    ],
)
def test_a_situation_that_cannot_be_is_refused(
    situation: DaySituation, sentence: str
) -> None:
    with pytest.raises(FaultyProblem, match=sentence):
        apply_situation(PROBLEM, observe_day(PROBLEM, PLAN, 0, 560), situation)


def test_what_later_days_have_stays_theirs() -> None:
    rest = make_rest_problem(PROBLEM, PLAN, observe_day(PROBLEM, PLAN, 0, 560))

    assert {one.id for one in rest.candidates} == {"b", "d"}


def test_orders_and_separations_hold_against_what_was_done() -> None:
    problem = replace(
        PROBLEM,
        orders=(VisitOrder("b", "a"), VisitOrder("c", "d")),
        separations=(DaySeparation("s", ("e", "b")),),
    )

    rest = make_rest_problem(problem, PLAN, observe_day(problem, PLAN, 0, 560))

    # b would come after a, and shares its day with e; d would come before c.
    assert {one.candidate for one in rest.forbidden} == {"b", "d"}


@settings(max_examples=12, deadline=None)
@given(tiny_weeks())
def test_a_day_planned_anew_is_as_good_as_its_bound_allows(
    problem: WeekProblem,
) -> None:
    plan = plan_week(problem, SearchClock(30), most_rounds=1, form="plain")
    again = replan_day(
        problem, plan, observe_day(problem, plan, 0, 530), SearchClock(30)
    )

    rest, bound = again.problem, again.plan.bound
    assert bound is not None
    assert find_violations(rest, again.plan) == []
    assert recompute_bound(rest, again.plan.prices) <= bound + 0.01
    for number, routes in enumerate(list_every_plan(rest)):
        if number == MOST_PLANS:
            break
        other = WeekPlan(routes, 0)
        other = replace(other, value=measure_plan(rest, other))
        if other.value > bound:
            assert find_violations(rest, other)
