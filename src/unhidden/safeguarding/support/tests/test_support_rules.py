"""What counts of a plan, when contact is late, what is due, what is found again."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.safeguarding.support.rules import contact, due, files, finding, plans
from unhidden.safeguarding.support.rules import service_states as service_rules

OPENED = date(2016, 10, 20)


@given(st.lists(st.integers(0, 5), max_size=12))
def test_each_text_counts_until_somebody_who_read_it_wrote_the_next(
    behind: list[int],
) -> None:
    """Each writer is some texts behind the last one when they write."""
    texts = [
        plans.WrittenText(number, max(0, number - 1 - late))
        for number, late in enumerate(behind, start=1)
    ]

    current = plans.find_current(texts)

    for text in texts:
        replaced = any(
            other.number > text.number and other.read_to >= text.number
            for other in texts
        )
        assert (text in current) is not replaced
    assert bool(current) == bool(texts)
    assert not texts or texts[-1] in current


def test_two_who_write_at_once_are_both_kept_until_one_has_read_both() -> None:
    first, one, other = (
        plans.WrittenText(1, 0),
        plans.WrittenText(2, 1),
        plans.WrittenText(3, 1),
    )

    assert plans.find_current([first, one, other]) == [one, other]
    both = plans.WrittenText(4, 3)
    assert plans.find_current([other, both, one, first]) == [both]


def test_nobody_has_read_what_is_not_written() -> None:
    assert [plans.clamp_read(read, 3) for read in (-1, 2, 3, 99)] == [0, 2, 3, 3]


@pytest.mark.parametrize(
    ("days", "stage"),
    [
        (0, "begun"),
        (29, "begun"),
        (30, "settling"),
        (179, "settling"),
        (180, "steady"),
        (3000, "steady"),
    ],
)
def test_the_longer_somebody_is_supported_the_longer_a_silence_may_be(
    days: int, stage: str
) -> None:
    day = OPENED + timedelta(days=days)

    limit = contact.find_limit(day, opened_on=OPENED, is_resting=False)

    assert limit.stage == stage


def test_no_contact_is_late_the_day_after_its_last_day() -> None:
    day = OPENED + timedelta(days=400)
    limit = contact.find_limit(day, opened_on=OPENED, is_resting=False)
    assert limit.days is not None

    in_time = contact.judge_contact(
        day, opened_on=OPENED, last_on=day - timedelta(days=limit.days)
    )
    late = contact.judge_contact(
        day, opened_on=OPENED, last_on=day - timedelta(days=limit.days + 1)
    )

    assert (in_time.is_overdue, in_time.due_on) == (False, day)
    assert late.is_overdue
    assert late.days_without == limit.days + 1


@given(st.integers(0, 4000), st.one_of(st.none(), st.integers(-50, 4100)))
def test_a_case_that_rests_is_never_late_and_a_contact_to_come_is_none(
    days: int, last: int | None
) -> None:
    day = OPENED + timedelta(days=days)
    last_on = None if last is None else OPENED + timedelta(days=last)

    found = contact.judge_contact(day, opened_on=OPENED, last_on=last_on)
    resting = contact.judge_contact(
        day, opened_on=OPENED, last_on=last_on, is_resting=True
    )

    assert found.last_on is None or OPENED <= found.last_on <= day
    assert not resting.is_overdue
    assert resting.due_on is None
    assert found.due_on is not None
    assert found.is_overdue == (day > found.due_on)


def test_a_figure_that_nobody_agreed_to_says_so() -> None:
    assert not any(limit.is_agreed for limit in contact.CONTACT_LIMITS)


@pytest.mark.parametrize("state", sorted(service_rules.NEXT_STEPS))
def test_no_state_of_a_service_comes_twice_and_every_way_ends(state: str) -> None:
    seen, reach = set[str](), {state}
    while reach - seen:
        here = (reach - seen).pop()
        seen.add(here)
        reach |= service_rules.NEXT_STEPS[here]

    assert not service_rules.may_step(state, state)
    assert any(not service_rules.is_open_state(each) for each in seen)


DAYS = st.dates(date(2016, 1, 1), date(2026, 12, 31))
ITEMS = st.builds(
    due.DueItem,
    kind=st.sampled_from(["need", "risk", "appointment", "service"]),
    code=st.just("gp"),
    due_on=DAYS,
    case_id=st.uuids(),
    urn=st.sampled_from(["NW-SC-1", "NW-SC-2"]),
    item_id=st.uuids(),
)


@given(st.lists(ITEMS, max_size=8), DAYS)
def test_everything_due_stands_in_one_span_and_by_day(
    items: list[due.DueItem], today: date
) -> None:
    spans = ("overdue", "today", "week", "later")

    parts = [
        item for span in spans for item in due.sort_due(items, today=today, span=span)
    ]

    assert sorted(parts, key=str) == sorted(items, key=str)
    days = [item.due_on for item in due.sort_due(items, today=today)]
    assert days == sorted(days)


def test_the_week_ends_after_seven_days_with_today() -> None:
    today = date(2026, 3, 29)
    spans = [due.judge_span(today + timedelta(days=n), today) for n in (-1, 0, 1, 6, 7)]
    assert spans == ["overdue", "today", "week", "week", "later"]


def test_words_are_found_whatever_their_capitals_and_accents() -> None:
    texts = [(1, "She stayed with Siân in Wrexham."), (2, "Nothing of that.")]

    assert finding.find_words(texts, "sian WREXHAM") == [
        (1, ("She stayed with ", "Siân", " in Wrexham."))
    ]
    assert finding.find_words(texts, "sian cardiff") == []
    assert finding.find_words(texts, "   ") == []


@given(st.text(max_size=300), st.text(min_size=1, max_size=8))
def test_a_place_that_is_found_lies_in_the_text(text: str, wanted: str) -> None:
    found = finding.find_words([(UUID(int=0), text)], wanted)

    assert len(finding.fold_text(text)) == len(text)
    for _, (before, words, after) in found:
        assert before.lstrip("…").rstrip() in text or before.startswith("…")
        assert words in text
        assert after.rstrip("…") in text or after.endswith("…")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Rhian\\letter.pdf", "letter.pdf"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("a\x00b\nc.txt", "ab c.txt"),
        ("..", ""),
        ("", ""),
        (" .hidden ", "hidden"),
    ],
)
def test_a_name_like_a_path_is_its_last_part(name: str, kept: str) -> None:
    assert files.clean_name(name) == kept


@given(st.text(max_size=400))
def test_no_name_steers_anything_or_is_too_long(name: str) -> None:
    kept = files.clean_name(name)

    assert len(kept) <= files.LONGEST_NAME
    assert not set(kept) & set("/\\\0\r\n")
    assert files.clean_name(kept) == kept
