"""What is missing, refused, or worth another look in a referral."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from unhidden.safeguarding.referrals.forms.steps import (
    NrmStepForm,
    field_name,
    make_initial,
)
from unhidden.safeguarding.referrals.rules import checks, forks, prompts, sentences
from unhidden.safeguarding.referrals.rules.forks import Answers
from unhidden.safeguarding.referrals.rules.official import NrmQuestion, NrmStep, NrmText
from unhidden.safeguarding.referrals.tests.official_forms import FORM, typical_adult

DAY = date(2026, 3, 1)
NOBODY = prompts.CaseFacts()


def question(code: str) -> NrmQuestion:
    return next(q for step in FORM.all_steps for q in step.questions if q.code == code)


def fault(code: str, answer: forks.Answer, listed: tuple[str, ...] = ()) -> str:
    return checks.find_fault(question(code), answer, day=DAY, listed=listed)


def test_nothing_is_missing_of_a_typical_adult() -> None:
    assert [*forks.list_lacking(FORM, typical_adult())] == []


def test_each_needed_answer_that_is_left_out_is_named() -> None:
    answers = typical_adult()

    for asked in forks.list_asked(FORM, answers):
        given_answer = answers.get(asked.code)
        if asked.is_required and asked.code not in forks_of(answers):
            less = {k: v for k, v in answers.items() if k != asked.code}
            lacking = {field for _, field in forks.list_lacking(FORM, less)}
            assert given_answer
            assert asked.code in lacking


def forks_of(answers: Answers) -> set[str]:
    """Fields whose answer opens others, so that without it more than it is away."""
    asked = forks.list_asked(FORM, answers)
    return {q.asked_if[0] for q in asked if q.asked_if}


def test_a_referral_names_one_kind_of_exploitation_at_least() -> None:
    answers = {k: v for k, v in typical_adult().items() if not k.startswith("types-of")}

    lacking = [step for step, _ in forks.list_lacking(FORM, answers)]

    assert lacking == ["types-of-exploitation"]


def test_15000_letters_are_taken_and_one_more_is_not() -> None:
    assert fault("family", "x" * 15_000) == ""
    assert fault("family", "x" * 15_001) == "too_long"
    assert fault("alternative-number-relation-to-pv", "x" * 251) == "too_long"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("1990-02-30", "date"),
        ("soon", "date"),
        ("2026-03-02", "future"),
        ("2026-03-01", ""),
        ("1900-01-01", "before_1900"),
        ("1900-01-02", ""),
        ("1850-05-05", "before_1900"),
        ("2000-02-29", ""),
    ],
)
def test_a_birth_date_is_one_that_can_be(text: str, wrong: str) -> None:
    assert fault("pv-dob", text) == wrong


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("+44 808 157 0192", "+44 808 157 0192"),
        ("0808 157 0192", "+44 808 157 0192"),
        ("+48 22 695 95 95", "+48 22 695 95 95"),
        ("12345", ""),
        ("+44 1", ""),
        ("her sister's", ""),
    ],
)
def test_a_phone_number_is_one_that_can_be_called(text: str, written: str) -> None:
    assert checks.write_phone(text) == written
    assert fault("pv-phone-number-yes", text) == ("" if written else "phone")


def test_emails_counts_and_addresses_are_checked_as_there() -> None:
    email = "fr-alternative-contact"
    assert [fault(email, each) for each in ("a@b.cy", "a@b", "a b@c.d")] == [
        "",
        "email",
        "email",
    ]
    count = "does-pv-have-children-yes-amount"
    assert [fault(count, each) for each in ("2", "two", "²")] == [
        "",
        "number",
        "number",
    ]
    contact = "details-last-contact"
    assert fault(contact, "He wrote from https://example.org/x") == "address"
    assert fault("family", "Her page is at https://example.org") == ""


def test_an_answer_is_one_of_those_there() -> None:
    assert fault("pv-gender", "other") == "not_a_choice"
    assert fault("pv-nationality", "Polish", ("Polish",)) == ""
    assert fault("pv-nationality", "Polsih", ("Polish",)) == "not_listed"
    towns = "where-exploitation-happened-uk-city-{1..10}"
    assert fault(towns, ["Bangor"] * 11, ("Bangor",)) == "too_many"
    assert fault(towns, ["Bangor", "Nowhere"], ("Bangor",)) == "not_listed"
    assert fault("pv-contact-details", ["email", "pigeon"]) == "not_a_choice"


def test_a_place_is_found_by_each_of_its_names_in_whatever_case() -> None:
    listed = ("Wrexham / Wrecsam", "Bangor")

    assert checks.find_listed(" wrecsam ", listed) == "Wrexham / Wrecsam"
    assert checks.find_listed("BANGOR", listed) == "Bangor"
    assert checks.find_listed("Wrexam", listed) == "Wrexam"


@given(st.dates(date(1901, 1, 1), DAY), st.sampled_from(["yes", "no", "not-sure"]))
def test_a_birth_date_makes_a_child_of_an_adult_and_never_the_other_way(
    born: date, said: str
) -> None:
    answers = {"pv-under-age": said, "pv-dob": born.isoformat()}
    # Who was born on the 29 February is older on the 1 March.
    eighteenth = born + relativedelta(years=18)
    if (born.month, born.day) == (2, 29) and eighteenth.day == 28:
        eighteenth += timedelta(days=1)

    found = forks.age_answer_by_birth(answers, DAY)

    assert found == ("yes" if said == "no" and eighteenth > DAY else "")


def test_a_child_is_asked_nothing_about_consent_and_keeps_what_was_typed() -> None:
    answers = {**typical_adult(), "pv-under-age": "yes"}

    steps = {step.code for step in forks.list_shown_steps(FORM, answers)}

    assert "pv-want-to-submit-nrm" not in steps
    assert "local-authority-contacted-about-child" in steps
    assert answers["pv-want-to-submit-nrm"] == "yes"


def test_a_gap_asks_for_its_reason() -> None:
    assert prompts.is_gap("Not known.")
    assert prompts.is_gap("n/a")
    assert prompts.is_gap("Anhysbys")
    assert not prompts.is_gap("Not known because she was too distressed to speak of it")
    assert not prompts.is_gap("No school before she was nine")


def found(answers: Answers, facts: prompts.CaseFacts = NOBODY) -> set[tuple[str, str]]:
    said = prompts.find_prompts(FORM, answers, facts=facts, day=DAY)
    return {(each.code, each.field) for each in said}


def test_a_typical_adult_who_agreed_prompts_nothing() -> None:
    assert found(typical_adult(), prompts.CaseFacts(nrm_consent="yes")) == set()


def test_a_word_on_the_form_that_is_not_the_recorded_one_is_told() -> None:
    differs = ("consent_differs", "pv-want-to-submit-nrm")

    assert differs in found(typical_adult(), prompts.CaseFacts(nrm_consent="no"))
    assert differs in found(typical_adult(), NOBODY)


HIDDEN = {"pv-want-to-submit-nrm": "no", "authorities-cooperation": "no"}


@pytest.mark.parametrize(
    "text",
    [
        "Her friend Teodora waited for her outside the house in the evening rain",
        "Her brother may be called on 0808 157 0192 after six in the evening",
        "She lives at LL57 2AB with three others whom she knows from her village",
        "She was born on 3/4/1991 and was sent to work when she was still a girl",
        "Write to her at somebody@example.org when nobody else is in the house",
    ],
)
def test_a_report_that_names_nobody_warns_of_what_would_tell(text: str) -> None:
    facts = prompts.CaseFacts(names=("Teodora Ivanova",), nrm_consent="no")
    answers = {**typical_adult(), **HIDDEN, "family": text}

    assert ("identifies", "family") in found(answers, facts)
    named = {**answers, "authorities-cooperation": "yes"}
    assert ("identifies", "family") not in found(named, facts)


def test_names_typed_before_they_refused_are_known_when_they_do() -> None:
    start = {"how-did-the-exploitation-start": "A man promised Teodora a job here."}
    answers = {**typical_adult(), **HIDDEN, "pv-name-first-name": "Teodora", **start}

    assert ("identifies", "how-did-the-exploitation-start") in found(answers)


@given(st.text(alphabet="abc .!?\n“”DrS", max_size=200))
def test_sentences_hold_all_of_a_text_but_its_blanks(text: str) -> None:
    spans = sentences.split_sentences(text)

    kept = "".join(span.cut_from(text) for span in spans)
    assert "".join(kept.split()) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(
        span.cut_from(text) == span.cut_from(text).strip() != "" for span in spans
    )


def test_a_title_ends_no_sentence() -> None:
    text = (
        "Mr. K. took my passport. He said “work first!” I had no choice…\nThen we left"
    )

    spans = sentences.split_sentences(text)

    assert [span.cut_from(text) for span in spans] == [
        "Mr. K. took my passport.",
        "He said “work first!”",
        "I had no choice…",
        "Then we left",
    ]


def test_both_languages_are_told_apart() -> None:
    assert NrmText("Yes", "Ie").in_language("cy") == "Ie"


@pytest.mark.parametrize("step", [*FORM.all_steps], ids=lambda step: step.code)
def test_each_step_is_shown_before_and_after_it_is_answered(step: NrmStep) -> None:
    nothing: Answers = {}

    for answers in (nothing, typical_adult()):
        initial = make_initial(step, answers, 0)

        shown = str(NrmStepForm(step=step, day=DAY, initial=initial))

        assert all(f'name="{field_name(one)}' in shown for one in step.questions)
