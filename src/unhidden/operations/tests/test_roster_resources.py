"""What crews have: people with skills and rest, vehicles, places, capacities."""

from __future__ import annotations

from datetime import date, time, timedelta
from uuid import UUID, uuid4

import pytest

from tests.cast import NOON, TODAY, Cast
from tests.made.operations import make_operation, make_team
from tests.made.rosters import make_shift, make_skill, planner_of
from unhidden.access.absent import Absent
from unhidden.operations.models import PersonAccreditation
from unhidden.operations.rosters.actions import people, refusals, resources, shifts
from unhidden.operations.rosters.actions.people import NewRestRule
from unhidden.operations.rosters.actions.resources import (
    NewOutfit,
    NewStartPlace,
    NewVehicle,
)
from unhidden.operations.rosters.actions.shifts import ShiftHours
from unhidden.operations.rosters.queries import people as people_queries
from unhidden.operations.rosters.queries import resources as resources_queries
from unhidden.operations.rosters.queries import rest, roster
from unhidden.operations.rosters.queries.cards import CrewDayCard, RosterView
from unhidden.operations.rosters.rules.days import FaultKind

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)
EIGHT, FOUR = time(8), time(16)
WORK = ShiftHours("early", EIGHT, FOUR)
OFF = ShiftHours("off")


@pytest.fixture
def operation_id(cast: Cast) -> UUID:
    return make_operation(cast)


@pytest.fixture
def team_id(cast: Cast, operation_id: UUID) -> UUID:
    return make_team(cast, operation_id)


def set_shift(
    cast: Cast,
    operation_id: UUID,
    team_id: UUID,
    hours: ShiftHours = WORK,
    on: date = TODAY,
) -> None:
    shifts.set_crew_shift(
        operation_id=operation_id,
        team_id=team_id,
        on=on,
        hours=hours,
        actor=cast.actor("planner"),
        at=NOON,
    )


def crew_days(cast: Cast, operation_id: UUID) -> tuple[CrewDayCard, ...]:
    return roster.list_crew_days(
        viewer=cast.actor("planner"), operation_id=operation_id
    )


def shown(cast: Cast, operation_id: UUID) -> RosterView:
    return roster.get_roster(viewer=cast.actor("planner"), operation_id=operation_id)


def test_the_planner_of_visits_gets_crews_with_skills_and_what_they_have(
    cast: Cast, operation_id: UUID, team_id: UUID
) -> None:
    planner = cast.actor("planner")
    make_shift(cast, operation_id, team_id)
    make_skill(cast, operation_id, "officer")
    vehicle_id = resources.add_vehicle(
        operation_id=operation_id,
        new=NewVehicle("NW16 ABC", 5),
        actor=planner,
        at=NOON,
    )
    place_id = resources.add_start_place(
        operation_id=operation_id,
        new=NewStartPlace("Wrexham police station", "LL11 1AA"),
        actor=planner,
        at=NOON,
    )
    resources.set_outfit(
        operation_id=operation_id,
        team_id=team_id,
        new=NewOutfit("CA10", "Talk group 4", vehicle_id, place_id),
        actor=planner,
        at=NOON,
    )

    (day,) = crew_days(cast, operation_id)

    assert (day.team_id, day.on, day.starts_at, day.ends_at) == (
        team_id,
        TODAY,
        480,
        960,
    )
    assert day.skills == {"language:vi", "charity", "enforcer"}
    assert (day.call_sign, day.seats, day.break_minutes) == ("CA10", 5, 45)
    assert day.start_place is not None
    assert day.start_place.name == "Wrexham police station"


def test_a_skill_that_has_expired_does_not_count(
    cast: Cast, operation_id: UUID, team_id: UUID
) -> None:
    make_shift(cast, operation_id, team_id)
    make_skill(cast, operation_id, "officer", expires_on=TODAY - timedelta(days=1))

    (day,) = crew_days(cast, operation_id)

    assert "language:vi" not in day.skills
    assert [fault.code for fault in shown(cast, operation_id).faults] == ["language:vi"]


def test_a_skill_said_again_changes_its_last_day(
    cast: Cast, operation_id: UUID, team_id: UUID
) -> None:
    make_skill(cast, operation_id, "officer")
    make_skill(cast, operation_id, "officer", expires_on=TOMORROW)

    (row,) = PersonAccreditation.objects.all()

    assert row.expires_on == TOMORROW


def test_who_is_away_leaves_their_crew(
    cast: Cast, operation_id: UUID, team_id: UUID
) -> None:
    make_shift(cast, operation_id, team_id)
    people.add_absence(
        operation_id=operation_id,
        person_id=cast.people["officer"],
        kind="court",
        from_on=TODAY,
        to_on=TODAY,
        actor=cast.actor("planner"),
        at=NOON,
    )

    view = shown(cast, operation_id)

    assert view.days == ()
    assert {one.kind for one in view.faults} == {FaultKind.AWAY, FaultKind.ALONE}


def test_a_volunteers_own_rule_counts_from_its_first_day(
    cast: Cast, operation_id: UUID, team_id: UUID
) -> None:
    planner = cast.actor("planner")
    rule_id = people.add_rest_rule(
        operation_id=operation_id,
        new=NewRestRule(
            organisation_id=cast.organisations["bawso"],
            source="Volunteer handbook, section 4",
            from_on=TODAY,
            longest_minutes=240,
        ),
        actor=planner,
        at=NOON,
    )
    make_shift(cast, operation_id, team_id)

    (fault,) = shown(cast, operation_id).faults

    assert (fault.kind, fault.source) == (
        FaultKind.TOO_LONG,
        "Volunteer handbook, section 4",
    )
    with pytest.raises(refusals.RestRuleEndsBeforeItStarts):
        people.end_rest_rule(
            operation_id=operation_id,
            rule_id=rule_id,
            to_on=TODAY - timedelta(days=1),
            actor=planner,
            at=NOON,
        )


