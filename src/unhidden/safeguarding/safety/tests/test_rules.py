"""What entries say of a number, and what is due when: rules, tried with anything."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.lib.working_days import LONDON
from unhidden.safeguarding.safety import rules
from unhidden.safeguarding.safety.queries import asked
from unhidden.safeguarding.safety.rules import SafetyEntry

TWO = datetime(2026, 3, 28, 2, 10, tzinfo=UTC)
_ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        code: st.sampled_from(choices) if choices else st.text(max_size=20)
        for code, choices in rules.CHOICES.items()
        if code != "happened"
    },
)


def entry(
    number: int | None = 7, happened: str = "arrived", *, hours: float = 0, **said: str
) -> SafetyEntry:
    at = TWO + timedelta(hours=hours)
    return SafetyEntry(number, happened, at, said, at, "Eleri")


@st.composite
def entries(draw: st.DrawFn) -> SafetyEntry:
    at = TWO + timedelta(minutes=draw(st.integers(0, 9_000)))
    return SafetyEntry(
        number=draw(st.none() | st.integers(1, 3)),
        happened=draw(st.sampled_from(rules.CHOICES["happened"] or ())),
        happened_at=draw(st.none() | st.just(at)),
        said={code: text for code, text in draw(_ANSWERS).items() if text},
        written_at=at + timedelta(minutes=draw(st.integers(0, 90))),
        written_by=draw(st.sampled_from(["Eleri", "Tomos"])),
    )


@given(st.lists(entries(), max_size=12))
def test_no_entry_with_a_number_is_ever_lost_or_put_with_another(
    written: list[SafetyEntry],
) -> None:
    people = rules.fold_entries(written)

    assert sorted(map(id, (e for p in people for e in p.entries))) == sorted(
        id(each) for each in written if each.number is not None
    )
    for person in people:
        assert {each.number for each in person.entries} == {person.number}
        assert set(person.newest) == {c for e in person.entries for c in e.said}


@given(st.lists(entries(), max_size=12))
def test_a_follow_up_is_due_for_everybody_who_left_until_somebody_reached_them(
    written: list[SafetyEntry],
) -> None:
    for person in rules.fold_entries(written):
        assert bool(person.follow_ups) == (person.left_at is not None)
        for each in person.follow_ups:
            assert each.due_at - timedelta(hours=each.hours) == person.left_at
            if each.met_by is not None:
                assert each.met_by.said["reached"] != "not_reached"


@given(st.lists(entries(), max_size=12))
def test_whoever_left_without_a_safe_way_is_neither_called_nor_written_to(
    written: list[SafetyEntry],
) -> None:
    for person in rules.fold_entries(written):
        is_unsafe = bool(person.left_at) and not person.answer_to("safe_contact")
        assert ("no_safe_way" in person.warnings) is is_unsafe


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists))
def test_nothing_that_a_phone_seals_is_more_than_an_entry_or_refused(
    strange: object,
) -> None:
    for told in (strange, {"entry": strange}, {"entry": {"number": strange}}):
        try:
            number, happened, _moment, said = rules.parse_entry(json.dumps(told))
        except rules.EntryUnreadable:
            continue
        assert number is None or 0 < number <= rules.MOST_NUMBER
        assert happened in (rules.CHOICES["happened"] or ())
        assert said.keys() <= rules.CHOICES.keys()


@given(_ANSWERS, st.integers(1, rules.MOST_NUMBER))
def test_an_entry_of_the_page_is_read_as_it_was_written(
    said: dict[str, str], number: int
) -> None:
    said = {code: text.strip() for code, text in said.items() if text.strip()}
    moment = datetime(2026, 3, 29, 3, 15, tzinfo=LONDON)
    text = rules.write_entry(number=number, happened="left", moment=moment, said=said)

    assert rules.parse_entry(text) == (number, "left", moment, said)


def test_the_hours_of_follow_ups_are_hours_also_when_the_clocks_change() -> None:
    (person,) = rules.fold_entries([entry(), entry(happened="left", hours=1)])

    due = [each.due_at.astimezone(UTC) for each in person.follow_ups]
    assert due == [TWO + timedelta(hours=25), TWO + timedelta(hours=73)]


def test_who_comes_back_is_here_and_is_followed_up_when_they_leave_again() -> None:
    (person,) = rules.fold_entries(
        [entry(), entry(happened="left", hours=1), entry(hours=5)]
    )

    assert (person.left_at, person.follow_ups) == (None, ())
    assert person.warnings == ("came_twice",)


@pytest.mark.parametrize("age", ["child", "unsure"])
def test_a_child_and_who_may_be_one_is_told_to_the_council_first(age: str) -> None:
    (person,) = rules.fold_entries([entry(age=age)])

    assert person.is_treated_as_child
    assert rules.list_due(person)[0] == ("child", TWO)


def test_somebody_is_seen_to_within_ninety_minutes_unless_that_was_done() -> None:
    (waits,) = rules.fold_entries([entry(age="adult", talk="offered_had")])
    (done,) = rules.fold_entries(
        [entry(age="adult", talk="offered_had", health="seen")]
    )

    assert rules.list_due(waits) == [("triage", TWO + timedelta(minutes=90))]
    assert rules.list_due(done) == []


def test_what_a_phone_dates_into_the_future_counts_as_when_it_came() -> None:
    late = SafetyEntry(7, "arrived", TWO + timedelta(days=9), {}, TWO, "Eleri")

    assert rules.fold_entries([late])[0].arrived_at == TWO


def test_people_are_counted_once_by_the_end_of_their_day_in_london() -> None:
    night = datetime(2026, 6, 1, 23, 30, tzinfo=UTC)  # half past midnight in London
    came = SafetyEntry(7, "arrived", night, {}, night, "Eleri")
    people = rules.fold_entries([came, came, entry(8)])

    assert rules.count_people(people, date(2026, 6, 1)) == 1
    assert rules.count_people(people, date(2026, 6, 2)) == 2


def test_a_code_that_nobody_knows_is_kept_as_words() -> None:
    told = {"entry": {"number": 7, "age": "ancient", "happened": "vanished"}}

    number, happened, _moment, said = rules.parse_entry(json.dumps(told))

    assert (number, happened, said) == (7, "change", {"note": "age: ancient"})


def test_every_question_has_its_words_and_every_code_its_answer() -> None:
    assert asked.LABELS.keys() == rules.CHOICES.keys()
    assert {code: tuple(answers) for code, answers in asked.ANSWERS.items()} == {
        code: choices for code, choices in rules.CHOICES.items() if choices
    }
    shown = {code for _title, codes in asked.SECTIONS for code in codes}
    assert shown | {"happened"} == rules.CHOICES.keys()
