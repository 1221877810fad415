"""Nobody is sent where others have an interest before these were asked."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.cast import NOON, TODAY, Cast
from tests.made.operations import make_operation, make_planned_visit
from tests.made.week_plans import PlannedWeek, make_plan, make_week_to_plan, take
from unhidden.operations.models import PlannedVisit, PlanVersion
from unhidden.operations.targets.actions.refusals import InterestUnasked
from unhidden.operations.tests.steps import plan
from unhidden.operations.visits.actions.picks import plan_picks

pytestmark = pytest.mark.django_db


@pytest.fixture
def week(cast: Cast) -> PlannedWeek:
    return make_week_to_plan(cast)


def find_place(week: PlannedWeek) -> UUID:
    return PlannedVisit.objects.get(id=week.visits[0]).premises_id


def visit_by_another(cast: Cast, premises_id: UUID) -> None:
    other = make_operation(cast, name="Other week")
    make_planned_visit(cast, other, premises_id=premises_id)


def test_no_plan_is_taken_that_sends_somebody_there_unasked(
    cast: Cast, week: PlannedWeek
) -> None:
    version_id, place = make_plan(cast, week), find_place(week)
    visit_by_another(cast, place)

    with pytest.raises(InterestUnasked) as refusal:
        take(cast, version_id)
    assert refusal.value.names == ("Car wash",)
    assert PlanVersion.objects.get(id=version_id).state == "draft"
    take(cast, version_id, asked=[place])


def test_who_is_sent_there_already_is_not_asked_about_again(
    cast: Cast, week: PlannedWeek
) -> None:
    take(cast, make_plan(cast, week))
    visit_by_another(cast, find_place(week))

    assert take(cast, make_plan(cast, week)).kept == 2


def test_no_visit_is_planned_there_unasked(cast: Cast) -> None:
    operation_id, other = make_operation(cast), make_operation(cast, name="Other week")
    planned = make_planned_visit(cast, other)
    place = PlannedVisit.objects.get(id=planned).premises_id

    def pick(*asked: UUID) -> list[UUID]:
        return plan_picks(
            operation_id=operation_id,
            premises_ids=[place],
            plan=plan(on=TODAY),
            asked=asked,
            actor=cast.actor("planner"),
            at=NOON,
        )

    with pytest.raises(InterestUnasked):
        pick()
    assert not PlannedVisit.objects.filter(operation_id=operation_id).exists()
    assert len(pick(place)) == 1
