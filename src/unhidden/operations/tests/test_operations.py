"""Opening, changing, starting and closing an operation."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from tests.cast import NOON, TODAY, Cast
from tests.made.operations import (
    LAST_DAY,
    close,
    make_closed_week,
    make_event,
    make_operation,
    make_planned_visit,
    make_week,
    start,
)
from tests.support import audited as audit
from unhidden.access.absent import Absent
from unhidden.operations.frame.actions.refusals import (
    OperationClosed,
    OperationNotRunning,
    OutsideOperation,
)
from unhidden.operations.frame.queries import operations as operations_queries
from unhidden.operations.teams.actions import teams
from unhidden.operations.visits.actions import visits
from unhidden.operations.weeks.actions import operations as operations_actions
from unhidden.operations.weeks.actions.operations import NewOperation, OperationChange
from unhidden.operations.weeks.actions.refusals import (
    DatesLeaveWorkOut,
    OperationAlreadyStarted,
    OperationEndsBeforeItStarts,
    OperationHasOpenWork,
    OperationNotReady,
    OperationTooLong,
)
from unhidden.operations.weeks.rules import OperationReadiness

pytestmark = pytest.mark.django_db

ONE_DAY = timedelta(days=1)


def new_operation(cast: Cast) -> NewOperation:
    return NewOperation(
        name_en=" Week of action ",
        name_cy="Wythnos weithredu",
        aims="To find people who need help.",
        lead_id=cast.organisations["police"],
        starts_on=TODAY,
        ends_on=LAST_DAY,
        is_synthetic=True,
    )


def test_a_planner_opens_an_operation(cast: Cast) -> None:
    planner = cast.actor("planner")

    operation_id = operations_actions.open_operation(
        new=new_operation(cast), actor=planner, at=NOON
    )

    operation = operations_queries.get_operation(
        viewer=planner, operation_id=operation_id
    )
    assert (operation.name_en, operation.name_cy) == (
        "Week of action",
        "Wythnos weithredu",
    )
    assert operation.status == "planned"
    assert operation.is_synthetic
    assert operation.lead_en == "North Wales Police"
    assert audit.names_about(subject_id=operation_id) == ["operations.operation_opened"]


@pytest.mark.parametrize("part", ["analyst", "officer", "partner", "overseer"])
def test_nobody_else_opens_one(cast: Cast, part: str) -> None:
    with pytest.raises(Absent):
        operations_actions.open_operation(
            new=new_operation(cast), actor=cast.actor(part), at=NOON
        )


def test_an_operation_ends_on_its_first_day_or_later(cast: Cast) -> None:
    backwards = replace(new_operation(cast), ends_on=TODAY - ONE_DAY)
    one_day = replace(new_operation(cast), ends_on=TODAY)

    with pytest.raises(OperationEndsBeforeItStarts):
        operations_actions.open_operation(
            new=backwards, actor=cast.actor("planner"), at=NOON
        )

    assert operations_actions.open_operation(
        new=one_day, actor=cast.actor("planner"), at=NOON
    )


def test_an_operation_is_no_season(cast: Cast) -> None:
    long = replace(new_operation(cast), ends_on=TODAY + timedelta(days=31))

    with pytest.raises(OperationTooLong):
        operations_actions.open_operation(
            new=long, actor=cast.actor("planner"), at=NOON
        )


def test_somebody_leads_an_operation(cast: Cast) -> None:
    unknown = replace(new_operation(cast), lead_id=uuid4())

    with pytest.raises(Absent):
        operations_actions.open_operation(
            new=unknown, actor=cast.actor("planner"), at=NOON
        )


def change(**given: object) -> OperationChange:
    same = OperationChange(
        name_en="Autumn week",
        name_cy="Wythnos yr hydref",
        aims="To visit car washes.",
        starts_on=TODAY,
        ends_on=LAST_DAY,
    )
    return replace(same, **given)  # type: ignore[arg-type]  # the fields' own types


def test_names_aims_and_days_can_be_put_right(cast: Cast) -> None:
    planner = cast.actor("planner")
    operation_id = make_operation(cast)

    operations_actions.change_operation(
        operation_id=operation_id,
        change=change(ends_on=LAST_DAY + ONE_DAY),
        actor=planner,
        at=NOON,
    )

    operation = operations_queries.get_operation(
        viewer=planner, operation_id=operation_id
    )
    assert operation.name_cy == "Wythnos yr hydref"
    assert operation.ends_on == LAST_DAY + ONE_DAY
    assert "operations.operation_changed" in audit.names_about(subject_id=operation_id)


def test_new_days_leave_no_visit_and_no_event_out(cast: Cast) -> None:
    operation_id = make_operation(cast)
    make_planned_visit(cast, operation_id, on=LAST_DAY)
    make_event(cast, operation_id, on=TODAY)

    for days in ({"ends_on": LAST_DAY - ONE_DAY}, {"starts_on": TODAY + ONE_DAY}):
        with pytest.raises(DatesLeaveWorkOut) as refusal:
            operations_actions.change_operation(
                operation_id=operation_id,
                change=change(**days),
                actor=cast.actor("planner"),
                at=NOON,
            )
        assert refusal.value.count == 1


def test_a_cancelled_visit_may_lie_outside(cast: Cast) -> None:
    planner = cast.actor("planner")
    operation_id = make_operation(cast)
    planned_id = make_planned_visit(cast, operation_id, on=LAST_DAY)
    visits.cancel_visit(planned_id=planned_id, reason="Shut", actor=planner, at=NOON)

    operations_actions.change_operation(
        operation_id=operation_id,
        change=change(ends_on=TODAY),
        actor=planner,
        at=NOON,
    )

    with pytest.raises(OutsideOperation):
        visits.reinstate_visit(planned_id=planned_id, actor=planner, at=NOON)


def test_an_operation_whose_visits_have_teams_starts(cast: Cast) -> None:
    planner = cast.actor("planner")
    week = make_week(cast, is_running=False)

    operations_actions.start_operation(
        operation_id=week.operation_id, actor=planner, at=NOON
    )

    operation = operations_queries.get_operation(
        viewer=planner, operation_id=week.operation_id
    )
    assert operation.status == "running"
    assert set(audit.names_about(subject_id=week.operation_id)) == {
        "operations.operation_opened",
        "operations.operation_started",
    }


def test_an_operation_without_a_visit_does_not_start(cast: Cast) -> None:
    operation_id = make_operation(cast)

    with pytest.raises(OperationNotReady) as refusal:
        start(cast, operation_id)

    assert refusal.value.readiness == OperationReadiness(
        visits=0, without_team=0, unfit=0
    )


def test_an_operation_with_an_untasked_visit_does_not_start(cast: Cast) -> None:
    week = make_week(cast, is_running=False)
    make_planned_visit(cast, week.operation_id)

    with pytest.raises(OperationNotReady) as refusal:
        start(cast, week.operation_id)

    assert refusal.value.readiness == OperationReadiness(
        visits=2, without_team=1, unfit=0
    )


def test_an_operation_whose_team_lost_somebody_does_not_start(cast: Cast) -> None:
    week = make_week(cast, is_running=False)
    teams.remove_member(
        team_id=week.team_id,
        person_id=cast.people["officer"],
        actor=cast.actor("planner"),
        at=NOON,
    )

    with pytest.raises(OperationNotReady) as refusal:
        start(cast, week.operation_id)

    assert refusal.value.readiness == OperationReadiness(
        visits=1, without_team=0, unfit=1
    )


def test_a_cancelled_visit_needs_no_team(cast: Cast) -> None:
    week = make_week(cast, is_running=False)
    without = make_planned_visit(cast, week.operation_id)
    visits.cancel_visit(
        planned_id=without, reason="Shut", actor=cast.actor("planner"), at=NOON
    )

    start(cast, week.operation_id)


def test_an_operation_starts_once(cast: Cast) -> None:
    week = make_week(cast)

    with pytest.raises(OperationAlreadyStarted):
        start(cast, week.operation_id)


def test_an_operation_closes_when_its_work_is_done(cast: Cast) -> None:
    week = make_closed_week(cast)

    operation = operations_queries.get_operation(
        viewer=cast.actor("planner"), operation_id=week.operation_id
    )
    assert operation.status == "closed"
    assert not operation.is_open
    assert "operations.operation_closed" in audit.names_about(
        subject_id=week.operation_id
    )


def test_an_operation_with_open_work_does_not_close(cast: Cast) -> None:
    week = make_week(cast)
    make_event(cast, week.operation_id)
    make_event(cast, week.operation_id, place="Rhyl")

    with pytest.raises(OperationHasOpenWork) as refusal:
        close(cast, week.operation_id)

    assert (refusal.value.visits, refusal.value.events) == (1, 2)


def test_an_open_event_alone_keeps_an_operation_open(cast: Cast) -> None:
    week = make_week(cast)
    visits.mark_visited(
        planned_id=week.planned_id, actor=cast.actor("officer"), at=NOON
    )
    make_event(cast, week.operation_id)

    with pytest.raises(OperationHasOpenWork) as refusal:
        close(cast, week.operation_id)

    assert (refusal.value.visits, refusal.value.events) == (0, 1)


def test_an_operation_that_never_ran_does_not_close(cast: Cast) -> None:
    operation_id = make_operation(cast)

    with pytest.raises(OperationNotRunning):
        close(cast, operation_id)


def test_an_operation_closes_once(cast: Cast) -> None:
    week = make_closed_week(cast)

    with pytest.raises(OperationClosed):
        close(cast, week.operation_id)


@pytest.mark.parametrize("part", ["officer", "analyst", "overseer"])
def test_nobody_else_starts_or_closes_one(cast: Cast, part: str) -> None:
    week = make_week(cast)

    with pytest.raises(Absent):
        operations_actions.start_operation(
            operation_id=week.operation_id, actor=cast.actor(part), at=NOON
        )
    with pytest.raises(Absent):
        operations_actions.close_operation(
            operation_id=week.operation_id, actor=cast.actor(part), at=NOON
        )


def test_what_is_not_there_is_absent(cast: Cast) -> None:
    planner = cast.actor("planner")

    for act in (operations_actions.start_operation, operations_actions.close_operation):
        with pytest.raises(Absent):
            act(operation_id=uuid4(), actor=planner, at=NOON)
