"""Which crews go out: hours over a clock change, rest, absences and skills."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid5

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from unhidden.lib.working_days import LONDON
from unhidden.operations.rosters.rules import clock
from unhidden.operations.rosters.rules.crews import compute_roster
from unhidden.operations.rosters.rules.days import (
    CrewMember,
    CrewRide,
    FaultKind,
    HeldSkill,
    PersonAbsence,
    RosteredCrew,
    RosteredShift,
    RosterFacts,
    RosterOutcome,
)
from unhidden.operations.rosters.rules.rest import BreakStep, RestRequirement

MONDAY = date(2026, 1, 5)
TUESDAY = MONDAY + timedelta(days=1)
FORWARD, BACK = date(2026, 3, 29), date(2026, 10, 25)
EIGHT, FOUR, TEN = time(8), time(16), time(22)
NAMESPACE = UUID(int=7)
POLICE, CHARITY = (uuid5(NAMESPACE, name) for name in ("police", "charity"))
CREW, OTHER_CREW = (uuid5(NAMESPACE, name) for name in ("crew", "other crew"))
LAW = RestRequirement(
    source="Regulation 10",
    from_on=date(1998, 10, 1),
    rest_minutes=660,
    breaks=(BreakStep(361, 20),),
    longest_minutes=780,
)


def person(name: str, kind: str = "police") -> CrewMember:
    organisation = CHARITY if kind == "charity" else POLICE
    return CrewMember(uuid5(NAMESPACE, name), name, organisation, kind)


ANN, BOB, EVE = person("Ann"), person("Bob"), person("Eve", "charity")


def crew(*members: CrewMember, team_id: UUID = CREW) -> RosteredCrew:
    return RosteredCrew(team_id, "North" if team_id == CREW else "South", members)


def shift(
    on: date = MONDAY,
    first: time | None = EIGHT,
    last: time | None = FOUR,
    team_id: UUID = CREW,
) -> RosteredShift:
    return RosteredShift(on, first, last, team_id=team_id)


def roster(*shifts: RosteredShift, **known: object) -> RosterOutcome:
    facts = RosterFacts(crews=(crew(ANN, BOB),), shifts=shifts, requirements=(LAW,))
    return compute_roster(replace(facts, **known))  # type: ignore[arg-type]


def kinds(outcome: RosterOutcome) -> list[FaultKind]:
    return [fault.kind for fault in outcome.faults]


def test_a_shift_becomes_a_crew_day() -> None:
    (day,) = roster(shift()).days

    assert (day.starts_minute, day.ends_minute) == (480, 960)
    assert day.break_minutes == 20
    assert day.skills == {"enforcer"}
    assert day.people == (ANN, BOB)


def test_a_shift_of_six_hours_needs_no_break() -> None:
    (day,) = roster(shift(last=time(14))).days

    assert day.break_minutes == 0


def test_a_late_shift_passes_midnight() -> None:
    (day,) = roster(shift(first=time(18), last=time(2))).days

    assert (day.starts_minute, day.ends_minute) == (1080, 1560)


@pytest.mark.parametrize("on", [FORWARD, BACK, MONDAY])
def test_nine_in_the_morning_is_the_same_minute_on_every_day(on: date) -> None:
    (day,) = roster(shift(on, time(9), time(17))).days

    assert (day.starts_minute, day.ends_minute) == (540, 1020)


@pytest.mark.parametrize(
    ("on", "minutes"),
    [
        (FORWARD - timedelta(days=1), 420),
        (BACK - timedelta(days=1), 540),
        (MONDAY, 480),
    ],
)
def test_a_night_over_a_clock_change_has_its_true_length(
    on: date, minutes: int
) -> None:
    (day,) = roster(shift(on, TEN, time(6))).days

    assert day.span.length_minutes == minutes
    assert day.ends_minute - day.starts_minute == minutes


@pytest.mark.parametrize("hours", [(time(1, 30), time(9)), (time(0, 30), time(1, 15))])
def test_an_hour_that_the_clocks_leave_out_is_no_hour_of_a_shift(
    hours: tuple[time, time],
) -> None:
    outcome = roster(shift(FORWARD, *hours))

    assert outcome.days == ()
    assert kinds(outcome) == [FaultKind.MISSING_HOUR]


def test_an_end_in_the_hour_left_out_counts_for_the_day_it_lies_on() -> None:
    (fault,) = roster(shift(FORWARD - timedelta(days=1), TEN, time(1, 30))).faults

    assert fault.since == FORWARD


def test_of_the_hour_that_comes_twice_a_shift_has_both() -> None:
    span = clock.make_span(BACK, time(1), time(1, 30))

    assert span.length_minutes == 90


def test_eleven_hours_of_rest_are_asked_for() -> None:
    late = shift(MONDAY, time(14), TEN)
    early = shift(TUESDAY, time(7), time(15))

    outcome = roster(late, early)

    assert [day.on for day in outcome.days] == [MONDAY]
    assert kinds(outcome) == [FaultKind.NOBODY, FaultKind.NO_REST, FaultKind.NO_REST]
    tired = outcome.faults[1]
    assert (tired.person, tired.minutes, tired.wanted) == ("Ann", 540, 660)
    assert tired.source == "Regulation 10"


def test_the_clocks_take_an_hour_of_rest() -> None:
    late = shift(FORWARD - timedelta(days=1), time(13), time(20, 30))
    early = shift(FORWARD, time(8), FOUR)

    assert FaultKind.NO_REST in kinds(roster(late, early))
    assert (
        roster(
            *(replace(one, on=one.on - timedelta(days=7)) for one in (late, early))
        ).faults
        == ()
    )


def test_an_organisations_own_rule_binds_its_people_alone() -> None:
    own = replace(LAW, rest_minutes=900, organisation_id=CHARITY, source="Handbook")
    known = {"crews": (crew(ANN, BOB, EVE),), "requirements": (LAW, own)}
    outcome = roster(
        shift(MONDAY, time(12), time(20)), shift(TUESDAY, time(9), FOUR), **known
    )

    assert [(fault.person, fault.source) for fault in outcome.faults] == [
        ("Eve", "Handbook")
    ]
    assert outcome.days[1].people == (ANN, BOB)


def test_a_rule_that_is_over_binds_nobody() -> None:
    past = replace(LAW, to_on=MONDAY - timedelta(days=1))

    assert roster(shift(last=time(23, 30)), requirements=(past,)).faults == ()


def test_a_shift_longer_than_the_rules_allow_is_not_worked() -> None:
    outcome = roster(shift(last=TEN))

    assert outcome.days == ()
    assert kinds(outcome) == [FaultKind.TOO_LONG]
    assert (outcome.faults[0].minutes, outcome.faults[0].wanted) == (840, 780)


def test_a_crew_of_nobody_stays_at_home() -> None:
    assert kinds(roster(shift(), crews=(crew(),))) == [FaultKind.NOBODY]


def test_nobody_goes_out_alone() -> None:
    outcome = roster(shift(), crews=(crew(ANN),))

    assert outcome.days == ()
    assert [(fault.kind, fault.person) for fault in outcome.faults] == [
        (FaultKind.ALONE, "Ann")
    ]


def test_who_is_away_on_any_day_of_the_shift_does_not_go() -> None:
    away = PersonAbsence(BOB.person_id, TUESDAY, TUESDAY)
    known = {"crews": (crew(ANN, BOB, EVE),), "absences": (away,)}

    outcome = roster(shift(), shift(MONDAY, time(18), time(2)), **known)

    assert BOB in outcome.days[0].people
    assert FaultKind.AWAY in kinds(outcome)


@pytest.mark.parametrize(
    ("own", "kind"),
    [
        ((None, None), FaultKind.OFF),
        ((time(12), time(20)), FaultKind.OTHER_HOURS),
        ((time(7), time(17)), None),
    ],
)
def test_hours_of_ones_own_hold_the_crews_or_keep_one_from_it(
    own: tuple[time | None, time | None], kind: FaultKind | None
) -> None:
    mine = RosteredShift(MONDAY, *own, person_id=EVE.person_id)
    outcome = roster(shift(), mine, crews=(crew(ANN, BOB, EVE),))

    assert kinds(outcome) == ([kind] if kind else [])
    assert (EVE in outcome.days[0].people) == (kind is None)


def test_nobody_is_in_two_crews_at_once() -> None:
    crews = (crew(ANN, BOB), crew(BOB, EVE, team_id=OTHER_CREW))
    outcome = roster(shift(), shift(first=time(9), team_id=OTHER_CREW), crews=crews)

    assert [fault.kind for fault in outcome.faults] == [
        FaultKind.ELSEWHERE,
        FaultKind.ALONE,
    ]
    assert [day.team_id for day in outcome.days] == [CREW]


def test_a_skill_counts_until_its_last_day() -> None:
    held = HeldSkill(ANN.person_id, POLICE, "language:vi", MONDAY)

    outcome = roster(shift(), shift(TUESDAY), skills=(held,))

    assert "language:vi" in outcome.days[0].skills
    assert "language:vi" not in outcome.days[1].skills
    assert [(fault.kind, fault.on) for fault in outcome.faults] == [
        (FaultKind.EXPIRED, TUESDAY)
    ]


def test_a_skill_is_that_of_its_organisation() -> None:
    held = HeldSkill(ANN.person_id, CHARITY, "fire", None)

    assert "fire" not in roster(shift(), skills=(held,)).days[0].skills


def test_who_is_of_a_charity_counts_as_its_worker() -> None:
    assert "charity" in roster(shift(), crews=(crew(ANN, EVE),)).days[0].skills


def test_a_day_off_is_no_crew_day() -> None:
    outcome = roster(shift(first=None, last=None))

    assert (outcome.days, outcome.faults) == ((), ())


@given(
    st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    st.times().map(lambda one: one.replace(second=0, microsecond=0)),
)
def test_a_minute_of_a_day_leads_back_to_its_moment(on: date, at: time) -> None:
    moment = datetime.combine(on, at, LONDON).astimezone(UTC)

    assert clock.moment_of(on, clock.minute_of(on, moment)) == moment


@given(
    st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    st.times().map(lambda one: one.replace(second=0, microsecond=0)),
    st.times().map(lambda one: one.replace(second=0, microsecond=0)),
)
def test_a_shift_lasts_a_day_and_an_hour_at_most(
    on: date, first: time, last: time
) -> None:
    assume(first != last and clock.find_missing_hour(on, first, last) is None)

    assert 0 < clock.make_span(on, first, last).length_minutes < 26 * 60


def _rides(seats: int, *teams: UUID) -> tuple[CrewRide, ...]:
    van = uuid5(NAMESPACE, "van")
    return tuple(CrewRide(team_id, van, "The van", seats) for team_id in teams)


def test_a_crew_that_does_not_fit_into_its_vehicle_is_told() -> None:
    (fault,) = roster(shift(), rides=_rides(1, CREW)).faults

    assert fault.kind is FaultKind.TOO_MANY_FOR_VEHICLE
    assert (fault.minutes, fault.wanted, fault.source) == (1, 2, "The van")
    assert not fault.is_stopping
    assert roster(shift(), rides=_rides(2, CREW)).faults == ()


@pytest.mark.parametrize(("begins", "is_twice"), [(time(15), True), (FOUR, False)])
def test_two_crews_have_one_vehicle_at_different_hours_alone(
    begins: time, is_twice: bool
) -> None:
    crews = (crew(ANN, BOB), crew(EVE, person("Jo"), team_id=OTHER_CREW))
    second = shift(first=begins, last=TEN, team_id=OTHER_CREW)

    faults = roster(
        shift(), second, crews=crews, rides=_rides(4, CREW, OTHER_CREW)
    ).faults

    found = [(one.kind, one.crew, one.person) for one in faults]
    assert found == [(FaultKind.VEHICLE_TWICE, "South", "North")] * is_twice
