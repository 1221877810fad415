"""An age is read as the years of birth that it leaves."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.linkage.offers import find_offers

TODAY = date(2026, 6, 30)


def read_births(text: str, today: date = TODAY) -> list[str]:
    found = find_offers(text, today=today)
    return [each.value for each in found if each.kind == "born"]


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("a girl of 19 years of age", "2006/2007"),
        ("the 28-year-old", "1997/1998"),
        ("28yo", "1997/1998"),
        ("aged about 28", "1994/2001"),
        ("aged between 25 and 30", "1995/2001"),
        ("25-30 years old", "1995/2001"),
        ("thirty-five years old", "1990/1991"),
        ("she's 28, he thinks", "1997/1998"),
        ("he must be about 60.", "1959/1972"),
        ("a man in his late thirties", "1986/1990"),
        ("in her teens", "2006/2013"),
        ("Lan Anh, 28, and", "1997/1998"),
        ("Omar (about 28)", "1994/2001"),
        ("early 20s", "2001/2006"),
        ("dynes 28 oed", "1997/1998"),
        ("tua 28 oed", "1994/2001"),
        ("yn ei phumdegau hwyr", "1966/1970"),
        ("yn ei arddegau", "2006/2013"),
        ("merch ddeunaw oed, deunaw oed", "2007/2008"),
    ],
)
def test_an_age_leaves_these_years_of_birth(text: str, born: str) -> None:
    assert read_births(text) == [born]


@pytest.mark.parametrize(
    "text",
    [
        "a 12-year-old van", "about 28 people", "28 days", "the early 30s", "the 1930s",
        "she was two of them", "he was 28 miles away", "they are 30", "28% of them",
        "aged 28.5%", "room 4 and 300 years old", "aged 0", "tua 28 milltir",
        "she is 28 weeks pregnant", "he was 28 minutes late", "mid 90s",
        "Monday, 28, or", "at home, 28, or", "Omar, 28 High Row",
    ],
)  # fmt: skip
def test_other_numbers_are_no_ages(text: str) -> None:
    assert read_births(text) == []


@given(st.dates(date(1930, 1, 1), date(2015, 12, 31)), st.dates(date(2016, 12, 31)))
def test_whoever_is_so_old_was_born_in_one_of_two_years(
    born: date, today: date
) -> None:
    has_been = (today.month, today.day) >= (born.month, born.day)
    age = today.year - born.year - (not has_been)

    spans = read_births(f"aged {age}", today)

    years = [tuple(map(int, span.split("/"))) for span in spans]
    assert [first <= born.year <= last for first, last in years] == [True] * (
        1 <= age <= 110
    )
    assert all(last - first == 1 for first, last in years)


@given(st.integers(10, 80))
def test_a_guess_leaves_more_years_than_what_was_said(age: int) -> None:
    (guessed,), (said,) = read_births(f"about {age} years old"), read_births(f"{age}yo")

    assert guessed[:4] < said[:4]
    assert guessed[5:] > said[5:]
