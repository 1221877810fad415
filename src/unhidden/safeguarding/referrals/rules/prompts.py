"""What makes a referral better, or puts somebody in danger: told, and blocking nothing.

The First Responder toolkit asks that a gap says why it is there; the Duty to Notify
names nobody who did not agree to it (Modern Slavery Act 2015 s.52(3)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from unhidden.safeguarding.referrals.rules import forks
from unhidden.safeguarding.referrals.rules.checks import write_phone
from unhidden.safeguarding.referrals.rules.forks import Answers
from unhidden.safeguarding.referrals.rules.official import (
    NrmQuestion,
    NrmStep,
    OfficialForm,
)

#: Fewer letters than these tell nobody what happened.
SHORT = 40
#: A person's name of fewer letters stands in too many other words.
SHORTEST_NAME = 3
_GAP = re.compile(
    r"(?:n\s*/?\s*a|none|unknown|not known|don.?t know|not sure|nil|no|-+|\?+|tbc"
    r"|ddim|anhysbys|ddim yn gwybod|dim)\W*",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:because|since|as (?:they|she|he)|due to|oherwydd|achos|gan|am (?:ei|eu|fod))"
    r"\b",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"\S@\S+\.\S")
_NUMBER = re.compile(r"\+?\d[\d\s().-]{8,}\d")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)
_BIRTH = re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d{2}\b")
_NAME_FIELDS = ("pv-name-first-name", "pv-name-last-name", "pv-name-nickname")


@dataclass(frozen=True, slots=True)
class QualityPrompt:
    """One thing to look at again, at a field of a step."""

    code: str
    step: str
    field: str


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What the case knows besides the form: names, and the recorded word on the NRM."""

    names: tuple[str, ...] = ()
    nrm_consent: str = ""


def find_prompts(
    form: OfficialForm, answers: Answers, *, facts: CaseFacts, day: date
) -> tuple[QualityPrompt, ...]:
    """All that is worth another look, in the order of the form."""
    shown = forks.list_shown_steps(form, answers)
    names = _names(answers, facts)
    may_name = forks.has_answer(answers, "authorities-cooperation", "yes")
    is_hidden = forks.is_duty_to_notify(answers) and not may_name
    found = [
        prompt
        for step in shown
        for question in step.questions
        for prompt in _of_question(step, question, answers, names if is_hidden else ())
    ]
    if is_hidden:
        found += _of_hidden(shown, answers, found)
    return (*found, *_of_the_whole(answers, facts, day))


def is_gap(text: str) -> bool:
    """Whether it says that something is not known, and not why."""
    return bool(_GAP.fullmatch(text.strip())) and not _REASON.search(text)


def may_identify(text: str, names: Sequence[str]) -> bool:
    """Whether a text holds a name of theirs, a number, an address or a birth date."""
    if any(re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE) for name in names):
        return True
    if any(each.search(text) for each in (_EMAIL, _POSTCODE, _BIRTH)):
        return True
    return any(write_phone(number) for number in _NUMBER.findall(text))


def _names(answers: Answers, facts: CaseFacts) -> tuple[str, ...]:
    told = " ".join(str(answers.get(field, "")) for field in _NAME_FIELDS)
    words = re.findall(r"[^\W\d_]+", " ".join((told, *facts.names)))
    return tuple(sorted({word for word in words if len(word) >= SHORTEST_NAME}))


def _of_question(
    step: NrmStep, question: NrmQuestion, answers: Answers, names: Sequence[str]
) -> Iterator[QualityPrompt]:
    answer = answers.get(question.code, "")
    is_text = question.kind in {"long", "text"} and isinstance(answer, str)
    if not is_text or not forks.is_asked(question, answers):
        return
    text = str(answer).strip()
    if text and is_gap(text):
        yield QualityPrompt("no_reason", step.code, question.code)
    elif question.kind == "long" and question.is_required and 0 < len(text) < SHORT:
        yield QualityPrompt("short", step.code, question.code)
    if names and may_identify(text, names):
        yield QualityPrompt("identifies", step.code, question.code)


def _of_hidden(
    shown: Sequence[NrmStep], answers: Answers, found: Sequence[QualityPrompt]
) -> Iterator[QualityPrompt]:
    """Numbers and addresses in a report that names nobody, where no name is known."""
    told = {prompt.field for prompt in found if prompt.code == "identifies"}
    for step in shown:
        for question in step.questions:
            text = answers.get(question.code, "")
            is_new = question.kind in {"long", "text"} and question.code not in told
            if is_new and isinstance(text, str) and may_identify(text, ()):
                yield QualityPrompt("identifies", step.code, question.code)


def _of_the_whole(
    answers: Answers, facts: CaseFacts, day: date
) -> Iterator[QualityPrompt]:
    wants = str(answers.get("pv-want-to-submit-nrm", ""))
    is_adult = forks.has_answer(answers, "pv-under-age", "no")
    if is_adult and wants and wants != facts.nrm_consent:
        step = "pv-want-to-submit-nrm"
        yield QualityPrompt("consent_differs", step, step)
    if forks.age_answer_by_birth(answers, day):
        yield QualityPrompt("child_by_birth", "pv-dob", "pv-dob")
