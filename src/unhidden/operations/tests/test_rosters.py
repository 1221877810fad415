"""Rosters: set, copied, refused, and what the planner of visits is given."""

from __future__ import annotations

from datetime import date, time, timedelta
from uuid import UUID, uuid4

import pytest

from tests.cast import FOUNDER, NOON, TODAY, Cast
from tests.made.operations import make_closed_week, make_operation, make_team
from tests.made.rosters import make_shift, make_skill
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.agencies import actions as agencies_actions
from unhidden.agencies import queries as agencies
from unhidden.operations.frame.actions.refusals import OperationClosed, OutsideOperation
from unhidden.operations.models import Accreditation
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


def test_a_day_off_and_a_crew_without_a_shift_go_nowhere(
    cast: Cast, operation_id: UUID, team_id: UUID
) -> None:
    set_shift(cast, operation_id, team_id, OFF)

    assert crew_days(cast, operation_id) == ()
    assert shown(cast, operation_id).faults == ()


def test_what_is_wrong_is_said_with_the_rule_that_says_so(
    cast: Cast, operation_id: UUID, team_id: UUID
) -> None:
    set_shift(cast, operation_id, team_id, ShiftHours("late", time(14), time(22)))
    set_shift(cast, operation_id, team_id, ShiftHours("early", time(7), FOUR), TOMORROW)

    view = shown(cast, operation_id)

    assert [day.on for day in view.days] == [TODAY]
    tired = [one for one in view.faults if one.kind == FaultKind.NO_REST]
    assert len(tired) == 2
    assert "Working Time Regulations 1998" in tired[0].source
    assert view.unchecked


def test_a_shift_is_set_anew_and_cleared(
    cast: Cast, operation_id: UUID, team_id: UUID
) -> None:
    set_shift(cast, operation_id, team_id)
    set_shift(cast, operation_id, team_id, ShiftHours("late", time(12), time(20)))
    (day,) = crew_days(cast, operation_id)
    shifts.clear_shift(
        operation_id=operation_id,
        team_id=team_id,
        on=TODAY,
        actor=cast.actor("planner"),
        at=NOON,
    )

    assert day.starts_at == 720
    assert crew_days(cast, operation_id) == ()


@pytest.mark.parametrize(
    ("hours", "refusal"),
    [
        (ShiftHours("early"), refusals.ShiftHoursMissing),
        (ShiftHours("early", EIGHT, EIGHT), refusals.ShiftWithoutLength),
        (ShiftHours("off", is_reserve=True), refusals.ReserveIsOff),
        (ShiftHours("night", EIGHT, FOUR), Absent),
    ],
)
def test_impossible_shifts_are_refused(
    cast: Cast,
    operation_id: UUID,
    team_id: UUID,
    hours: ShiftHours,
    refusal: type[Exception],
) -> None:
    with pytest.raises(refusal):
        set_shift(cast, operation_id, team_id, hours)


def test_a_shift_in_the_hour_that_the_clocks_leave_out_is_refused(cast: Cast) -> None:
    forward = date(2026, 3, 29)
    operation_id = make_operation(cast, starts_on=forward, ends_on=forward)
    team_id = make_team(cast, operation_id)

    with pytest.raises(refusals.ShiftHourMissing) as refused:
        set_shift(
            cast,
            operation_id,
            team_id,
            ShiftHours("early", time(1, 30), FOUR),
            forward,
        )

    assert refused.value.day == forward


def test_a_shift_lies_within_the_operation(
    cast: Cast, operation_id: UUID, team_id: UUID
) -> None:
    with pytest.raises(OutsideOperation):
        set_shift(cast, operation_id, team_id, on=TODAY - timedelta(days=1))


def test_one_crew_is_in_reserve_a_day(
    cast: Cast, operation_id: UUID, team_id: UUID
) -> None:
    other = make_team(cast, operation_id, name="Team 2", people=())
    make_shift(cast, operation_id, team_id, is_reserve=True)

    with pytest.raises(refusals.ReserveIsTaken) as refused:
        make_shift(cast, operation_id, other, is_reserve=True)

    assert refused.value.crew == "Team 1"
    assert crew_days(cast, operation_id)[0].is_reserve


def test_a_copied_day_leaves_alone_what_is_there(
    cast: Cast, operation_id: UUID, team_id: UUID
) -> None:
    other = make_team(cast, operation_id, name="Team 2", people=())
    make_shift(cast, operation_id, team_id)
    make_shift(cast, operation_id, other)
    make_shift(cast, operation_id, team_id, on=TOMORROW, first=time(12))

    count = shifts.copy_day(
        operation_id=operation_id,
        from_on=TODAY,
        to_on=TOMORROW,
        actor=cast.actor("planner"),
        at=NOON,
    )

    rows = {row.team_id: row.shifts for row in shown(cast, operation_id).rows}
    assert count == 1
    assert rows[team_id][TOMORROW].starts_at == time(12)
    assert rows[other][TOMORROW].starts_at == EIGHT


def test_last_weeks_roster_is_that_of_the_crews_of_the_same_names(cast: Cast) -> None:
    week = timedelta(days=7)
    before = make_operation(cast, name="Before", starts_on=TODAY, ends_on=TOMORROW)
    after = make_operation(
        cast, name="After", starts_on=TODAY + week, ends_on=TOMORROW + week
    )
    make_shift(cast, before, make_team(cast, before), is_reserve=True)
    team_id = make_team(cast, after)

    count = shifts.copy_last_week(
        operation_id=after, actor=cast.actor("planner"), at=NOON
    )

    (day,) = crew_days(cast, after)
    assert (count, day.team_id, day.on, day.is_reserve) == (
        1,
        team_id,
        TODAY + week,
        True,
    )
    with pytest.raises(refusals.NothingToCopy):
        shifts.copy_last_week(operation_id=after, actor=cast.actor("planner"), at=NOON)


def test_somebody_rests_from_their_shift_in_another_operation_as_well(
    cast: Cast,
) -> None:
    first, second = (make_operation(cast, name=name) for name in ("One", "Two"))
    make_shift(cast, first, make_team(cast, first), first=time(14), last=time(22))
    make_shift(cast, second, make_team(cast, second), on=TOMORROW)

    view = shown(cast, second)

    assert view.days == ()
    assert {fault.on for fault in view.faults} == {TOMORROW}


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

    (row,) = Accreditation.objects.all()

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

    assert {(card.on, card.code, card.amount) for card in cards} == {
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


def test_a_closed_operation_keeps_its_roster(cast: Cast) -> None:
    week = make_closed_week(cast)

    with pytest.raises(OperationClosed):
        set_shift(cast, week.operation_id, week.team_id)


@pytest.mark.parametrize("part", ["officer", "partner", "overseer", "analyst"])
def test_only_planners_read_a_roster(
    cast: Cast, operation_id: UUID, team_id: UUID, part: str
) -> None:
    with pytest.raises(Absent):
        roster.get_roster(viewer=cast.actor(part), operation_id=operation_id)


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


def planner_of(cast: Cast, code: str) -> Actor:
    """A planner of an organisation that takes part."""
    person_id = cast.people["stranger"]
    agencies_actions.request_engagement(
        person_id=person_id,
        organisation_id=cast.organisations[code],
        role="planner",
        from_on=date(2016, 1, 1),
        actor=FOUNDER,
        at=NOON,
    )
    return agencies.actor_of(person_id=person_id, day=TODAY)
