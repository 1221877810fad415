"""Days, times and numbers in both languages."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from unhidden.ui import dates

MONDAY = date(2016, 10, 17)
AFTERNOON = datetime(2016, 10, 17, 13, 30, tzinfo=UTC)  # 2:30pm in Conwy
ENGLISH = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WELSH = [
    "Ionawr",
    "Chwefror",
    "Mawrth",
    "Ebrill",
    "Mai",
    "Mehefin",
    "Gorffennaf",
    "Awst",
    "Medi",
    "Hydref",
    "Tachwedd",
    "Rhagfyr",
]


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("ar", "17 أكتوبر 2016"),
        ("ckb", "17ی تشرینی یەکەمی 2016"),
        ("pl", "17 października 2016"),
        ("ti", "17 ጥቅምቲ 2016"),
        ("uk", "17 жовтня 2016 року"),
        ("vi", "ngày 17 tháng 10 năm 2016"),
        ("zh-hans", "2016年10月17日"),
    ],
)
def test_a_day_is_written_as_the_further_languages_write_it(
    language: str, written: str
) -> None:
    with override(language):
        assert dates.format_day(AFTERNOON) == written


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "17 October 2016"), ("cy", "17 Hydref 2016"), ("en-gb", "17 October 2016")],
)
def test_a_day_is_written_without_an_ordinal(language: str, expected: str) -> None:
    with override(language):
        assert dates.format_day(MONDAY) == expected


@pytest.mark.parametrize(("language", "names"), [("en", ENGLISH), ("cy", WELSH)])
def test_each_month_has_its_right_name(language: str, names: list[str]) -> None:
    with override(language):
        written = [dates.format_month(date(2016, number, 1)) for number in range(1, 13)]

    assert written == [f"{name} 2016" for name in names]


def test_a_weekday_in_welsh_is_a_dydd() -> None:
    week = [date(2016, 10, number) for number in range(17, 24)]

    with override("cy"):
        written = [dates.format_weekday(day) for day in week]

    assert written[0] == "Dydd Llun 17 Hydref 2016"
    assert [text.split()[1] for text in written] == [
        "Llun",
        "Mawrth",
        "Mercher",
        "Iau",
        "Gwener",
        "Sadwrn",
        "Sul",
    ]


def test_a_weekday_in_english_has_its_name() -> None:
    with override("en"):
        assert dates.format_weekday(MONDAY) == "Monday 17 October 2016"


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "17 October 2016 at 2:30pm"), ("cy", "17 Hydref 2016 am 2:30pm")],
)
def test_a_moment_is_told_by_the_clock_here(language: str, expected: str) -> None:
    with override(language):
        assert dates.day_and_time(AFTERNOON) == expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2016, 10, 17, 23, tzinfo=UTC), "18 Hydref 2016"),
        (datetime(2016, 11, 17, tzinfo=UTC), "17 Tachwedd 2016"),
        (datetime(2016, 11, 17, 0, 0, 1, tzinfo=UTC), "17 Tachwedd 2016 am canol nos"),
        (AFTERNOON, "17 Hydref 2016 am 2:30pm"),
    ],
)
def test_where_only_the_day_is_kept_no_hour_is_told(
    moment: datetime, expected: str
) -> None:
    with override("cy"):
        assert dates.format_moment(moment) == expected


def test_a_moment_just_before_midnight_in_summer_is_the_next_day_here() -> None:
    moment = datetime(2016, 7, 1, 23, 30, tzinfo=UTC)

    with override("cy"):
        assert dates.day_and_time(moment) == "2 Gorffennaf 2016 am 12:30am"


@pytest.mark.parametrize(
    ("moment", "english", "welsh"),
    [
        (time(9), "9am", "9am"),
        (time(12), "midday", "canol dydd"),
        (time(0), "midnight", "canol nos"),
        (time(0, 5), "12:05am", "12:05am"),
        (time(12, 1), "12:01pm", "12:01pm"),
        (time(23, 59), "11:59pm", "11:59pm"),
    ],
)
def test_hours_are_written_as_people_say_them(
    moment: time, english: str, welsh: str
) -> None:
    with override("en"):
        assert dates.format_clock(moment) == english
    with override("cy"):
        assert dates.format_clock(moment) == welsh


@pytest.mark.parametrize(
    ("last", "english", "welsh"),
    [
        (date(2016, 10, 17), "17 October 2016", "17 Hydref 2016"),
        (date(2016, 10, 21), "17 to 21 October 2016", "17 i 21 Hydref 2016"),
        (
            date(2016, 11, 4),
            "17 October to 4 November 2016",
            "17 Hydref i 4 Tachwedd 2016",
        ),
        (
            date(2017, 1, 2),
            "17 October 2016 to 2 January 2017",
            "17 Hydref 2016 i 2 Ionawr 2017",
        ),
    ],
)
def test_a_span_repeats_nothing(last: date, english: str, welsh: str) -> None:
    with override("en"):
        assert dates.format_days(MONDAY, last) == english
    with override("cy"):
        assert dates.format_days(MONDAY, last) == welsh


@given(st.times().map(lambda moment: moment.replace(second=0, microsecond=0)))
def test_what_the_clock_writes_is_read_back(moment: time) -> None:
    for language in ("en", "cy"):
        with override(language):
            assert dates.time_from(dates.format_clock(moment)) == moment


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("14:30", time(14, 30)),
        ("1430", time(14, 30)),
        ("9.05", time(9, 5)),
        ("2:30 PM", time(14, 30)),
        ("2.30 p.m.", time(14, 30)),
        (" 9am ", time(9)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("noon", time(12)),
        ("Canol Nos", time(0)),
        ("9", None),
        ("24:00", None),
        ("13pm", None),
        ("0am", None),
        ("9:75", None),
        ("half past", None),
        ("", None),
    ],
)
def test_a_time_is_read_however_it_is_typed(typed: str, expected: time | None) -> None:
    assert dates.time_from(typed) == expected


@pytest.mark.parametrize("names", [ENGLISH, WELSH])
def test_a_month_is_read_from_a_number_a_name_or_its_beginning(
    names: list[str],
) -> None:
    for number, name in enumerate(names, start=1):
        assert dates.month_number(name) == number
        assert dates.month_number(name[:3].upper()) == number
        assert dates.month_number(f" 0{number} ") == number


@pytest.mark.parametrize("typed", ["0", "13", "ja", "", "Octember", "²"])
def test_what_is_no_month_is_none(typed: str) -> None:
    assert dates.month_number(typed) is None


def test_thousands_are_parted_by_commas() -> None:
    assert dates.format_number(1234567) == "1,234,567"
    assert dates.format_number(104) == "104"
