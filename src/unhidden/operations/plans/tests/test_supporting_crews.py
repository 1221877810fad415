"""Crews that come along: written with the plan, met like the crew that leads."""

from __future__ import annotations

from datetime import time
from uuid import UUID

import pytest

from tests.cast import NOON, TODAY, Cast
from tests.made.operations import make_planned_visit, start
from tests.made.targets import decide, make_candidate
from tests.made.week_plans import (
    PlannedWeek,
    answer,
    ask,
    make_week_to_plan,
    run_search,
    see_search,
    take,
)
from unhidden.access.absent import Absent
from unhidden.operations.board.actions import entries
from unhidden.operations.board.queries.board import read_board
from unhidden.operations.models import SupportingCrew
from unhidden.operations.plans.actions.taking import TakenPlan
from unhidden.operations.targets.actions import kinds
from unhidden.operations.targets.actions.kinds import OptionTerms
from unhidden.operations.visits.actions import support, visits
from unhidden.operations.visits.actions.refusals import SupportIsBusy, TeamIsBusy
from unhidden.operations.visits.queries.cards import PlannedVisitCard
from unhidden.operations.visits.queries.visits import planned_visits
from unhidden.planning.week.plan import CrewRoute, PlannedStop, WeekPlan
from unhidden.visits.queries.plans import plan_of_own_team

pytestmark = pytest.mark.django_db


def make_joint_place(cast: Cast, week: PlannedWeek) -> UUID:
    """A place that takes two crews; the id of its candidate."""
    candidate_id = make_candidate(cast, week.operation_id, name="Yard")
    decide(cast, week.operation_id, candidate_id)
    kinds.change_option(
        operation_id=week.operation_id,
        candidate_id=candidate_id,
        kind="soft",
        terms=OptionTerms(50, 60, (), 1, (), 0),
        actor=cast.actor("planner"),
        at=NOON,
    )
    return candidate_id


def make_joint_plan(cast: Cast, week: PlannedWeek, candidate_id: UUID) -> UUID:
    """A plan in which both crews visit a place at ten; its version."""
    search_id = ask(cast, week)
    routes = tuple(
        CrewRoute(
            week.crew_day(role), (PlannedStop(str(candidate_id), "soft", role, 600),)
        )
        for role in (0, 1)
    )
    run_search(answer(WeekPlan(routes, 50)))
    return see_search(cast, search_id).version_id


def take_joint(cast: Cast, week: PlannedWeek) -> TakenPlan:
    return take(cast, make_joint_plan(cast, week, make_joint_place(cast, week)))


def find_joint(cast: Cast, week: PlannedWeek, by: str) -> PlannedVisitCard:
    shown = planned_visits(viewer=cast.actor(by), operation_id=week.operation_id)
    return next(one for one in shown if one.premises == "Yard")


def assign(cast: Cast, planned_id: UUID, team_id: UUID | None, hour: int) -> None:
    visits.assign_visit(
        planned_id=planned_id,
        team_id=team_id,
        on=TODAY,
        starts_at=time(hour),
        actor=cast.actor("planner"),
        at=NOON,
    )


def test_a_plan_that_is_taken_names_every_crew(cast: Cast) -> None:
    week = make_week_to_plan(cast)

    taken = take_joint(cast, week)

    card = find_joint(cast, week, "planner")
    assert taken.added == 1
    assert card.crew_ids == week.teams
    assert card.crew_names == "Team 1, Team 2"


def test_a_crew_that_comes_along_meets_what_the_one_that_leads_meets(
    cast: Cast,
) -> None:
    week = make_week_to_plan(cast)
    take_joint(cast, week)

    card = find_joint(cast, week, "council_officer")
    start(cast, week.operation_id)
    actor = cast.actor("council_officer")
    entries.enter_state(
        planned_id=card.id,
        state="on_the_way",
        seen=0,
        is_by_radio=False,
        actor=actor,
        at=NOON,
    )
    board = read_board(viewer=actor, operation_id=week.operation_id, on=TODAY, at=NOON)

    assert plan_of_own_team(viewer=actor, planned_id=card.id).id == card.id
    assert [(one.team, one.state, one.may_enter) for one in board.visits] == [
        ("Team 1, Team 2", "on_the_way", True)
    ]


def test_taking_the_same_again_leaves_every_crew(cast: Cast) -> None:
    week = make_week_to_plan(cast)
    candidate_id = make_joint_place(cast, week)
    take(cast, make_joint_plan(cast, week, candidate_id))
    before = set(SupportingCrew.objects.values_list("id", flat=True))

    again = take(cast, make_joint_plan(cast, week, candidate_id))

    assert again.kept == 1
    assert set(SupportingCrew.objects.values_list("id", flat=True)) == before


def test_a_crew_that_comes_along_is_nowhere_else_at_that_hour(cast: Cast) -> None:
    week = make_week_to_plan(cast)
    take_joint(cast, week)

    with pytest.raises(TeamIsBusy):
        make_planned_visit(
            cast,
            week.operation_id,
            on=TODAY,
            starts_at=time(10),
            team_id=week.teams[1],
        )


def test_a_visit_is_not_moved_to_an_hour_at_which_its_support_is_elsewhere(
    cast: Cast,
) -> None:
    week = make_week_to_plan(cast)
    take_joint(cast, week)
    planned_id = find_joint(cast, week, "planner").id
    make_planned_visit(
        cast, week.operation_id, on=TODAY, starts_at=time(13), team_id=week.teams[1]
    )

    with pytest.raises(SupportIsBusy):
        assign(cast, planned_id, week.teams[0], 13)

    assert find_joint(cast, week, "planner").starts_at == time(10)


def test_who_leads_does_not_come_along_too_and_nobody_comes_along_alone(
    cast: Cast,
) -> None:
    week = make_week_to_plan(cast)
    take_joint(cast, week)
    planned_id = find_joint(cast, week, "planner").id

    assign(cast, planned_id, week.teams[1], 10)
    assert find_joint(cast, week, "planner").crew_names == "Team 2"
    with pytest.raises(Absent):
        support.name_supporting_crews(
            planned_id=planned_id,
            team_ids=[week.teams[1]],
            actor=cast.actor("planner"),
            at=NOON,
        )
