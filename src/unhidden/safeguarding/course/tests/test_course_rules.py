from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.safeguarding.course import rules

STATES = ["active", "lost", "dormant", "closed"]
TODAY = date(2016, 8, 1)
KINDS = sorted(rules.TURNS)
AGES = ["adult", "child", "unsure"]


def test_a_closed_case_is_opened_again_and_nothing_else_happens_to_it() -> None:
    assert rules.turns_from("closed", [], "child") == ["reopened"]


@pytest.mark.parametrize("state", ["active", "lost", "dormant"])
def test_a_case_that_is_not_closed_cannot_be_opened_again(state: str) -> None:
    assert rules.find_next_state(state, "reopened") is None


def test_after_a_death_only_the_closing_is_left() -> None:
    assert rules.turns_from("active", ["died"], "adult") == ["closed"]


def test_somebody_turns_18_once() -> None:
    assert "turned_18" in rules.turns_from("active", [], "child")
    assert "turned_18" not in rules.turns_from("active", ["turned_18"], "child")


@pytest.mark.parametrize("age", ["adult", "child", "unsure"])
def test_what_is_found_of_an_age_is_not_found_again(age: str) -> None:
    may = rules.turns_from("active", [], age)

    found = {each for each in may if each.startswith("found_")}
    assert found == {"found_adult", "found_child", "found_unsure"} - {f"found_{age}"}
    assert ("turned_18" in may) == (age != "adult")


def test_whoever_is_found_to_be_a_child_after_all_turns_18_once_more() -> None:
    happened = ["turned_18", "found_child"]

    assert "turned_18" in rules.turns_from("active", happened, "child")
    again = [*happened, "turned_18"]
    assert "turned_18" not in rules.turns_from("active", again, "child")


@given(st.lists(st.sampled_from(KINDS), max_size=40), st.sampled_from(AGES))
def test_any_course_stays_in_the_states_there_are_and_leaves_closed_by_one_door(
    asked: list[str], age: str
) -> None:
    state, happened = "active", list[str]()
    for kind in asked:
        may = rules.turns_from(state, happened, age)
        assert all(rules.find_next_state(state, each) is not None for each in may)
        if kind not in may:
            continue
        after = rules.find_next_state(state, kind)
        assert after in STATES
        if state == "closed":
            assert kind == "reopened"
        if kind == "closed":
            assert after == "closed"
        state, happened = str(after), [*happened, kind]
    assert happened.count("died") <= 1
    if "died" in happened:
        after_death = happened[happened.index("died") + 1 :]
        assert set(after_death) <= {"closed", "reopened"}


@given(
    happened=st.dates(date(2010, 1, 1), date(2030, 1, 1)),
    opened=st.dates(date(2010, 1, 1), date(2030, 1, 1)),
)
def test_nothing_happens_tomorrow_or_before_the_case(
    happened: date, opened: date
) -> None:
    fault = rules.find_day_fault(happened_on=happened, opened_on=opened, today=TODAY)

    assert (fault == "") is (opened <= happened <= TODAY)


@given(st.integers(-400, 800))
def test_a_case_rests_from_tomorrow_to_a_year_from_now(days: int) -> None:
    fault = rules.find_rest_fault(TODAY + timedelta(days=days), TODAY)

    assert (fault == "") is (1 <= days <= 366)


def test_contact_is_lost_after_two_ways_were_tried_and_not_one_way_twice() -> None:
    assert not rules.may_call_lost(["called", "called"])
    assert rules.may_call_lost(["called", "wrote"])


def test_a_resting_case_is_awake_on_its_day_and_no_other_case_is() -> None:
    assert rules.is_awake("dormant", TODAY, TODAY)
    assert not rules.is_awake("dormant", TODAY + timedelta(days=1), TODAY)
    assert not rules.is_awake("active", TODAY, TODAY)
    assert not rules.is_awake("dormant", None, TODAY)


def test_what_a_child_agreed_to_is_asked_anew_of_the_adult() -> None:
    birthday = date(2016, 6, 1)

    assert rules.asks_anew(date(2016, 5, 31), birthday)
    assert rules.asks_anew(None, birthday)
    assert not rules.asks_anew(birthday, birthday)
    assert not rules.asks_anew(date(2016, 5, 31), None)
