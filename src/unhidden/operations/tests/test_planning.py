"""Planning visits: where, on which day, what for."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.cast import NOON, TODAY, Cast
from tests.made.operations import (
    LAST_DAY,
    POWER,
    make_operation,
    make_planned_visit,
    make_team,
    make_week,
)
from tests.made.places import make_premises
from tests.support import audited as audit
from unhidden.access.absent import Absent
from unhidden.operations.frame.actions.refusals import (
    OutsideOperation,
    RealPremisesNotForSynthetic,
)
from unhidden.operations.tests.steps import cancel, card, plan, plan_at, reinstate
from unhidden.operations.visits.actions import visits as visits_actions
from unhidden.operations.visits.actions.refusals import (
    PowerMissing,
    PremisesAlreadyPlanned,
    PurposeMissing,
)
from unhidden.operations.visits.queries import visits as visits_queries

pytestmark = pytest.mark.django_db

ONE_DAY = timedelta(days=1)


def test_a_visit_may_be_planned_before_anybody_knows_who_goes(cast: Cast) -> None:
    planned_id = make_planned_visit(cast, make_operation(cast))

    visit = card(cast, planned_id)
    assert (visit.status, visit.team_id, visit.team) == ("planned", None, "")
    assert visit.premises == "Sparkle Hand Car Wash"
    assert visit.address == "1 Regent Street, Wrexham, LL11 1AA"
    assert audit.names_about(subject_id=planned_id) == ["operations.visit_planned"]


def test_several_places_are_planned_at_once_in_the_order_given(cast: Cast) -> None:
    planner = cast.actor("planner")
    places = [make_premises(by=planner, name=name) for name in ("B", "A", "C")]

    planned = plan_at(cast, make_operation(cast), *places)

    assert [card(cast, key).premises for key in planned] == ["B", "A", "C"]


def test_of_several_places_all_are_planned_or_none(cast: Cast) -> None:
    planner = cast.actor("planner")
    operation_id = make_operation(cast)
    taken, free = (make_premises(by=planner, name=name) for name in ("Taken", "Free"))
    make_planned_visit(cast, operation_id, premises_id=taken)

    with pytest.raises(PremisesAlreadyPlanned) as refusal:
        plan_at(cast, operation_id, free, taken)

    assert refusal.value.names == ("Taken",)
    planned = visits_queries.planned_visits(viewer=planner, operation_id=operation_id)
    assert [visit.premises for visit in planned] == ["Taken"]


def test_premises_are_visited_once_a_day_but_on_several_days(cast: Cast) -> None:
    operation_id = make_operation(cast)
    place = make_premises(by=cast.actor("planner"))
    plan_at(cast, operation_id, place)

    with pytest.raises(PremisesAlreadyPlanned):
        plan_at(cast, operation_id, place)

    assert plan_at(cast, operation_id, place, on=TODAY + ONE_DAY)


def test_a_cancelled_visit_leaves_the_day_free(cast: Cast) -> None:
    operation_id = make_operation(cast)
    place = make_premises(by=cast.actor("planner"))
    (first,) = plan_at(cast, operation_id, place)
    cancel(cast, first)

    plan_at(cast, operation_id, place)

    with pytest.raises(PremisesAlreadyPlanned):
        reinstate(cast, first)


@pytest.mark.parametrize("day", [TODAY - ONE_DAY, LAST_DAY + ONE_DAY])
def test_visits_are_within_the_operations_days(cast: Cast, day: date) -> None:
    operation_id = make_operation(cast)

    with pytest.raises(OutsideOperation):
        plan_at(cast, operation_id, on=day)


@pytest.mark.parametrize("day", [TODAY, LAST_DAY])
def test_the_first_and_the_last_day_are_within(cast: Cast, day: date) -> None:
    assert plan_at(cast, make_operation(cast), on=day)


@pytest.mark.parametrize("purpose", ["", "  \n "])
def test_a_visit_declares_its_purpose(cast: Cast, purpose: str) -> None:
    operation_id = make_operation(cast)

    with pytest.raises(PurposeMissing):
        plan_at(cast, operation_id, purpose=purpose)


@pytest.mark.parametrize("power", ["", "   "])
def test_an_enforcement_visit_names_its_power(cast: Cast, power: str) -> None:
    operation_id = make_operation(cast)

    with pytest.raises(PowerMissing):
        plan_at(cast, operation_id, kind="enforcement", power=power)


def test_a_visit_by_invitation_keeps_no_power(cast: Cast) -> None:
    operation_id = make_operation(cast)

    (soft,) = plan_at(cast, operation_id, power=POWER)
    (enforced,) = plan_at(cast, operation_id, kind="enforcement", power=POWER)

    assert card(cast, soft).power == ""
    assert card(cast, enforced).power == POWER


def test_a_synthetic_operation_attaches_nothing_to_a_real_place(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("unhidden.operations.policies._PUBLISHED_REGISTER", "desk")
    real = make_premises(by=cast.actor("planner"), name="A real shop")
    synthetic = make_premises(by=cast.actor("planner"), source="synthetic")
    operation_id = make_operation(cast, is_synthetic=True)

    with pytest.raises(RealPremisesNotForSynthetic) as refusal:
        plan_at(cast, operation_id, real, synthetic)

    assert refusal.value.names == ("A real shop",)
    assert plan_at(cast, operation_id, synthetic)
    assert plan_at(cast, make_operation(cast, is_synthetic=False), real)


def test_premises_kinds_and_teams_must_be_there(cast: Cast) -> None:
    operation_id = make_operation(cast)
    elsewhere = make_team(cast, make_operation(cast))

    with pytest.raises(Absent):
        plan_at(cast, operation_id, uuid4())
    with pytest.raises(Absent):
        plan_at(cast, operation_id, kind="raid")
    with pytest.raises(Absent):
        plan_at(cast, operation_id, team_id=elsewhere)


@pytest.mark.parametrize("part", ["officer", "partner", "analyst", "overseer"])
def test_only_planners_plan(cast: Cast, part: str) -> None:
    week = make_week(cast)
    actor = cast.actor(part)

    with pytest.raises(Absent):
        visits_actions.plan_visits(
            operation_id=week.operation_id,
            premises_ids=[week.premises_id],
            plan=plan(on=LAST_DAY),
            actor=actor,
            at=NOON,
        )
    with pytest.raises(Absent):
        visits_actions.cancel_visit(
            planned_id=week.planned_id, reason="No", actor=actor, at=NOON
        )
    with pytest.raises(Absent):
        visits_actions.assign_visit(
            planned_id=week.planned_id,
            team_id=None,
            on=TODAY,
            starts_at=None,
            actor=actor,
            at=NOON,
        )


def test_a_visit_that_is_not_there_is_absent(cast: Cast) -> None:
    with pytest.raises(Absent):
        cancel(cast, uuid4())
    with pytest.raises(Absent):
        visits_actions.mark_visited(
            planned_id=uuid4(), actor=cast.actor("officer"), at=NOON
        )
