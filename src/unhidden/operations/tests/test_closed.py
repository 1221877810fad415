"""A closed operation is a record: nothing in it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from tests.cast import NOON, Cast
from tests.made.operations import (
    LAST_DAY,
    make_closed_week,
    make_event,
    make_planned_visit,
    make_team,
)
from unhidden.operations.frame.actions.refusals import OperationClosed
from unhidden.operations.teams.actions import teams
from unhidden.operations.tests.steps import assign, cancel, reinstate
from unhidden.operations.weeks.actions import operations
from unhidden.operations.weeks.actions.operations import OperationChange
from unhidden.operations.weeks.actions.partners import add_partner

pytestmark = pytest.mark.django_db


def all_refused(acts: Iterable[Callable[[], object]]) -> None:
    for act in acts:
        with pytest.raises(OperationClosed):
            act()


def test_its_names_days_and_partners_stay(cast: Cast) -> None:
    planner = cast.actor("planner")
    operation_id = make_closed_week(cast).operation_id
    change = OperationChange("A", "B", "C", LAST_DAY, LAST_DAY)

    all_refused(
        [
            lambda: operations.change_operation(
                operation_id=operation_id, change=change, actor=planner, at=NOON
            ),
            lambda: add_partner(
                operation_id=operation_id,
                organisation_id=cast.organisations["red_cross"],
                actor=planner,
                at=NOON,
            ),
        ]
    )


def test_its_teams_stay(cast: Cast) -> None:
    planner = cast.actor("planner")
    week = make_closed_week(cast)
    people = cast.people

    all_refused(
        [
            lambda: make_team(cast, week.operation_id, name="Late", people=()),
            lambda: teams.add_member(
                team_id=week.team_id,
                person_id=people["colleague"],
                is_leader=False,
                actor=planner,
                at=NOON,
            ),
            lambda: teams.choose_leader(
                team_id=week.team_id,
                person_id=people["charity_visitor"],
                actor=planner,
                at=NOON,
            ),
            lambda: teams.remove_member(
                team_id=week.team_id,
                person_id=people["officer"],
                actor=planner,
                at=NOON,
            ),
        ]
    )


def test_its_visits_and_events_stay(cast: Cast) -> None:
    week = make_closed_week(cast)

    all_refused(
        [
            lambda: make_planned_visit(cast, week.operation_id, on=LAST_DAY),
            lambda: assign(cast, week.planned_id, None),
            lambda: cancel(cast, week.planned_id),
            lambda: reinstate(cast, week.planned_id),
            lambda: make_event(cast, week.operation_id),
        ]
    )
