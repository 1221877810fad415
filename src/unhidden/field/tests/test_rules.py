"""When landing keys are made, and how phones stand."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from unhidden.field.devices.rules import DeviceStanding, judge_standing
from unhidden.field.rules import AHEAD, list_key_weeks

DAYS = st.dates(date(2026, 1, 1), date(2046, 1, 1))


@given(DAYS, st.integers(0, 60))
def test_every_week_has_its_key_two_weeks_before(begun: date, later: int) -> None:
    made: dict[date, date] = {}
    for number in range(later + 1):
        today = begun + timedelta(days=number)
        for week in list_key_weeks(today):
            made.setdefault(week, today)

    first = begun - timedelta(days=begun.weekday())
    assert all(week.weekday() == 0 for week in made)
    assert first in made
    for week, on in made.items():
        assert week - on >= AHEAD or week == on - timedelta(days=on.weekday())
    # From the third week on there is no gap.
    today = begun + timedelta(days=later)
    this = today - timedelta(days=today.weekday())
    wanted = {this + timedelta(weeks=n) for n in range(3)}
    assert {w for w in wanted if w >= first + timedelta(weeks=3)} <= made.keys()


def test_what_was_handed_back_is_over_and_what_is_lost_does_not_go_out() -> None:
    at = datetime(2026, 1, 5)  # noqa: DTZ001  # any moment

    def stands(approved: bool, lost: bool, ended: bool) -> DeviceStanding:
        moments = [at if each else None for each in (approved, lost, ended)]
        return judge_standing(
            approved_at=moments[0], lost_at=moments[1], ended_at=moments[2]
        )

    assert stands(False, False, False) is DeviceStanding.WAITS
    assert stands(True, False, False) is DeviceStanding.READY
    assert stands(True, True, False) is DeviceStanding.LOST
    assert stands(True, True, True) is DeviceStanding.ENDED
