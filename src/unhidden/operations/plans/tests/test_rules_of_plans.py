"""Routes changed by hand, faults of a plan, differences, and days that go otherwise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from unhidden.operations.plans.rules.checking import (
    PlanFaultKind,
    find_plan_faults,
    list_new_faults,
)
from unhidden.operations.plans.rules.differences import DifferenceKind, compare_plans
from unhidden.operations.plans.rules.fitting import fit_plan, write_routes
from unhidden.operations.plans.rules.happenings import (
    DayHappening,
    HappeningKind,
    observe_day,
)
from unhidden.operations.plans.rules.rests import join_rest
from unhidden.operations.plans.rules.routes import (
    HandMove,
    drop_visit,
    gather_visits,
    measure_plan,
    move_visit,
)
from unhidden.planning.week.interchange import make_plain
from unhidden.planning.week.plan import CrewRoute, PlannedStop, WeekPlan
from unhidden.planning.week.problem import (
    CrewDay,
    DaySeparation,
    ForbiddenVisit,
    MenuItem,
    StrikeGroup,
    VisitCandidate,
    VisitOrder,
    VisitPin,
    WeekProblem,
)

POLICE = frozenset({"police"})


def make_problem(**given: object) -> WeekProblem:
    """Three places, each 20 minutes from the others, and two crews on two days."""
    talk = MenuItem("soft", 4000, 40, 540, 1020, (frozenset(),))
    raid = MenuItem(
        "enforcement", 9000, 120, 540, 1020, (POLICE, frozenset()), (("custody", 2),)
    )
    usual = WeekProblem(
        days=2,
        candidates=tuple(
            VisitCandidate(name, place, frozenset({0, 1}), (talk, raid))
            for place, name in enumerate("abc")
        ),
        crew_days=tuple(
            CrewDay(f"{crew}{day}", crew, day, 510, 1020, skills, 3, 3)
            for crew, skills in (("x", POLICE), ("y", frozenset[str]()))
            for day in (0, 1)
        ),
        travel=tuple(
            tuple(0 if one == two else 20 for one in range(4)) for two in range(4)
        ),
        capacities={"custody": (2, 0)},
    )
    return replace(usual, **given)  # type: ignore[arg-type]  # the fields' own types


def plan_of(**stops: list[tuple[str, int]]) -> WeekPlan:
    """A plan of talks: candidates with the minute each begins, by crew-day."""
    return WeekPlan(
        tuple(
            CrewRoute(
                crew_day, tuple(PlannedStop(one, "soft", 0, at) for one, at in each)
            )
            for crew_day, each in stops.items()
        ),
        0,
    )


def faults(plan: WeekPlan, **given: object) -> set[PlanFaultKind]:
    return {one.kind for one in find_plan_faults(make_problem(**given), plan)}


PLAN = plan_of(x0=[("a", 540), ("b", 620)])


def test_a_plan_is_worth_its_visits_less_its_roads() -> None:
    assert measure_plan(make_problem(), PLAN) == 2 * 4000 - 60


def test_a_sound_plan_has_no_fault() -> None:
    assert faults(PLAN) == set()


@pytest.mark.parametrize(
    ("plan", "kind"),
    [
        (plan_of(x0=[("a", 515)]), PlanFaultKind.TOO_EARLY),
        (plan_of(x0=[("a", 1019)]), PlanFaultKind.SHIFT_ENDS),
        (plan_of(x0=[("a", 1021)]), PlanFaultKind.WINDOW),
        (plan_of(x0=[("a", 540), ("b", 590)]), PlanFaultKind.TOO_EARLY),
        (plan_of(x0=[("a", 540)], y0=[("a", 540)]), PlanFaultKind.CREWS),
    ],
)
def test_an_hour_that_cannot_be_is_found(plan: WeekPlan, kind: PlanFaultKind) -> None:
    assert kind in faults(plan)


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ({"groups": (StrikeGroup("g", ("a", "b")),)}, PlanFaultKind.GROUP),
        ({"groups": (StrikeGroup("g", ("a", "c")),)}, PlanFaultKind.GROUP),
        ({"separations": (DaySeparation("s", ("a", "b")),)}, PlanFaultKind.APART),
        ({"orders": (VisitOrder("b", "a"),)}, PlanFaultKind.ORDER),
        ({"pins": (VisitPin("c"),)}, PlanFaultKind.SETTLED),
        ({"pins": (VisitPin("a", crew="y"),)}, PlanFaultKind.SETTLED),
        ({"pins": (VisitPin("a", starts_at=600),)}, PlanFaultKind.SETTLED),
        ({"forbidden": (ForbiddenVisit("a", crew="x"),)}, PlanFaultKind.BARRED),
    ],
)
def test_a_rule_that_is_broken_is_found(
    given: dict[str, object], kind: PlanFaultKind
) -> None:
    assert faults(PLAN, **given) == {kind}


def raid(day: int, lead: str, support: str) -> WeekPlan:
    return move_visit(
        make_problem(),
        WeekPlan((), 0),
        HandMove("a", "enforcement", (f"{lead}{day}", f"{support}{day}"), 600),
    )


def test_a_raid_takes_two_crews_at_one_hour_and_custody() -> None:
    assert faults(raid(0, "x", "y")) == set()
    assert faults(raid(0, "y", "x")) == {PlanFaultKind.SKILL}
    assert faults(raid(1, "x", "y")) == {PlanFaultKind.CAPACITY}
    assert faults(drop_visit(raid(0, "x", "y"), "a")) == set()


def test_a_moved_visit_keeps_its_hour_and_the_next_begins_later() -> None:
    moved = move_visit(make_problem(), PLAN, HandMove("c", "soft", ("x0",), 600))

    (route,) = moved.routes
    assert [(one.candidate, one.starts_at) for one in route.stops] == [
        ("a", 540),
        ("c", 600),
        ("b", 660),
    ]


def test_only_new_faults_are_a_changes_own() -> None:
    late = plan_of(x0=[("a", 540), ("b", 590)])
    problem = make_problem()

    changed = move_visit(problem, late, HandMove("c", "soft", ("y0",), 600))

    assert find_plan_faults(problem, late)
    assert list_new_faults(problem, late, changed) == []


def test_a_difference_says_what_moves_stays_drops_and_is_new() -> None:
    problem = make_problem()
    after = plan_of(x0=[("a", 540)], y0=[("c", 600)])

    found = compare_plans((problem, PLAN), (problem, after))

    assert {one.candidate: one.kind for one in found.visits} == {
        "a": DifferenceKind.KEPT,
        "b": DifferenceKind.DROPPED,
        "c": DifferenceKind.ADDED,
    }
    assert found.gain == measure_plan(problem, after) - measure_plan(problem, PLAN)


def test_a_plan_is_fitted_to_what_is_still_there() -> None:
    problem = make_problem()
    fewer = replace(problem, candidates=problem.candidates[1:])

    fitted = fit_plan(fewer, plan_of(x0=[("a", 540), ("b", 620)], z0=[("c", 540)]))

    assert set(gather_visits(fitted)) == {"b"}
    assert fitted.value == 4000 - 40


def state(kind: HappeningKind, **given: object) -> dict[str, object]:
    happening = DayHappening(kind, 0, 550, "x0")
    changed = replace(happening, **given)  # type: ignore[arg-type]  # its own types
    return observe_day(make_problem(), PLAN, changed, done=["c", "stranger"])


@pytest.mark.parametrize(
    ("kind", "free_at"),
    [
        (HappeningKind.ENFORCEMENT, 580 + 150),
        (HappeningKind.OVERRUN, 580 + 45),
        (HappeningKind.NOBODY_THERE, 550),
        (HappeningKind.ROAD_CLOSED, 580),
    ],
)
def test_what_happens_says_when_the_crew_is_free_and_where(
    kind: HappeningKind, free_at: int
) -> None:
    found = state(kind)

    assert found["crews"] == [
        {"crew_day": "x0", "place": 0, "free_at": free_at},
        {"crew_day": "y0", "place": 3, "free_at": 550},
    ]
    assert found["settled"] == ["a", "c"]


def test_a_crew_that_drops_out_is_in_service_no_more() -> None:
    crews = state(HappeningKind.CREW_OUT)["crews"]

    assert crews == [{"crew_day": "y0", "place": 3, "free_at": 550}]


def test_arrests_that_nobody_planned_take_custody_places() -> None:
    assert state(HappeningKind.ENFORCEMENT, custody=3)["used"] == [["custody", 3]]


def test_the_rest_of_a_day_is_joined_to_what_was_done_and_to_other_days() -> None:
    problem = make_problem()
    plan = plan_of(x0=[("a", 540), ("b", 620)], x1=[("c", 600)])
    rest = plan_of(y0=[("b", 700)])
    given = {"state": {"day": 0, "minute": 550, "settled": ["a"]}}
    replanned = {"plan": make_plain(rest), "kept": 0, "promised": 1}

    told = join_rest(problem, write_routes(plan), given, replanned)

    routes = {one["crew_day"]: one["stops"] for one in told["plan"]["routes"]}
    assert {
        day: [stop["candidate"] for stop in each] for day, each in routes.items()
    } == {
        "x0": ["a"],
        "x1": ["c"],
        "y0": ["b"],
    }
    assert told["visits"] == 3
    assert told["progress"]["promised"] == 1
