"""The hours of a visit, by the clock on the wall."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from unhidden.visits.rules.times import LONGEST, VisitTimes, compute_span, suggest_times

MONDAY = date(2016, 10, 17)
NOW = datetime(2016, 10, 17, 15, 12, 40)  # noqa: DTZ001  # by the clock on the wall


def test_an_end_earlier_in_the_day_is_after_midnight() -> None:
    start, end = compute_span(MONDAY, time(23, 40), time(0, 20)) or (None, None)

    assert start == datetime(2016, 10, 17, 23, 40)  # noqa: DTZ001  # as above
    assert end == datetime(2016, 10, 18, 0, 20)  # noqa: DTZ001  # as above


def test_a_slip_of_the_hour_is_not_a_visit_of_a_whole_day() -> None:
    assert compute_span(MONDAY, time(14, 30), time(13, 45)) is None


@given(st.dates(), st.times(), st.times())
def test_no_visit_is_longer_than_the_longest(
    on: date, starts_at: time, ends_at: time
) -> None:
    assume(on < date.max)

    found = compute_span(on, starts_at, ends_at)

    if found:
        start, end = found
        assert start.date() == on
        assert timedelta(0) <= end - start <= LONGEST


def test_the_visit_of_this_hour_has_just_ended() -> None:
    assert suggest_times(MONDAY, time(14, 30), NOW) == VisitTimes(
        MONDAY, time(14, 30), time(15, 12)
    )


def test_this_morning_s_visit_took_half_an_hour() -> None:
    assert suggest_times(MONDAY, time(9), NOW) == VisitTimes(
        MONDAY, time(9), time(9, 30)
    )


def test_a_visit_made_before_its_hour_was_the_last_half_hour() -> None:
    friday = date(2016, 10, 21)
    half_past = VisitTimes(MONDAY, time(14, 42), time(15, 12))

    assert suggest_times(MONDAY, time(16), NOW) == half_past
    assert suggest_times(friday, time(9), NOW) == half_past
    assert suggest_times(MONDAY, None, NOW) == half_past


def test_a_visit_of_another_day_without_an_hour_is_left_blank() -> None:
    assert suggest_times(date(2016, 10, 14), None, NOW) == VisitTimes(
        date(2016, 10, 14), None, None
    )


@given(
    st.dates(date(2016, 1, 1), date(2017, 1, 1)),
    st.none() | st.times(),
    st.datetimes(datetime(2016, 1, 1), datetime(2017, 1, 1)),  # noqa: DTZ001  # as above
)
def test_what_stands_in_the_form_is_over_by_now(
    on: date, starts_at: time | None, now: datetime
) -> None:
    times = suggest_times(on, starts_at, now)

    if times.starts_at is None or times.ends_at is None:
        assert on < now.date()
        return
    found = compute_span(times.on, times.starts_at, times.ends_at)
    assert found is not None
    assert found[0] <= now
    assert found[1] <= now
