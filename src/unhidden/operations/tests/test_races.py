"""Two people at once: one of them wins, and the other is told."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connections

from tests.cast import NOON, TODAY, Cast
from tests.made.operations import (
    AUTHORITY,
    POWER,
    make_operation,
    make_planned_visit,
    make_team,
    make_week,
)
from tests.made.places import make_premises
from tests.made.rosters import make_shift, make_skill
from tests.made.targets import make_warrant
from tests.made.visits import make_planned
from unhidden.access.actor import Actor
from unhidden.operations.frame.actions.refusals import OperationClosed, OperationRefusal
from unhidden.operations.frame.queries import operations as operations_queries
from unhidden.operations.rosters.actions.refusals import ReserveIsTaken
from unhidden.operations.rosters.queries import people
from unhidden.operations.targets.actions.refusals import EntryNotLawful
from unhidden.operations.visits.actions import turns, visits
from unhidden.operations.visits.actions.refusals import PremisesAlreadyPlanned
from unhidden.operations.visits.actions.turns import NewTurn
from unhidden.operations.weeks.actions import operations as operations_actions
from unhidden.operations.weeks.actions.refusals import OperationAlreadyStarted

pytestmark = pytest.mark.django_db(transaction=True)


def both(act: Callable[[], object]) -> list[type[BaseException] | None]:
    """Do it twice at once; how each ended, those who succeeded first."""
    barrier = Barrier(2)

    def attempt(_number: int) -> type[BaseException] | None:
        barrier.wait()
        try:
            act()
        except OperationRefusal as refusal:
            return type(refusal)
        finally:
            connections.close_all()
        return None

    with ThreadPoolExecutor(2) as pool:
        ended = list(pool.map(attempt, range(2)))
    return sorted(ended, key=lambda refusal: refusal is not None)


def visits_of(planner: Actor, operation_id: UUID) -> int:
    operation = operations_queries.get_operation(
        viewer=planner, operation_id=operation_id
    )
    return operation.visits.wanted


def test_two_planners_plan_a_place_for_a_day_and_one_does(cast: Cast) -> None:
    planner = cast.actor("planner")
    operation_id = make_operation(cast)
    place = make_premises(by=planner)

    ended = both(lambda: make_planned_visit(cast, operation_id, premises_id=place))

    assert ended == [None, PremisesAlreadyPlanned]
    assert visits_of(planner, operation_id) == 1


def test_two_planners_send_two_teams_by_one_entry_and_one_does(cast: Cast) -> None:
    operation_id = make_operation(cast)
    team_id = make_team(cast, operation_id)
    place = make_premises(by=cast.actor("planner"))
    make_warrant(cast, operation_id, place)
    days = [TODAY, TODAY + timedelta(days=1)]
    waiting = [
        make_planned_visit(
            cast, operation_id, premises_id=place, kind="enforcement", on=day
        )
        for day in days
    ]
    wanted = list(zip(waiting, days, strict=True))

    ended = both(lambda: task(cast, *wanted.pop(), team_id))

    assert ended == [None, EntryNotLawful]


def task(cast: Cast, planned_id: UUID, on: date, team_id: UUID) -> None:
    visits.assign_visit(
        planned_id=planned_id,
        team_id=team_id,
        on=on,
        starts_at=None,
        actor=cast.actor("planner"),
        at=NOON,
    )


def test_the_last_entry_is_for_a_turned_visit_or_a_team_and_not_for_both(
    cast: Cast,
) -> None:
    planned = make_planned(cast)
    make_warrant(cast, planned.operation_id, planned.premises_id)
    tomorrow = TODAY + timedelta(days=1)
    waiting = make_planned_visit(
        cast,
        planned.operation_id,
        premises_id=planned.premises_id,
        kind="enforcement",
        on=tomorrow,
    )
    new = NewTurn(POWER, AUTHORITY, cast.people["officer"], NOON, "There is a warrant")
    acts = [
        lambda: task(cast, waiting, tomorrow, planned.team_id),
        lambda: turns.turn_visit(
            planned_id=planned.id, new=new, actor=cast.actor("officer"), at=NOON
        ),
    ]

    ended = both(lambda: acts.pop()())

    assert ended == [None, EntryNotLawful]


def test_two_planners_close_an_operation_and_one_does(cast: Cast) -> None:
    week = make_week(cast)
    visits.mark_visited(
        planned_id=week.planned_id, actor=cast.actor("officer"), at=NOON
    )
    planner = cast.actor("planner")

    ended = both(
        lambda: operations_actions.close_operation(
            operation_id=week.operation_id, actor=planner, at=NOON
        )
    )

    assert ended == [None, OperationClosed]


def test_two_planners_start_an_operation_and_one_does(cast: Cast) -> None:
    week = make_week(cast, is_running=False)
    planner = cast.actor("planner")

    ended = both(
        lambda: operations_actions.start_operation(
            operation_id=week.operation_id, actor=planner, at=NOON
        )
    )

    assert ended == [None, OperationAlreadyStarted]


def test_two_planners_put_different_crews_in_reserve_and_one_does(cast: Cast) -> None:
    operation_id = make_operation(cast)
    teams = [make_team(cast, operation_id, name=name, people=()) for name in "AB"]

    ended = both(lambda: make_shift(cast, operation_id, teams.pop(), is_reserve=True))

    assert ended == [None, ReserveIsTaken]


def test_two_planners_note_a_skill_at_once_and_it_is_noted_once(cast: Cast) -> None:
    operation_id = make_operation(cast)
    make_team(cast, operation_id)

    ended = both(lambda: make_skill(cast, operation_id, "officer"))

    (person,) = (
        one
        for one in people.list_people(
            viewer=cast.actor("planner"), operation_id=operation_id, day=TODAY
        )
        if one.skills
    )
    assert ended == [None, None]
    assert [skill.code for skill in person.skills] == ["language:vi"]
