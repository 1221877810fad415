"""A visit that was made is marked so, by those who made it."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.cast import NOON, Cast
from tests.made.operations import make_planned_visit, make_week
from tests.support import audited as audit
from unhidden.access.absent import Absent
from unhidden.operations.frame.actions.refusals import OperationNotRunning
from unhidden.operations.visits.actions import visits as visits_actions
from unhidden.operations.visits.actions.refusals import VisitNotPlanned
from unhidden.operations.visits.queries import visits as visits_queries

pytestmark = pytest.mark.django_db


def mark(cast: Cast, planned_id: UUID, *, by: str = "officer") -> None:
    visits_actions.mark_visited(planned_id=planned_id, actor=cast.actor(by), at=NOON)


def status(cast: Cast, planned_id: UUID) -> str:
    return visits_queries.planned_visit(
        viewer=cast.actor("planner"), planned_id=planned_id
    ).status


@pytest.mark.parametrize("by", ["officer", "charity_visitor"])
def test_any_member_of_the_team_marks_its_visit(cast: Cast, by: str) -> None:
    week = make_week(cast)

    mark(cast, week.planned_id, by=by)

    assert status(cast, week.planned_id) == "done"


@pytest.mark.parametrize("by", ["colleague", "council_officer", "planner", "analyst"])
def test_for_others_it_is_absent(cast: Cast, by: str) -> None:
    week = make_week(cast)

    with pytest.raises(Absent):
        mark(cast, week.planned_id, by=by)

    assert status(cast, week.planned_id) == "planned"


def test_a_visit_without_a_team_is_nobodys(cast: Cast) -> None:
    week = make_week(cast)
    without = make_planned_visit(cast, week.operation_id)

    with pytest.raises(Absent):
        mark(cast, without)


def test_no_visit_is_made_before_the_operation_starts(cast: Cast) -> None:
    week = make_week(cast, is_running=False)

    with pytest.raises(OperationNotRunning):
        mark(cast, week.planned_id)

    assert status(cast, week.planned_id) == "planned"


def test_a_cancelled_visit_is_not_made(cast: Cast) -> None:
    week = make_week(cast)
    visits_actions.cancel_visit(
        planned_id=week.planned_id,
        reason="The shop has shut.",
        actor=cast.actor("planner"),
        at=NOON,
    )

    with pytest.raises(VisitNotPlanned):
        mark(cast, week.planned_id)


def test_a_visit_is_marked_with_one_event_however_often(cast: Cast) -> None:
    week = make_week(cast)

    mark(cast, week.planned_id)
    mark(cast, week.planned_id, by="charity_visitor")

    names = audit.names_about(subject_id=week.planned_id)
    assert names.count("operations.visit_made") == 1


def test_a_visit_that_was_made_is_not_taken_back(cast: Cast) -> None:
    week = make_week(cast)
    mark(cast, week.planned_id)

    with pytest.raises(VisitNotPlanned) as refusal:
        visits_actions.cancel_visit(
            planned_id=week.planned_id,
            reason="Wrong",
            actor=cast.actor("planner"),
            at=NOON,
        )

    assert refusal.value.status == "done"
