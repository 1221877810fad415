from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from unhidden.lib.working_days import LONDON
from unhidden.safeguarding.cover import rules
from unhidden.safeguarding.cover.rules import DutyHours

START = datetime(2016, 7, 1, 18, tzinfo=LONDON)
ANN, BEN = UUID(int=1), UUID(int=2)
HOUR = timedelta(hours=1)
HOURS = st.lists(
    st.tuples(st.integers(0, 200), st.integers(1, 40), st.booleans()), max_size=12
)


def _duties(drawn: list[tuple[int, int, bool]]) -> list[DutyHours]:
    return [
        DutyHours(
            UUID(int=1 + n % 3),
            START + begins * HOUR,
            START + (begins + lasts) * HOUR,
            START if is_ended else None,
        )
        for n, (begins, lasts, is_ended) in enumerate(drawn)
    ]


@given(HOURS, st.integers(0, 240))
def test_nobody_answers_in_a_gap_and_somebody_outside_of_one(
    drawn: list[tuple[int, int, bool]], hour: int
) -> None:
    duties, at = _duties(drawn), START + hour * HOUR
    gaps = rules.find_gaps(duties, START, START + 240 * HOUR)

    is_gap = any(begins <= at < ends for begins, ends in gaps)

    if at < START + 240 * HOUR:
        assert is_gap is (not rules.who_answers(duties, at))


@given(HOURS)
def test_gaps_are_in_order_and_never_empty(drawn: list[tuple[int, int, bool]]) -> None:
    gaps = rules.find_gaps(_duties(drawn), START, START + 240 * HOUR)

    assert all(begins < ends for begins, ends in gaps)
    assert all(one[1] < two[0] for one, two in pairwise(gaps))


def test_a_night_ends_on_the_next_day() -> None:
    begins, ends = rules.find_hours(date(2016, 7, 1), time(18), time(8))

    assert begins == datetime(2016, 7, 1, 18, tzinfo=LONDON)
    assert ends == datetime(2016, 7, 2, 8, tzinfo=LONDON)


def test_the_night_on_which_clocks_go_back_is_an_hour_longer() -> None:
    begins, ends = rules.find_hours(date(2016, 10, 29), time(18), time(8))

    assert ends.timestamp() - begins.timestamp() == 15 * 3600


def test_a_duty_has_a_beginning_before_its_end_and_at_most_four_days() -> None:
    at = START

    assert rules.find_duty_fault(START, START, at) == "backwards"
    assert rules.find_duty_fault(START, START + 97 * HOUR, at) == "too_long"
    assert rules.find_duty_fault(START - 9 * HOUR, START, at) == "over"
    assert rules.find_duty_fault(START, START + 96 * HOUR, at) == ""


def test_a_duty_more_than_a_year_ahead_is_a_date_mistyped() -> None:
    year = timedelta(days=366)
    next_year, later = START + year, START + year + HOUR

    assert rules.find_duty_fault(next_year, next_year + HOUR, START) == ""
    assert rules.find_duty_fault(later, later + HOUR, START) == "too_far"


def test_who_was_taken_off_the_rota_answers_no_more() -> None:
    ended = DutyHours(ANN, START, START + 9 * HOUR, ended_at=START)
    going = DutyHours(BEN, START, START + 9 * HOUR)

    assert rules.who_answers([ended, going], START) == [BEN]
    assert rules.who_answers([ended, going], START + 9 * HOUR) == []


@given(
    hours=st.sampled_from(rules.HOURS),
    duty=st.integers(1, 100),
    sheet=st.integers(1, 100),
)
def test_what_is_opened_closes_with_the_duty_at_the_latest(
    hours: int, duty: int, sheet: int
) -> None:
    closes = rules.find_closing_hour(
        START,
        hours=hours,
        duty_ends=START + duty * HOUR,
        sheet_ends=START + sheet * HOUR,
    )

    assert START < closes <= START + min(hours, duty, sheet) * HOUR


def test_what_is_written_for_the_night_is_good_for_two_weeks() -> None:
    assert rules.find_sheet_fault(START, START + timedelta(days=14), START) == ""
    assert (
        rules.find_sheet_fault(START, START + timedelta(days=15), START) == "too_long"
    )
    assert rules.find_sheet_fault(START, START, START) == "backwards"
    assert rules.find_sheet_fault(START - 9 * HOUR, START, START) == "over"


@given(
    st.integers(1, 9),
    st.lists(st.none() | st.integers(0, 20), max_size=2),
    st.lists(st.tuples(st.integers(1, 20), st.none() | st.integers(0, 20)), max_size=3),
)
def test_what_was_opened_is_shut_once_nothing_holds_it_open(
    lasts: int, shut: list[int | None], duties: list[tuple[int, int | None]]
) -> None:
    hours = [
        DutyHours(ANN, START, START + ends * HOUR, _after(broken_off))
        for ends, broken_off in duties
    ]

    found = rules.find_shut_hour(_after(lasts) or START, map(_after, shut), hours)

    def holds(hour: int) -> bool:
        on_duty = any(
            hour < min(ends, 99 if off is None else off) for ends, off in duties
        )
        by_hand = any(each is not None and each <= hour for each in shut)
        return hour < lasts and not by_hand and (on_duty or not duties)

    assert found == START + next(h for h in range(99) if not holds(h)) * HOUR


def _after(hours: int | None) -> datetime | None:
    return None if hours is None else START + hours * HOUR
