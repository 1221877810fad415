"""Clocks of an eighteenth birthday are counted by its month, and tell no day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.safeguarding.clocks.rules import birthdays

BORN = st.dates(date(1990, 1, 1), date(2026, 1, 1))


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("2010-06-05", date(2010, 6, 5)),
        ("5/6/2010", date(2010, 6, 5)),
        ("5 June 2010", date(2010, 6, 5)),
        ("05.06.2010", date(2010, 6, 5)),
        ("29 February 2008", date(2008, 2, 29)),
        ("about 2010", None),
        ("2010", None),
        ("June 2010", None),
        ("5 June", None),
        ("31/02/2010", None),
        ("not known", None),
        ("", None),
    ],
)
def test_only_a_birth_date_told_to_the_day_is_read(
    text: str, born: date | None
) -> None:
    assert birthdays.read_birth_date(text) == born


@given(BORN, BORN, st.integers(1, 28))
def test_two_born_in_one_month_have_the_same_clocks(
    born: date, today: date, day: int
) -> None:
    first, second = (
        birthdays.find_month_of_18(each.isoformat(), today)
        for each in (born, born.replace(day=day))
    )

    if first is not None and second is not None:
        assert first == second
        assert first.day == 1


@given(BORN, BORN)
def test_nobody_grown_up_or_unborn_turns_18(born: date, today: date) -> None:
    month = birthdays.find_month_of_18(born.isoformat(), today)

    if month is not None:
        assert born <= today < date(born.year + 18, born.month, 1) + timedelta(days=31)


def test_who_is_near_their_birthday_is_not_told_of_what_has_passed() -> None:
    month = date(2026, 6, 1)

    assert birthdays.list_ahead(month, date(2026, 1, 5)) == (
        "age_18_90",
        "age_18_30",
        "age_18_0",
    )
    assert birthdays.list_ahead(month, date(2026, 4, 1)) == ("age_18_30", "age_18_0")
    assert birthdays.list_ahead(month, date(2026, 6, 9)) == ("age_18_0",)