def test_a_rule_that_asks_nothing_is_refused(cast: Cast, operation_id: UUID) -> None:
    new = NewRestRule(cast.organisations["bawso"], "Handbook", TODAY)

    with pytest.raises(refusals.RestRuleAsksNothing):
        people.add_rest_rule(
            operation_id=operation_id, new=new, actor=cast.actor("planner"), at=NOON
        )


def test_capacities_are_those_of_a_day_and_of_a_language(
    cast: Cast, operation_id: UUID
) -> None:
    planner = cast.actor("planner")
    for custody in (3, 2):
        resources.set_capacities(
            operation_id=operation_id,
            on=TODAY,
            custody=custody,
            interpreters={"vi": 1},
            actor=planner,
            at=NOON,
        )

    cards = resources_queries.list_capacities(viewer=planner, operation_id=operation_id)

    assert {(card.on, card.capacity_code, card.amount) for card in cards} == {
        (TODAY, "custody", 2),
        (TODAY, "interpreter:vi", 1),
    }
    with pytest.raises(Absent):
        resources.set_capacities(
            operation_id=operation_id,
            on=TODAY,
            custody=None,
            interpreters={"tlh": 1},
            actor=planner,
            at=NOON,
        )


def test_what_a_crew_goes_out_with_is_not_taken_away(
    cast: Cast, operation_id: UUID, team_id: UUID
) -> None:
    planner = cast.actor("planner")
    vehicle_id = resources.add_vehicle(
        operation_id=operation_id, new=NewVehicle("Van", 9), actor=planner, at=NOON
    )
    resources.set_outfit(
        operation_id=operation_id,
        team_id=team_id,
        new=NewOutfit("CA10", "", vehicle_id, None),
        actor=planner,
        at=NOON,
    )

    with pytest.raises(refusals.VehicleInUse):
        resources.remove_vehicle(
            operation_id=operation_id, vehicle_id=vehicle_id, actor=planner, at=NOON
        )
    with pytest.raises(refusals.VehicleNameTaken):
        resources.add_vehicle(
            operation_id=operation_id, new=NewVehicle("van", 2), actor=planner, at=NOON
        )
    with pytest.raises(refusals.CallSignTaken):
        resources.set_outfit(
            operation_id=operation_id,
            team_id=make_team(cast, operation_id, name="Team 2", people=()),
            new=NewOutfit("ca10", "", None, None),
            actor=planner,
            at=NOON,
        )


def test_a_place_that_the_register_does_not_know_has_no_position(
    cast: Cast, operation_id: UUID
) -> None:
    planner = cast.actor("planner")
    resources.add_start_place(
        operation_id=operation_id,
        new=NewStartPlace("Nowhere", "ZZ9 9ZZ"),
        actor=planner,
        at=NOON,
    )

    (place,) = resources_queries.list_start_places(
        viewer=planner, operation_id=operation_id
    )

    assert not place.has_position


def test_nothing_of_another_operation_is_taken(
    cast: Cast, operation_id: UUID, team_id: UUID
) -> None:
    other = make_operation(cast, name="Other")

    with pytest.raises(Absent):
        set_shift(cast, other, team_id)
    with pytest.raises(Absent):
        resources.set_outfit(
            operation_id=operation_id,
            team_id=team_id,
            new=NewOutfit("", "", uuid4(), None),
            actor=cast.actor("planner"),
            at=NOON,
        )


def test_the_law_is_told_apart_from_an_organisations_own_rules(
    cast: Cast, operation_id: UUID
) -> None:
    rules = rest.list_rest_requirements(
        viewer=cast.actor("planner"), organisation_ids=[]
    )

    assert all(rule.id is None and rule.source for rule in rules)
    assert any(rule.rest_minutes == 660 for rule in rules)
    assert any(rule.break_for(480) == 45 for rule in rules)


def test_the_people_of_the_crews_are_listed_with_what_they_can_do(
    cast: Cast, operation_id: UUID, team_id: UUID
) -> None:
    make_skill(cast, operation_id, "officer", expires_on=TODAY - timedelta(days=1))

    found = people_queries.list_people(
        viewer=cast.actor("planner"), operation_id=operation_id, day=TODAY
    )

    skills = {one.person_id: one.skills for one in found}
    assert set(skills) == {cast.people["officer"], cast.people["charity_visitor"]}
    assert [one.is_over for one in skills[cast.people["officer"]]] == [True]


def test_the_skills_of_a_stranger_are_nobodys_to_keep(
    cast: Cast, operation_id: UUID, team_id: UUID
) -> None:
    with pytest.raises(Absent):
        make_skill(cast, operation_id, "colleague")


def test_another_organisations_planner_keeps_their_own_colleagues_alone(
    cast: Cast, operation_id: UUID, team_id: UUID
) -> None:
    planner = planner_of(cast, "bawso")
    make_skill(cast, operation_id, "officer")

    found = people_queries.list_people(
        viewer=planner, operation_id=operation_id, day=TODAY
    )
    make_skill(cast, operation_id, "charity_visitor", code="fire", by=planner)

    assert [one.person_id for one in found] == [cast.people["charity_visitor"]]
    with pytest.raises(Absent):
        make_skill(cast, operation_id, "officer", code="fire", by=planner)
    with pytest.raises(Absent):
        roster.get_roster(viewer=planner, operation_id=operation_id)
