"""Planning visits, handing them to teams, and taking them back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from uuid import UUID, uuid4

import pytest

from tests.cast import NOON, TODAY, Cast
from tests.made.operations import (
    LAST_DAY,
    POWER,
    PURPOSE,
    make_event,
    make_operation,
    make_planned_visit,
    make_team,
    make_week,
)
from tests.made.places import make_premises
from unhidden.access.absent import Absent
from unhidden.audit import queries as audit
from unhidden.operations import actions, queries
from unhidden.planning.clashes import Clash
from unhidden.planning.composition import Missing

pytestmark = pytest.mark.django_db

ONE_DAY = timedelta(days=1)
TEN = time(10)


def plan(**given: object) -> actions.VisitPlan:
    soft = actions.VisitPlan(
        kind="soft", purpose=PURPOSE, power="", on=TODAY, starts_at=None, team_id=None
    )
    return replace(soft, **given)  # type: ignore[arg-type]  # the fields' own types


def plan_at(
    cast: Cast, operation_id: UUID, *premises_ids: UUID, **given: object
) -> list[UUID]:
    places = premises_ids or (make_premises(by=cast.actor("planner")),)
    return actions.plan_visits(
        operation_id=operation_id,
        premises_ids=places,
        plan=plan(**given),
        actor=cast.actor("planner"),
        at=NOON,
    )


def assign(
    cast: Cast,
    planned_id: UUID,
    team_id: UUID | None,
    *,
    on: date = TODAY,
    starts_at: time | None = TEN,
) -> None:
    actions.assign_visit(
        planned_id=planned_id,
        team_id=team_id,
        on=on,
        starts_at=starts_at,
        actor=cast.actor("planner"),
        at=NOON,
    )


def cancel(cast: Cast, planned_id: UUID, reason: str = "The shop has shut.") -> None:
    actions.cancel_visit(
        planned_id=planned_id, reason=reason, actor=cast.actor("planner"), at=NOON
    )


def reinstate(cast: Cast, planned_id: UUID) -> bool:
    return actions.reinstate_visit(
        planned_id=planned_id, actor=cast.actor("planner"), at=NOON
    )


def card(cast: Cast, planned_id: UUID) -> queries.PlannedVisitCard:
    return queries.planned_visit(viewer=cast.actor("planner"), planned_id=planned_id)


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

    with pytest.raises(actions.PremisesAlreadyPlanned) as refusal:
        plan_at(cast, operation_id, free, taken)

    assert refusal.value.names == ("Taken",)
    planned = queries.planned_visits(viewer=planner, operation_id=operation_id)
    assert [visit.premises for visit in planned] == ["Taken"]


def test_premises_are_visited_once_a_day_but_on_several_days(cast: Cast) -> None:
    operation_id = make_operation(cast)
    place = make_premises(by=cast.actor("planner"))
    plan_at(cast, operation_id, place)

    with pytest.raises(actions.PremisesAlreadyPlanned):
        plan_at(cast, operation_id, place)

    assert plan_at(cast, operation_id, place, on=TODAY + ONE_DAY)


def test_a_cancelled_visit_leaves_the_day_free(cast: Cast) -> None:
    operation_id = make_operation(cast)
    place = make_premises(by=cast.actor("planner"))
    (first,) = plan_at(cast, operation_id, place)
    cancel(cast, first)

    plan_at(cast, operation_id, place)

    with pytest.raises(actions.PremisesAlreadyPlanned):
        reinstate(cast, first)


@pytest.mark.parametrize("day", [TODAY - ONE_DAY, LAST_DAY + ONE_DAY])
def test_visits_are_within_the_operations_days(cast: Cast, day: date) -> None:
    operation_id = make_operation(cast)

    with pytest.raises(actions.OutsideOperation):
        plan_at(cast, operation_id, on=day)


@pytest.mark.parametrize("day", [TODAY, LAST_DAY])
def test_the_first_and_the_last_day_are_within(cast: Cast, day: date) -> None:
    assert plan_at(cast, make_operation(cast), on=day)


@pytest.mark.parametrize("purpose", ["", "  \n "])
def test_a_visit_declares_its_purpose(cast: Cast, purpose: str) -> None:
    operation_id = make_operation(cast)

    with pytest.raises(actions.PurposeMissing):
        plan_at(cast, operation_id, purpose=purpose)


@pytest.mark.parametrize("power", ["", "   "])
def test_an_enforcement_visit_names_its_power(cast: Cast, power: str) -> None:
    operation_id = make_operation(cast)

    with pytest.raises(actions.PowerMissing):
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

    with pytest.raises(actions.RealPremisesNotForSynthetic) as refusal:
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


@pytest.mark.parametrize(
    ("kind", "people", "missing"),
    [
        ("soft", ("officer",), (Missing.PEOPLE,)),
        ("hotel", (), (Missing.PEOPLE,)),
        ("safeguarding", ("officer", "colleague"), (Missing.CHARITY,)),
        ("safeguarding", ("charity_visitor",), (Missing.PEOPLE,)),
        (
            "enforcement",
            ("council_officer", "charity_visitor"),
            (Missing.ENFORCER,),
        ),
    ],
)
def test_naming_a_team_for_a_visit_asks_whether_it_fits(
    cast: Cast, kind: str, people: tuple[str, ...], missing: tuple[Missing, ...]
) -> None:
    operation_id = make_operation(cast)
    team_id = make_team(cast, operation_id, people=people)
    planned_id = make_planned_visit(cast, operation_id, kind=kind)

    with pytest.raises(actions.TeamDoesNotFit) as refusal:
        assign(cast, planned_id, team_id)
    with pytest.raises(actions.TeamDoesNotFit):
        make_planned_visit(cast, operation_id, kind=kind, team_id=team_id)

    assert refusal.value.missing == missing
    assert card(cast, planned_id).team_id is None


@pytest.mark.parametrize("enforcer", ["officer", "partner"])
def test_police_or_a_law_enforcement_partner_may_enforce(
    cast: Cast, enforcer: str
) -> None:
    operation_id = make_operation(cast)
    team_id = make_team(cast, operation_id, people=(enforcer, "council_officer"))

    assert make_planned_visit(cast, operation_id, kind="enforcement", team_id=team_id)


def test_a_visit_is_assigned_and_can_be_left_open_again(cast: Cast) -> None:
    operation_id = make_operation(cast)
    team_id = make_team(cast, operation_id)
    planned_id = make_planned_visit(cast, operation_id)

    assign(cast, planned_id, team_id, on=LAST_DAY)
    assigned = card(cast, planned_id)
    assign(cast, planned_id, None, starts_at=None)
    left = card(cast, planned_id)

    assert (assigned.team, assigned.on, assigned.starts_at) == ("Team 1", LAST_DAY, TEN)
    assert (left.team, left.on, left.starts_at) == ("", TODAY, None)
    assert audit.names_about(subject_id=planned_id).count("operations.visit_assigned")


def test_a_team_makes_one_visit_at_an_hour(cast: Cast) -> None:
    operation_id = make_operation(cast)
    team_id = make_team(cast, operation_id)
    make_planned_visit(cast, operation_id, team_id=team_id, starts_at=TEN)
    second = make_planned_visit(cast, operation_id)

    with pytest.raises(actions.TeamIsBusy) as refusal:
        assign(cast, second, team_id, starts_at=time(10, 15))
    assign(cast, second, team_id, starts_at=time(10, 30))

    assert refusal.value.clashes == (Clash.TEAM,)


def test_an_event_takes_the_hour_of_the_team_that_holds_it(cast: Cast) -> None:
    operation_id = make_operation(cast)
    team_id = make_team(cast, operation_id)
    make_event(cast, operation_id, team_id=team_id, starts_at=TEN)

    with pytest.raises(actions.TeamIsBusy):
        make_planned_visit(cast, operation_id, team_id=team_id, starts_at=TEN)


def test_a_person_of_two_teams_is_not_sent_to_two_places(cast: Cast) -> None:
    operation_id = make_operation(cast)
    first = make_team(cast, operation_id, name="1", people=("officer", "colleague"))
    other = make_team(
        cast, operation_id, name="2", people=("officer", "charity_visitor")
    )
    make_planned_visit(cast, operation_id, team_id=first, starts_at=TEN)

    with pytest.raises(actions.TeamIsBusy) as refusal:
        make_planned_visit(cast, operation_id, team_id=other, starts_at=TEN)

    assert refusal.value.clashes == (Clash.PERSON,)


def test_people_are_not_sent_to_two_places_by_two_operations(cast: Cast) -> None:
    operation_id, other_id = make_operation(cast), make_operation(cast)
    team_id, other_team = make_team(cast, operation_id), make_team(cast, other_id)
    make_planned_visit(cast, operation_id, team_id=team_id, starts_at=TEN)

    with pytest.raises(actions.TeamIsBusy):
        make_planned_visit(cast, other_id, team_id=other_team, starts_at=TEN)


def test_two_operations_do_not_visit_a_place_at_one_hour(cast: Cast) -> None:
    place = make_premises(by=cast.actor("planner"))
    operation_id, other_id = make_operation(cast), make_operation(cast)
    make_planned_visit(cast, operation_id, premises_id=place, starts_at=TEN)

    with pytest.raises(actions.PremisesAreBusy):
        make_planned_visit(cast, other_id, premises_id=place, starts_at=TEN)

    assert make_planned_visit(cast, other_id, premises_id=place, starts_at=time(15))


def test_a_visit_that_was_made_keeps_nobody_from_another(cast: Cast) -> None:
    week = make_week(cast)
    actions.mark_visited(
        planned_id=week.planned_id, actor=cast.actor("officer"), at=NOON
    )

    assert make_planned_visit(
        cast, week.operation_id, team_id=week.team_id, starts_at=TEN
    )


def test_a_visit_without_an_hour_keeps_no_team_from_others(cast: Cast) -> None:
    operation_id = make_operation(cast)
    team_id = make_team(cast, operation_id)

    for _ in range(3):
        make_planned_visit(cast, operation_id, team_id=team_id, starts_at=None)


def test_a_cancelled_visit_frees_its_team(cast: Cast) -> None:
    week = make_week(cast)
    cancel(cast, week.planned_id)

    assert make_planned_visit(
        cast, week.operation_id, team_id=week.team_id, starts_at=TEN
    )


def test_a_visit_can_be_planned_anew(cast: Cast) -> None:
    operation_id = make_operation(cast)
    team_id = make_team(cast, operation_id)
    planned_id = make_planned_visit(cast, operation_id)

    actions.change_visit(
        planned_id=planned_id,
        plan=plan(
            kind="enforcement",
            purpose="To inspect.",
            power=POWER,
            on=LAST_DAY,
            starts_at=TEN,
            team_id=team_id,
        ),
        actor=cast.actor("planner"),
        at=NOON,
    )

    visit = card(cast, planned_id)
    assert (visit.kind, visit.purpose, visit.power) == (
        "enforcement",
        "To inspect.",
        POWER,
    )
    assert (visit.on, visit.starts_at, visit.team) == (LAST_DAY, TEN, "Team 1")
    assert "operations.visit_changed" in audit.names_about(subject_id=planned_id)


def test_a_change_of_kind_asks_whether_the_team_still_fits(cast: Cast) -> None:
    operation_id = make_operation(cast)
    team_id = make_team(cast, operation_id, people=("officer", "colleague"))
    planned_id = make_planned_visit(cast, operation_id, team_id=team_id)

    with pytest.raises(actions.TeamDoesNotFit):
        actions.change_visit(
            planned_id=planned_id,
            plan=plan(kind="safeguarding", team_id=team_id),
            actor=cast.actor("planner"),
            at=NOON,
        )


def test_a_visit_is_not_moved_to_a_day_that_has_one(cast: Cast) -> None:
    operation_id = make_operation(cast)
    place = make_premises(by=cast.actor("planner"))
    (first,) = plan_at(cast, operation_id, place)
    plan_at(cast, operation_id, place, on=LAST_DAY)

    with pytest.raises(actions.PremisesAlreadyPlanned):
        assign(cast, first, None, on=LAST_DAY)
    assign(cast, first, None, on=TODAY)


def test_a_visit_is_cancelled_for_a_reason(cast: Cast) -> None:
    planned_id = make_planned_visit(cast, make_operation(cast))

    with pytest.raises(actions.ReasonMissing):
        cancel(cast, planned_id, "  ")
    cancel(cast, planned_id, " The shop has shut. ")

    assert card(cast, planned_id).status == "cancelled"
    assert card(cast, planned_id).cancelled_because == "The shop has shut."
    assert "operations.visit_cancelled" in audit.names_about(subject_id=planned_id)


def test_a_cancelled_visit_is_neither_cancelled_again_nor_moved(cast: Cast) -> None:
    planned_id = make_planned_visit(cast, make_operation(cast))
    cancel(cast, planned_id)

    with pytest.raises(actions.VisitNotPlanned) as refusal:
        cancel(cast, planned_id)
    with pytest.raises(actions.VisitNotPlanned):
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
    actions.remove_member(
        team_id=week.team_id,
        person_id=cast.people["officer"],
        actor=cast.actor("planner"),
        at=NOON,
    )

    assert not reinstate(cast, week.planned_id)

    assert card(cast, week.planned_id).team_id is None


def test_only_a_cancelled_visit_comes_back(cast: Cast) -> None:
    week = make_week(cast)

    with pytest.raises(actions.VisitNotCancelled):
        reinstate(cast, week.planned_id)


@pytest.mark.parametrize("part", ["officer", "partner", "analyst", "overseer"])
def test_only_planners_plan(cast: Cast, part: str) -> None:
    week = make_week(cast)
    actor = cast.actor(part)

    with pytest.raises(Absent):
        actions.plan_visits(
            operation_id=week.operation_id,
            premises_ids=[week.premises_id],
            plan=plan(on=LAST_DAY),
            actor=actor,
            at=NOON,
        )
    with pytest.raises(Absent):
        actions.cancel_visit(
            planned_id=week.planned_id, reason="No", actor=actor, at=NOON
        )
    with pytest.raises(Absent):
        actions.assign_visit(
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
        actions.mark_visited(planned_id=uuid4(), actor=cast.actor("officer"), at=NOON)
