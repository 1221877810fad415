"""One set of questions, whichever way a team is sent or sent otherwise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.cast import NOON, TODAY, Cast
from tests.made.command import add_risk
from tests.made.operations import (
    AUTHORITY,
    POWER,
    make_operation,
    make_planned_visit,
    make_team,
)
from tests.made.places import make_premises
from tests.made.targets import make_candidate
from unhidden.operations.frame.actions.refusals import RisksUncontrolled
from unhidden.operations.targets.actions import groups
from unhidden.operations.targets.actions.candidates import set_windows
from unhidden.operations.targets.actions.groups import NewBar
from unhidden.operations.targets.rules.windows import VisitWindow
from unhidden.operations.tests.steps import TEN, assign, cancel, card, plan, reinstate
from unhidden.operations.visits.actions import support, visits
from unhidden.operations.visits.actions.refusals import CrewBarred, OutsideWindow

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)


class Tasked:
    """A visit by consent of today at ten, with its team, at a place that is settled."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.operation_id = make_operation(cast)
        self.team_id = make_team(cast, self.operation_id)
        self.place = make_premises(by=cast.actor("planner"))
        self.candidate_id = make_candidate(
            cast, self.operation_id, premises_id=self.place
        )
        self.planned_id = make_planned_visit(
            cast,
            self.operation_id,
            premises_id=self.place,
            team_id=self.team_id,
            starts_at=TEN,
        )

    def change(self, **given: object) -> None:
        known: dict[str, object] = {"team_id": self.team_id, "starts_at": TEN}
        visits.change_visit(
            planned_id=self.planned_id,
            plan=plan(**known | given),
            actor=self.cast.actor("planner"),
            at=NOON,
        )

    def settle(self, opens: int, closes: int, *days: date) -> None:
        set_windows(
            operation_id=self.operation_id,
            candidate_ids=[self.candidate_id],
            window=VisitWindow(opens, closes),
            days=days,
            actor=self.cast.actor("planner"),
            at=NOON,
        )

    def bar(self, **barred: Any) -> UUID:
        return groups.bar_assignment(
            operation_id=self.operation_id,
            candidate_id=self.candidate_id,
            new=NewBar("The owner knows them.", **barred),
            actor=self.cast.actor("planner"),
            at=NOON,
        )

    def lift(self, bar_id: UUID) -> None:
        groups.lift_bar(
            operation_id=self.operation_id,
            candidate_id=self.candidate_id,
            bar_id=bar_id,
            actor=self.cast.actor("planner"),
            at=NOON,
        )


@pytest.fixture
def tasked(cast: Cast) -> Tasked:
    return Tasked(cast)


