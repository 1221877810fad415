"""Awareness events: planned, held with so many people there, or cancelled."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from uuid import UUID, uuid4

import pytest

from tests.cast import NOON, TODAY, Cast
from tests.made.operations import (
    LAST_DAY,
    make_event,
    make_operation,
    make_team,
    make_week,
)
from tests.support import audited as audit
from unhidden.access.absent import Absent
from unhidden.operations.events.actions import events as events_actions
from unhidden.operations.events.actions.events import NewEvent
from unhidden.operations.events.actions.refusals import EventNotPlanned, EventNotYet
from unhidden.operations.events.queries import events as events_queries
from unhidden.operations.frame.actions.refusals import (
    CancellationReasonMissing,
    OperationNotRunning,
    OutsideOperation,
)
from unhidden.operations.visits.actions.refusals import TeamIsBusy

pytestmark = pytest.mark.django_db

FORUM = NewEvent(
    kind="landlord_forum",
    place="Wrexham",
    council_code="W06000006",
    on=TODAY,
    starts_at=time(18, 30),
    team_id=None,
)


def hold(cast: Cast, event_id: UUID, attended: int = 24) -> None:
    events_actions.hold_event(
        event_id=event_id, attended=attended, actor=cast.actor("planner"), at=NOON
    )


def plan(cast: Cast, operation_id: UUID, new: NewEvent) -> UUID:
    return events_actions.plan_event(
        operation_id=operation_id, new=new, actor=cast.actor("planner"), at=NOON
    )


def test_an_event_is_planned_and_held(cast: Cast) -> None:
    week = make_week(cast)
    event_id = make_event(cast, week.operation_id)

    hold(cast, event_id, 24)

    event = events_queries.get_event(viewer=cast.actor("officer"), event_id=event_id)
    assert (event.status, event.attended) == ("done", 24)
    assert (event.place, event.council) == ("Wrexham", "Wrexham")
    assert set(audit.names_about(subject_id=event_id)) == {
        "operations.event_planned",
        "operations.event_held",
    }


def test_nobody_may_have_come(cast: Cast) -> None:
    week = make_week(cast)
    event_id = make_event(cast, week.operation_id)

    hold(cast, event_id, 0)

    event = events_queries.get_event(viewer=cast.actor("planner"), event_id=event_id)
    assert (event.status, event.attended) == ("done", 0)


def test_who_came_is_counted_once_and_not_before_the_day(cast: Cast) -> None:
    week = make_week(cast)
    today = make_event(cast, week.operation_id)
    later = make_event(cast, week.operation_id, on=TODAY + timedelta(days=1))
    hold(cast, today)

    with pytest.raises(EventNotPlanned):
        hold(cast, today)
    with pytest.raises(EventNotYet):
        hold(cast, later)


def test_an_event_is_held_while_the_operation_runs(cast: Cast) -> None:
    event_id = make_event(cast, make_operation(cast))

    with pytest.raises(OperationNotRunning):
        hold(cast, event_id)


def test_an_event_is_cancelled_for_a_reason_and_then_not_held(cast: Cast) -> None:
    week = make_week(cast)
    event_id = make_event(cast, week.operation_id)
    planner = cast.actor("planner")

    with pytest.raises(CancellationReasonMissing):
        events_actions.cancel_event(
            event_id=event_id, reason=" ", actor=planner, at=NOON
        )
    events_actions.cancel_event(
        event_id=event_id, reason="Snow", actor=planner, at=NOON
    )

    assert (
        events_queries.get_event(viewer=planner, event_id=event_id).cancelled_because
        == "Snow"
    )
    with pytest.raises(EventNotPlanned) as refusal:
        hold(cast, event_id)
    assert refusal.value.status == "cancelled"


def test_an_event_is_within_the_operations_days(cast: Cast) -> None:
    operation_id = make_operation(cast)

    with pytest.raises(OutsideOperation):
        make_event(cast, operation_id, on=LAST_DAY + timedelta(days=1))


def test_the_team_that_holds_an_event_is_free(cast: Cast) -> None:
    week = make_week(cast)

    with pytest.raises(TeamIsBusy):
        make_event(cast, week.operation_id, team_id=week.team_id, starts_at=time(10))

    assert make_event(cast, week.operation_id, team_id=week.team_id, starts_at=None)


def test_kind_council_and_team_must_be_there(cast: Cast) -> None:
    operation_id = make_operation(cast)
    elsewhere = make_team(cast, make_operation(cast))

    for wrong in (
        replace(FORUM, kind="party"),
        replace(FORUM, council_code="W99999999"),
        replace(FORUM, team_id=elsewhere),
    ):
        with pytest.raises(Absent):
            plan(cast, operation_id, wrong)

    assert plan(cast, operation_id, replace(FORUM, council_code=""))


def test_only_planners_plan_events(cast: Cast) -> None:
    week = make_week(cast)
    event_id = make_event(cast, week.operation_id)
    officer = cast.actor("officer")

    with pytest.raises(Absent):
        events_actions.plan_event(
            operation_id=week.operation_id, new=FORUM, actor=officer, at=NOON
        )
    with pytest.raises(Absent):
        events_actions.hold_event(event_id=event_id, attended=1, actor=officer, at=NOON)
    with pytest.raises(Absent):
        events_actions.cancel_event(
            event_id=event_id, reason="No", actor=officer, at=NOON
        )


def test_an_event_that_is_not_there_is_absent(cast: Cast) -> None:
    with pytest.raises(Absent):
        hold(cast, uuid4())
    with pytest.raises(Absent):
        events_queries.get_event(viewer=cast.actor("planner"), event_id=uuid4())
