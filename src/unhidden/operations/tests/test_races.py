"""Two people at once: one of them wins, and the other is told."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connections

from tests.cast import NOON, TODAY, Cast
from tests.made.operations import (
    make_operation,
    make_planned_visit,
    make_team,
    make_week,
)
from tests.made.places import make_premises
from tests.made.rosters import make_shift, make_skill
from unhidden.access.actor import Actor
from unhidden.operations.frame.actions.refusals import OperationClosed, OperationRefusal
from unhidden.operations.frame.queries import operations as operations_queries
from unhidden.operations.rosters.actions.refusals import ReserveIsTaken
from unhidden.operations.rosters.queries import people
from unhidden.operations.visits.actions import visits
from unhidden.operations.visits.actions.refusals import PremisesAlreadyPlanned
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
