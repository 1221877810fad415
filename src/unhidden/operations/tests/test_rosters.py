"""Rosters: set, copied, refused, and what the planner of visits is given."""

from __future__ import annotations

from datetime import date, time, timedelta
from functools import partial
from uuid import UUID

import pytest

from tests.cast import NOON, TODAY, Cast
from tests.made.operations import make_closed_week, make_operation, make_team
from tests.made.rosters import make_shift
from unhidden.access.absent import Absent
from unhidden.operations.frame.actions.refusals import OperationClosed, OutsideOperation
from unhidden.operations.rosters.actions import people, refusals, shifts
from unhidden.operations.rosters.actions.shifts import CopiedShifts, ShiftHours
from unhidden.operations.rosters.queries import roster
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


def test_copying_says_what_the_clocks_leave_out(cast: Cast) -> None:
    saturday, sunday = date(2026, 3, 28), date(2026, 3, 29)
    operation_id = make_operation(cast, starts_on=saturday, ends_on=sunday)
    early, late = (make_team(cast, operation_id, name=n, people=()) for n in "AB")
    make_shift(cast, operation_id, early, on=saturday, first=time(1, 30))
    copy = partial(
        shifts.copy_day,
        operation_id=operation_id,
        from_on=saturday,
        to_on=sunday,
        actor=cast.actor("planner"),
        at=NOON,
    )

    with pytest.raises(refusals.ShiftHourMissing):
        copy()
    make_shift(cast, operation_id, late, on=saturday, first=time(23), last=time(7))

    assert copy() == CopiedShifts(1, left_out=1)


@pytest.mark.parametrize(
    ("day", "minutes"),
    [(date(2026, 3, 28), 7 * 60), (date(2026, 10, 24), 9 * 60), (TODAY, 8 * 60)],
)
def test_a_night_has_its_true_length_over_a_clock_change_and_ends_before_leave(
    cast: Cast, day: date, minutes: int
) -> None:
    operation_id = make_operation(cast, starts_on=day, ends_on=day + timedelta(days=1))
    team_id = make_team(cast, operation_id, people=("officer", "colleague"))
    make_shift(cast, operation_id, team_id, on=day, first=time(23), last=time(7))
    (out,) = shown(cast, operation_id).days
    people.add_absence(
        operation_id=operation_id,
        person_id=cast.people["officer"],
        kind="leave",
        from_on=day + timedelta(days=1),
        to_on=day + timedelta(days=1),
        actor=cast.actor("planner"),
        at=NOON,
    )

    view = shown(cast, operation_id)

    assert out.ends_minute - out.starts_minute == minutes
    assert view.days == ()
    assert [fault.kind for fault in view.faults] == [FaultKind.ALONE, FaultKind.AWAY]


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

    copied = shifts.copy_day(
        operation_id=operation_id,
        from_on=TODAY,
        to_on=TOMORROW,
        actor=cast.actor("planner"),
        at=NOON,
    )

    rows = {row.team_id: row.shifts for row in shown(cast, operation_id).rows}
    assert copied.count == 1
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

    copied = shifts.copy_last_week(
        operation_id=after, actor=cast.actor("planner"), at=NOON
    )

    (day,) = crew_days(cast, after)
    assert (copied.count, day.team_id, day.on, day.is_reserve) == (
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
