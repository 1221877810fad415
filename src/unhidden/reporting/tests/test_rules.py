"""Urgency, what is told, and the text that is sealed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.reporting import models
from unhidden.reporting.rules import answers as told
from unhidden.reporting.rules import urgency
from unhidden.reporting.rules.answers import ReportAnswers, ReportTeller
from unhidden.reporting.rules.urgency import UrgencyLevel, reasons_of, urgency_for

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=90).map(
    told.clean_text
)
ANY_CODES = st.lists(st.from_regex(r"[a-z_]{1,20}", fullmatch=True), unique=True)
NAMES = [*told.TEXTS, *told.CHOICES, *told.YES_OR_NO, "sign_codes", "needs", "else"]
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(NAMES), inner),
)
ANY_ANSWERS = st.builds(
    ReportAnswers,
    what=ANY_TEXT,
    where=ANY_TEXT,
    postcode=ANY_TEXT,
    when=ANY_TEXT,
    who=ANY_TEXT,
    vehicles=ANY_TEXT,
    phones=ANY_TEXT,
    sign_codes=ANY_CODES.map(tuple),
    needs=ANY_CODES.map(tuple),
    about_child=st.sampled_from([True, False, None]),
    danger_now=st.sampled_from([True, False, None]),
    who_you_are=st.sampled_from([*ReportTeller, ""]).map(str),
)


@given(ANY_JSON)
def test_whatever_a_browser_sealed_is_read_as_answers_of_the_right_kind(
    held: Any,
) -> None:
    answers = told.from_text(json.dumps(held))

    texts = {name: getattr(answers, name) for name in told.TEXTS}
    assert all(len(text) <= told.TEXTS[name] for name, text in texts.items())
    assert all(text == told.clean_text(text) for text in texts.values())
    assert told.from_text(told.to_text(answers)) == answers


@given(ANY_TEXT)
def test_text_that_is_no_answers_at_all_is_kept_as_own_words(text: str) -> None:
    assert told.from_text(f"not json: {text}").what == f"not json: {text}"


@given(ANY_ANSWERS)
def test_answers_come_back_as_they_went_in(answers: ReportAnswers) -> None:
    text = told.to_text(answers)

    assert told.from_text(text) == answers
    assert text.isascii()


def test_answers_of_another_version_of_the_form_are_still_read() -> None:
    older = '{"what": "A", "colour_of_door": "red"}'

    assert told.from_text(older) == ReportAnswers(what="A")


@given(ANY_TEXT)
def test_what_is_made_readable_can_be_stored_and_loses_nothing_that_shows(
    text: str,
) -> None:
    readable = told.clean_text(text)

    readable.encode()
    assert "\0" not in readable
    assert "\r" not in readable
    assert told.clean_text(readable) == readable


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])))
def test_text_without_control_characters_stays_as_it_is(text: str) -> None:
    assert told.clean_text(text) == text


def test_line_ends_become_one_character_and_layout_stays() -> None:
    assert told.clean_text("a\r\nb\rc\n\td\0\x1be") == "a\nb\nc\n\tde"


@pytest.mark.parametrize(
    ("held", "read"),
    [
        ("true", True),
        ('"yes"', True),
        ('"no"', False),
        ('""', None),
        # Forms before the fourth wrote it for No and for no answer alike.
        ("false", None),
        ("1", None),
        ('["no"]', None),
    ],
)
def test_a_no_is_told_from_a_question_that_was_left_out(
    held: str, read: bool | None
) -> None:
    text = f'{{"what": "A", "about_child": {held}, "danger_now": {held}}}'

    assert told.from_text(text) == ReportAnswers(
        what="A", about_child=read, danger_now=read
    )


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        (ReportAnswers(), False),
        (ReportAnswers(what="  \n "), False),
        (ReportAnswers(where="Rhyl", danger_now=True), False),
        (ReportAnswers(what="x"), True),
        (ReportAnswers(sign_codes=("gen_cannot_leave",)), True),
    ],
)
def test_a_report_says_something_by_its_words_or_a_sign(
    answers: ReportAnswers, says: bool
) -> None:
    assert told.says_something(answers) is says


@pytest.mark.parametrize(
    ("answers", "weights", "due"),
    [
        (ReportAnswers(what="x"), [], UrgencyLevel.ROUTINE),
        (ReportAnswers(what="x"), ["medium", "medium", "weak"], UrgencyLevel.ROUTINE),
        (
            ReportAnswers(what="x", who_you_are=ReportTeller.PROFESSIONAL),
            [],
            UrgencyLevel.ROUTINE,
        ),
        (ReportAnswers(what="x"), ["weak", "strong"], UrgencyLevel.SAME_DAY),
        (ReportAnswers(what="x", about_child=True), [], UrgencyLevel.SAME_DAY),
        (
            ReportAnswers(what="x", who_you_are=ReportTeller.CHILD),
            [],
            UrgencyLevel.SAME_DAY,
        ),
        (
            ReportAnswers(what="x", who_you_are=ReportTeller.SELF),
            [],
            UrgencyLevel.SAME_DAY,
        ),
        (ReportAnswers(what="x", danger_now=True), [], UrgencyLevel.DANGER),
        (ReportAnswers(what="x", danger_now=True), ["strong"], UrgencyLevel.DANGER),
    ],
)
def test_urgency_follows_danger_then_children_and_strong_signs(
    answers: ReportAnswers, weights: list[str], due: UrgencyLevel
) -> None:
    assert urgency_for(reasons_of(answers, weights)) is due


def test_the_tables_know_every_urgency_and_every_teller_of_the_rules() -> None:
    assert set(models.UrgencyChoices.values) == {u.value for u in urgency.UrgencyLevel}
    assert set(models.TellerChoices.values) == {t.value for t in ReportTeller}
