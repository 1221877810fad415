"""Deadlines count the days that people work."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from unhidden.lib.working_days import add_months, add_working_days, end_of_day


def test_five_working_days_from_a_friday_end_on_the_next_friday() -> None:
    assert add_working_days(date(2016, 10, 21), 5) == date(2016, 10, 28)


def test_easter_and_its_weekend_do_not_count() -> None:
    maundy_thursday = date(2016, 3, 24)

    assert add_working_days(maundy_thursday, 1) == date(2016, 3, 29)


@given(st.dates(date(2015, 1, 1), date(2035, 1, 1)), st.integers(1, 30))
def test_a_deadline_never_falls_on_a_weekend(day: date, count: int) -> None:
    due = add_working_days(day, count)

    assert due.weekday() < 5
    assert (due - day).days >= count


def test_a_month_after_the_last_of_january_is_the_last_of_february() -> None:
    at = datetime(2026, 1, 31, 9, tzinfo=UTC)

    assert add_months(at, 1) == datetime(2026, 2, 28, 9, tzinfo=UTC)


def test_the_end_of_the_day_is_londons_and_not_greenwichs() -> None:
    late_on_a_summer_evening = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)

    assert end_of_day(late_on_a_summer_evening).date() == date(2026, 7, 1)
