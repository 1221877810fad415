"""Nobody is reached by a way, at an hour or in words that they did not say are safe."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.safeguarding.people.rules.contact import (
    ContactTerms,
    find_contact_fault,
    is_open,
    split_words,
)

# A Monday; in June London's clocks are an hour ahead.
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
MONDAYS = frozenset({0})
TEXTS = st.text(alphabet="ab c,.ÂŵĀ", max_size=20)


EVERY_DAY = frozenset(range(7))


def _way(
    route: str = "call",
    *,
    at: str = "00:00-00:00",
    days: frozenset[int] = EVERY_DAY,
    to_say: str = "",
    never: tuple[str, ...] = (),
) -> ContactTerms:
    opens, closes = (time.fromisoformat(each) for each in at.split("-"))
    return ContactTerms(route, days, opens, closes, to_say, never)


def _fault(
    *ways: ContactTerms, route: str = "call", at: datetime = NOON, text: str | None = ""
) -> str:
    return find_contact_fault(ways, route=route, at=at, text=text)


def test_where_nothing_is_known_nobody_is_reached() -> None:
    assert _fault() == "unknown"


def test_a_way_that_was_not_named_is_refused() -> None:
    assert _fault(_way("text")) == "route"
    assert _fault(_way("text"), _way("call")) == ""


@pytest.mark.parametrize(
    ("utc", "fault"),
    [("09:59", "hours"), ("10:00", ""), ("12:59", ""), ("13:00", "hours")],
)
def test_hours_are_those_of_london(utc: str, fault: str) -> None:
    at = datetime.combine(NOON.date(), time.fromisoformat(utc), UTC)

    assert _fault(_way(at="11:00-14:00"), at=at) == fault


def test_hours_reach_over_midnight_into_the_next_day() -> None:
    late = _way(at="22:00-02:00", days=MONDAYS)
    midnight = datetime(2026, 6, 1, 23, tzinfo=UTC)

    assert is_open(late, midnight)
    assert is_open(late, midnight + timedelta(hours=1, minutes=59))
    assert not is_open(late, midnight + timedelta(hours=2))
    assert not is_open(late, midnight - timedelta(hours=23))


def test_words_to_begin_with_must_be_said() -> None:
    way = _way(to_say="It is Ann from the library")

    assert _fault(way, text="Hello. It is Ann, from the Library: your book is in") == ""
    assert _fault(way, text="It is Ann from BAWSO") == "unsaid"


def test_words_never_to_use_are_refused_whole_and_in_any_case() -> None:
    way = _way(never=split_words("police, visa\nDr Jones"))

    assert _fault(way, text="The POLICE called") == "forbidden"
    assert _fault(way, text="See dr. jones at ten") == "forbidden"
    assert _fault(way, text="A policeman's advisable hour") == ""


def test_where_two_numbers_are_open_the_words_of_both_hold() -> None:
    ways = (_way(never=("police",)), _way(to_say="Ann"))

    assert _fault(*ways, text="Ann about the police") == "forbidden"
    assert _fault(*ways, text="about tea") == "unsaid"


@given(text=TEXTS, word=TEXTS, minutes=st.integers(0, 7 * 24 * 60))
def test_more_that_is_known_never_opens_what_was_refused(
    text: str, word: str, minutes: int
) -> None:
    at = NOON + timedelta(minutes=minutes)
    plain = _way(at="08:00-20:00")
    bound = _way(at="08:00-20:00", never=(word,), to_say=word)

    if _fault(plain, at=at, text=text):
        assert _fault(bound, at=at, text=text)
    assert _fault(plain, at=at, text=f"{text} {word} {text}") in ("", "hours")
    if word.strip(" ,.") and not _fault(plain, at=at, text=text):
        assert _fault(_way(never=(word,)), at=at, text=f"{text} {word} {text}")


@given(
    minutes=st.integers(0, 3 * 365 * 24 * 60),
    opens=st.integers(0, 23),
    closes=st.integers(0, 23),
)
def test_a_way_and_its_opposite_share_the_week(
    minutes: int, opens: int, closes: int
) -> None:
    at = NOON + timedelta(minutes=minutes)
    one = _way(at=f"{opens:02}:00-{closes:02}:00")
    other = _way(at=f"{closes:02}:00-{opens:02}:00")

    if opens == closes:
        assert is_open(one, at)
    else:
        assert is_open(one, at) != is_open(other, at)
