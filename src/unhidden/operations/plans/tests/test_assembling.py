"""A week put together: what cannot be planned is named, and the rest is planned."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from uuid import uuid4

import pytest

from unhidden.operations.plans.rules import clocks
from unhidden.operations.plans.rules.assembling import (
    FindingKind,
    assemble_week,
    read_finding,
)
from unhidden.operations.plans.rules.weeks import (
    BarredVisit,
    KindOffer,
    SettledVisit,
    WeekCandidate,
    WeekGroup,
    WeekShift,
    WeekToPlan,
    keep_settled,
)
from unhidden.operations.rosters.rules.clock import moment_of
from unhidden.planning.week.faults import find_faults

MONDAY, TUESDAY = date(2026, 1, 5), date(2026, 1, 6)
# Clocks go forward in the night after this Saturday, and back after the other.
SPRING, AUTUMN = date(2026, 3, 28), date(2026, 10, 24)
WREXHAM, MOLD = (53.046, -2.993), (53.166, -3.142)
OFFER = KindOffer("soft", 4000, 40, 540, 1020, (frozenset({"police"}),))
TEAM = uuid4()


def candidate(**given: object) -> WeekCandidate:
    usual = WeekCandidate(
        uuid4(), uuid4(), MOLD, frozenset({MONDAY, TUESDAY}), (OFFER,)
    )
    return replace(usual, **given)  # type: ignore[arg-type]  # the fields' own types


def shift(**given: object) -> WeekShift:
    usual = WeekShift(
        team_id=TEAM,
        team="Team 1",
        day=MONDAY,
        starts_at=480,
        ends_at=960,
        briefing=30,
        breaks=45,
        skills=frozenset({"police"}),
        people=frozenset({uuid4(), uuid4()}),
        start=WREXHAM,
        end=WREXHAM,
    )
    return replace(usual, **given)  # type: ignore[arg-type]  # the fields' own types


def week(*candidates: WeekCandidate, **given: object) -> WeekToPlan:
    usual = WeekToPlan((MONDAY, TUESDAY), candidates or (candidate(),), (shift(),))
    return replace(usual, **given)  # type: ignore[arg-type]  # the fields' own types


def travel(points: object) -> list[list[int]]:
    size = len(list(points))  # type: ignore[call-overload]  # points are a list
    return [[0 if one == two else 20 for one in range(size)] for two in range(size)]


def kinds(of: WeekToPlan) -> list[FindingKind]:
    return [one.kind for one in assemble_week(of, travel).findings]


def test_a_sound_week_is_a_sound_problem() -> None:
    made = assemble_week(week(), travel)

    assert made.findings == ()
    assert list(find_faults(made.problem)) == []
    (crew_day,) = made.problem.crew_days
    assert (crew_day.starts_at, crew_day.ends_at) == (510, 915)
    assert len(made.problem.travel) == 2


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ({"point": None}, FindingKind.NO_POSITION),
        ({"offers": ()}, FindingKind.NO_KIND),
        ({"days": frozenset({SPRING})}, FindingKind.NO_DAY),
    ],
)
def test_a_place_that_cannot_be_planned_is_left_aside(
    given: dict[str, object], kind: FindingKind
) -> None:
    good, bad = candidate(), candidate(**given)

    made = assemble_week(week(good, bad), travel)

    assert [(one.kind, one.candidate_id) for one in made.findings] == [(kind, bad.id)]
    assert [one.id for one in made.problem.candidates] == [str(good.id)]
    assert str(bad.id) in made.named["aside"]


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ({"ends_at": 300}, FindingKind.IMPOSSIBLE_SHIFT),
        ({"ends_at": 540}, FindingKind.IMPOSSIBLE_SHIFT),
        ({"day": SPRING}, FindingKind.IMPOSSIBLE_SHIFT),
        ({"people": frozenset()}, FindingKind.NOBODY),
        ({"start": None}, FindingKind.NO_START),
    ],
)
def test_an_impossible_shift_is_left_aside(
    given: dict[str, object], kind: FindingKind
) -> None:
    bad = shift(**{"team": "Team 2", "team_id": uuid4(), **given})

    made = assemble_week(week(shifts=(shift(), bad)), travel)

    assert [(one.kind, one.team) for one in made.findings] == [(kind, "Team 2")]
    assert len(made.problem.crew_days) == 1


def test_a_team_without_any_shift_is_named() -> None:
    assert kinds(week(teams=("Team 1", "Team 9"))) == [FindingKind.NO_SHIFT]


def test_a_second_shift_of_a_day_is_left_aside() -> None:
    assert kinds(week(shifts=(shift(), shift()))) == [FindingKind.SECOND_SHIFT]


def test_overlapping_strike_groups_are_struck_as_one() -> None:
    one, two, three = candidate(), candidate(), candidate()
    groups = (
        WeekGroup(uuid4(), "North", (one.id, two.id)),
        WeekGroup(uuid4(), "South", (two.id, three.id)),
    )

    made = assemble_week(week(one, two, three, groups=groups), travel)

    (joined,) = made.problem.groups
    assert set(joined.members) == {str(each.id) for each in (one, two, three)}
    (finding,) = made.findings
    assert (finding.kind, finding.groups) == (
        FindingKind.GROUPS_JOINED,
        ("North", "South"),
    )
    assert list(find_faults(made.problem)) == []


def test_a_group_of_which_one_place_cannot_be_planned_is_not_struck() -> None:
    one, lost = candidate(), candidate(point=None)
    group = WeekGroup(uuid4(), "North", (one.id, lost.id))

    made = assemble_week(week(one, lost, candidate(), groups=(group,)), travel)

    assert made.problem.groups == ()
    assert [each.kind for each in made.findings] == [
        FindingKind.NO_POSITION,
        FindingKind.GROUP_BROKEN,
    ]
    assert len(made.problem.candidates) == 1


def test_groups_that_share_no_day_are_kept_apart() -> None:
    one, two = candidate(), candidate()
    apart = WeekGroup(uuid4(), "Apart", (one.id, two.id), is_apart=True)

    made = assemble_week(week(one, two, groups=(apart,)), travel)

    (separation,) = made.problem.separations
    assert set(separation.members) == {str(one.id), str(two.id)}


def test_a_pin_to_a_crew_that_is_not_there_is_planned_anew() -> None:
    one = candidate()
    lost = SettledVisit(one.id, "soft", uuid4(), MONDAY, 600)

    made = assemble_week(week(one, settled=(lost,)), travel)

    assert made.problem.pins == ()
    assert [each.kind for each in made.findings] == [FindingKind.PIN_IMPOSSIBLE]


def test_what_somebody_keeps_goes_before_what_was_settled() -> None:
    one = candidate()
    before = SettledVisit(one.id, team_id=TEAM)
    kept = SettledVisit(one.id, "soft", TEAM, MONDAY, 600)

    found = keep_settled(week(one, settled=(before,)), [kept], {one.id})

    assert found.settled == (kept,)


def test_a_warrant_that_ends_at_noon_ends_the_visits_then() -> None:
    noon = datetime(2026, 1, 6, 12, tzinfo=UTC)
    offer = replace(OFFER, lawful_from=noon.replace(hour=9, day=5), lawful_until=noon)

    made = assemble_week(week(candidate(offers=(offer,))), travel)

    (item,) = made.problem.candidates[0].menu
    assert item.find_window(0) == (540, 1020)
    assert item.find_window(1) == (540, 720)


@pytest.mark.parametrize(("saturday", "minutes"), [(SPRING, 420), (AUTUMN, 540)])
def test_a_shift_over_a_clock_change_counts_the_minutes_that_pass(
    saturday: date, minutes: int
) -> None:
    starts_at = clocks.count_minutes(saturday, time(22))
    ends_at = clocks.count_minutes(saturday, time(6), is_next_day=True)
    late = shift(day=saturday, starts_at=starts_at, ends_at=ends_at)
    offer = replace(OFFER, opens=20 * 60, closes=29 * 60)
    place = candidate(days=frozenset({saturday}), offers=(offer,))

    made = assemble_week(WeekToPlan((saturday,), (place,), (late,)), travel)

    assert ends_at - starts_at == minutes
    assert moment_of(saturday, ends_at).time() == time(6)
    assert [one.kind for one in made.findings] == [FindingKind.CLOCK_CHANGE]
    assert made.problem.candidates[0].menu[0].latest == 25 * 60


def test_a_capacity_that_nobody_counted_limits_nothing() -> None:
    offer = replace(OFFER, uses=(("custody", 2),))

    made = assemble_week(
        week(candidate(offers=(offer,)), capacities={"custody": {MONDAY: 3}}), travel
    )

    monday, tuesday = made.problem.capacity_of["custody"]
    assert monday == 3
    assert tuesday > 1000


def test_a_place_of_which_only_the_council_is_known_is_planned_and_told() -> None:
    rough = candidate(is_rough=True)

    made = assemble_week(week(rough), travel)

    assert [one.id for one in made.problem.candidates] == [str(rough.id)]
    assert [(one.kind, one.candidate_id) for one in made.findings] == [
        (FindingKind.ROUGH, rough.id)
    ]


def test_a_finding_is_kept_as_plain_values() -> None:
    (finding,) = assemble_week(week(teams=("Team 9",)), travel).findings

    assert read_finding(finding.write_plain()) == finding


def test_what_is_barred_on_a_day_that_is_over_bars_no_other_day() -> None:
    place = candidate()
    barred = (
        BarredVisit(place.id, day=SPRING),
        BarredVisit(place.id, day=TUESDAY),
        BarredVisit(place.id, team_id=uuid4()),
    )

    made = assemble_week(week(place, barred=barred), travel)

    assert [(one.day, one.crew) for one in made.problem.forbidden] == [(1, None)]
