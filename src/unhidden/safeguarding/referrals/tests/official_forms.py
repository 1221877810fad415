"""The official form as it is read, and answers to it."""

from __future__ import annotations

import json
from pathlib import Path

from unhidden.safeguarding.referrals.rules import forks
from unhidden.safeguarding.referrals.rules.forks import Answer
from unhidden.safeguarding.referrals.rules.official import (
    NrmQuestion,
    build_official_form,
)

DATA = Path(__file__).parents[2] / "data"
FORM = build_official_form(
    json.loads((DATA / "nrm_form" / "2026-04.json").read_text(encoding="utf-8"))
)
LONG_ENOUGH = "An invented sentence that is long enough to say how it was for them."
_GIVEN: dict[str, Answer] = {
    "pv-under-age": "no",
    "pv-under-age-at-time-of-exploitation": "no",
    "potential-victim-exploitative-situation-multiple": "no",
    "were-they-taken-somewhere-by-their-exploiter": "yes",
    "still-in-exploitative-situation": "no",
    "when-last-contact": "within-the-last-month",
    "is-this-the-first-chance-to-report": "no",
    "modern-slavery-indicators": "yes",
    "evidence-of-dishonesty": "no",
    "are-others-involved": "no",
    "where-exploitation-happened": "uk",
    "where-exploitation-happened-uk-city-{1..10}": ["Bangor"],
    "current-pv-location-uk-city": "Wrexham",
    "current-pv-location-uk-region": "Clwyd",
    "exploiters-location": "no",
    "types-of-exploitation-forced-to-work": "yes",
    "any-other-pvs": "not-sure",
    "future-exploitation-concerns": "yes",
    "reported-to-police": "no",
    "authorities-cooperation": "no",
    "pv-want-to-submit-nrm": "yes",
    "does-pv-need-support": "yes",
    "pv-phone-number": "yes",
    "pv-phone-number-yes": "+44 808 157 0192",
    "pv-dob": "1991-04-03",
    "does-pv-have-children": "no",
    "pv-nationality": "Polish",
    "pv-interpreter-requirements": "yes",
    "pv-interpreter-requirements-language": "Polish",
    "pv-other-help-with-communication": "no",
    "pv-ho-reference": "no",
    "who-contact": "potential-victim",
    "pv-contact-details": ["email"],
    "pv-contact-details-email-input": "somebody@example.org",
    "fr-alternative-contact": "team@example.org",
    "user-organisation": "BAWSO",
    "fr-location": "wales",
}


def typical_adult() -> dict[str, Answer]:
    """All answers of an adult who agrees: each that is needed, and no other."""
    answers = dict(_GIVEN)
    # What opens others first, so that those are asked.
    for _ in range(2):
        for question in forks.list_asked(FORM, answers):
            if question.is_required and question.code not in answers:
                answers[question.code] = _answer(question)
    return answers


def _answer(question: NrmQuestion) -> str:
    if question.kind == "tick":
        return "yes"
    if question.kind == "one":
        return question.choices[-1].code
    return LONG_ENOUGH if question.kind == "long" else "An invented answer"