CHANGES: dict[str, Callable[[Tasked], object]] = {
    "its kind": lambda one: one.change(
        kind="enforcement", power=POWER, authority=AUTHORITY
    ),
    "its day": lambda one: one.change(on=TOMORROW),
    "its hour": lambda one: one.change(starts_at=time(11)),
    "who goes": lambda one: assign(
        one.cast, one.planned_id, make_team(one.cast, one.operation_id, name="B")
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_nothing_moves_while_a_high_risk_has_no_control(
    cast: Cast, tasked: Tasked, change: Callable[[Tasked], object]
) -> None:
    add_risk(cast, tasked.operation_id)

    with pytest.raises(RisksUncontrolled):
        change(tasked)


def test_what_is_said_at_the_door_can_be_mended_meanwhile(
    cast: Cast, tasked: Tasked
) -> None:
    add_risk(cast, tasked.operation_id)

    tasked.change(purpose="To ask how they are.")

    assert card(cast, tasked.planned_id).purpose == "To ask how they are."


@pytest.mark.parametrize("change", list(CHANGES.values())[1:3], ids=list(CHANGES)[1:3])
def test_no_team_is_sent_when_the_place_may_not_be_visited(
    tasked: Tasked, change: Callable[[Tasked], object]
) -> None:
    tasked.settle(600, 630, TODAY)

    with pytest.raises(OutsideWindow):
        change(tasked)


def test_a_new_visit_keeps_the_hours_of_its_place_once_a_team_is_named(
    cast: Cast, tasked: Tasked
) -> None:
    tasked.settle(18 * 60, 25 * 60, TODAY)
    night: dict[str, Any] = {
        "premises_id": tasked.place,
        "on": TOMORROW,
        "starts_at": time(1),
    }

    with pytest.raises(OutsideWindow) as refusal:
        make_planned_visit(
            cast,
            tasked.operation_id,
            team_id=tasked.team_id,
            **night | {"starts_at": TEN},
        )
    made = make_planned_visit(
        cast, tasked.operation_id, team_id=tasked.team_id, **night
    )

    assert (refusal.value.is_day, card(cast, made).starts_at) == (False, time(1))


def test_a_visit_comes_back_without_its_team_outside_the_hours_of_its_place(
    cast: Cast, tasked: Tasked
) -> None:
    cancel(cast, tasked.planned_id)
    tasked.settle(18 * 60, 20 * 60)

    assert reinstate(cast, tasked.planned_id) is False


BARRED: dict[str, Callable[[Tasked], UUID]] = {
    "crew": lambda one: one.bar(team_id=one.team_id),
    "day": lambda one: one.bar(on=TODAY),
    "kind": lambda one: one.bar(kind="soft"),
    "crew on a day": lambda one: one.bar(team_id=one.team_id, on=TODAY),
}


@pytest.mark.parametrize("bar", BARRED.values(), ids=BARRED)
def test_no_crew_is_sent_to_what_is_barred_until_that_is_lifted(
    tasked: Tasked, bar: Callable[[Tasked], UUID]
) -> None:
    bar_id = bar(tasked)

    with pytest.raises(CrewBarred) as refusal:
        tasked.change(starts_at=time(11))
    tasked.lift(bar_id)
    tasked.change(starts_at=time(11))

    assert refusal.value.reason == "The owner knows them."


def test_what_is_barred_for_others_bars_nobody_else(tasked: Tasked) -> None:
    tasked.bar(team_id=make_team(tasked.cast, tasked.operation_id, name="B"))
    tasked.bar(team_id=tasked.team_id, on=TOMORROW)
    tasked.bar(team_id=tasked.team_id, kind="hotel")

    tasked.change(starts_at=time(11))

    assert card(tasked.cast, tasked.planned_id).starts_at == time(11)


def test_the_night_belongs_to_the_day_before(tasked: Tasked) -> None:
    tasked.settle(18 * 60, 25 * 60)
    tasked.bar(on=TODAY)

    with pytest.raises(CrewBarred):
        tasked.change(on=TOMORROW, starts_at=time(0, 30))
    tasked.change(on=TOMORROW, starts_at=time(19))


def test_a_crew_that_is_barred_does_not_come_along_either(
    cast: Cast, tasked: Tasked
) -> None:
    other = make_team(
        cast, tasked.operation_id, name="B", people=("colleague", "council_officer")
    )
    naming: dict[str, Any] = {
        "planned_id": tasked.planned_id,
        "team_ids": [other],
        "actor": cast.actor("planner"),
        "at": NOON,
    }
    bar_id = tasked.bar(team_id=other)

    with pytest.raises(CrewBarred):
        support.name_supporting_crews(**naming)
    tasked.lift(bar_id)
    support.name_supporting_crews(**naming)
    tasked.bar(team_id=other, on=TOMORROW)
    with pytest.raises(CrewBarred):
        tasked.change(on=TOMORROW)


def test_a_visit_comes_back_without_a_crew_that_is_barred_by_now(
    cast: Cast, tasked: Tasked
) -> None:
    cancel(cast, tasked.planned_id)
    tasked.bar(team_id=tasked.team_id)

    assert reinstate(cast, tasked.planned_id) is False
