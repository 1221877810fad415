"""Taking visits out of the plan, and putting them back."""

from __future__ import annotations

import pytest

from tests.cast import NOON, Cast
from tests.made.operations import (
    make_operation,
    make_planned_visit,
    make_week,
)
from tests.support import audited as audit
from unhidden.operations.frame.actions.refusals import CancellationReasonMissing
from unhidden.operations.teams.actions import teams
from unhidden.operations.tests.steps import TEN, assign, cancel, card, reinstate
from unhidden.operations.visits.actions.refusals import (
    VisitNotCancelled,
    VisitNotPlanned,
)

pytestmark = pytest.mark.django_db


def test_a_visit_is_cancelled_for_a_reason(cast: Cast) -> None:
    planned_id = make_planned_visit(cast, make_operation(cast))

    with pytest.raises(CancellationReasonMissing):
        cancel(cast, planned_id, "  ")
    cancel(cast, planned_id, " The shop has shut. ")

    assert card(cast, planned_id).status == "cancelled"
    assert card(cast, planned_id).cancelled_because == "The shop has shut."
    assert "operations.visit_cancelled" in audit.names_about(subject_id=planned_id)


def test_a_cancelled_visit_is_neither_cancelled_again_nor_moved(cast: Cast) -> None:
    planned_id = make_planned_visit(cast, make_operation(cast))
    cancel(cast, planned_id)

    with pytest.raises(VisitNotPlanned) as refusal:
        cancel(cast, planned_id)
    with pytest.raises(VisitNotPlanned):
        assign(cast, planned_id, None)

    assert refusal.value.status == "cancelled"


def test_a_cancelled_visit_comes_back_with_its_team(cast: Cast) -> None:
    week = make_week(cast)
    cancel(cast, week.planned_id)

    assert reinstate(cast, week.planned_id)

    visit = card(cast, week.planned_id)
    assert (visit.status, visit.team, visit.cancelled_because) == (
        "planned",
        "Team 1",
        "",
    )
    assert "operations.visit_reinstated" in audit.names_about(
        subject_id=week.planned_id
    )


def test_it_comes_back_without_a_team_that_is_busy_by_now(cast: Cast) -> None:
    week = make_week(cast)
    cancel(cast, week.planned_id)
    make_planned_visit(cast, week.operation_id, team_id=week.team_id, starts_at=TEN)

    assert not reinstate(cast, week.planned_id)

    assert card(cast, week.planned_id).team_id is None


def test_it_comes_back_without_a_team_that_lost_somebody(cast: Cast) -> None:
    week = make_week(cast)
    cancel(cast, week.planned_id)
    teams.remove_member(
        team_id=week.team_id,
        person_id=cast.people["officer"],
        actor=cast.actor("planner"),
        at=NOON,
    )

    assert not reinstate(cast, week.planned_id)

    assert card(cast, week.planned_id).team_id is None


def test_only_a_cancelled_visit_comes_back(cast: Cast) -> None:
    week = make_week(cast)

    with pytest.raises(VisitNotCancelled):
        reinstate(cast, week.planned_id)
