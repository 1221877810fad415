"""Which steps and questions of the form are asked, by what was answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from unhidden.safeguarding.referrals.rules.official import (
    NrmQuestion,
    NrmStep,
    OfficialForm,
    StepCondition,
)

#: An answer is a text, or texts where several may be given. What is ticked is "yes".
Answer = str | Sequence[str]
Answers = Mapping[str, Answer]
ADULT_AT = 18


def is_met(condition: StepCondition | None, answers: Answers) -> bool:
    """Whether a condition holds; without one, always."""
    if condition is None:
        return True
    if "all" in condition:
        return all(is_met(each, answers) for each in condition["all"])
    if "any" in condition:
        return any(is_met(each, answers) for each in condition["any"])
    return any(
        has_answer(answers, condition["field"], value) for value in condition["is"]
    )


def has_answer(answers: Answers, field: str, value: str) -> bool:
    """Whether the field was answered so, alone or among others."""
    answer = answers.get(field, "")
    return value == answer if isinstance(answer, str) else value in answer


def list_shown_steps(form: OfficialForm, answers: Answers) -> list[NrmStep]:
    """The steps that these answers lead through, in the order of the form."""
    return [step for step in form.all_steps if is_met(step.shown_if, answers)]


def is_asked(question: NrmQuestion, answers: Answers) -> bool:
    """Whether a question of a shown step is asked."""
    return question.asked_if is None or has_answer(answers, *question.asked_if)


def list_asked(form: OfficialForm, answers: Answers) -> list[NrmQuestion]:
    """All questions that are asked, in the order of the form."""
    return [
        question
        for step in list_shown_steps(form, answers)
        for question in step.questions
        if is_asked(question, answers)
    ]


def find_next_step(form: OfficialForm, code: str, answers: Answers) -> NrmStep | None:
    """The step after this one; None after the last."""
    codes = [step.code for step in form.all_steps]
    later = codes[codes.index(code) + 1 :]
    shown = list_shown_steps(form, answers)
    return next((step for step in shown if step.code in later), None)


def is_duty_to_notify(answers: Answers) -> bool:
    """Whether these answers lead to a Duty to Notify report instead of a referral."""
    return has_answer(answers, "pv-under-age", "no") and has_answer(
        answers, "pv-want-to-submit-nrm", "no"
    )


def is_treated_as_child(answers: Answers) -> bool:
    """Whoever is, or may be, under 18."""
    return any(
        has_answer(answers, "pv-under-age", each) for each in ("yes", "not-sure")
    )


def years_of_age(born: date, day: date) -> int:
    """How old somebody is on a day; of the 29 February from the 1 March on."""
    had_birthday = (day.month, day.day) >= (born.month, born.day)
    return day.year - born.year - (not had_birthday)


def age_answer_by_birth(answers: Answers, day: date) -> str:
    """What the birth date makes of "under 18 today" where they contradict; else empty.

    A date that makes an adult a child changes the fork (Modern Slavery Act 2015 s.51).
    One that makes a child an adult does not: people are put down as older than they
    are.
    """
    try:
        born = date.fromisoformat(str(answers.get("pv-dob", "")))
    except ValueError:
        return ""
    is_child = years_of_age(born, day) < ADULT_AT
    return "yes" if is_child and has_answer(answers, "pv-under-age", "no") else ""


def list_lacking(form: OfficialForm, answers: Answers) -> Iterator[tuple[str, str]]:
    """The step and the field of each answer that is needed and not given."""
    for step in list_shown_steps(form, answers):
        for question in step.questions:
            needed = question.is_required and is_asked(question, answers)
            if needed and is_blank(answers.get(question.code)):
                yield step.code, question.code
        if step.code == "types-of-exploitation" and not has_kind(answers):
            yield step.code, step.questions[0].code


def has_kind(answers: Answers) -> bool:
    """Whether a kind of exploitation is ticked; the form asks for one at least."""
    prefix = "types-of-exploitation-"
    return any(k.startswith(prefix) and not is_blank(v) for k, v in answers.items())


def is_blank(answer: Answer | None) -> bool:
    if answer is None or isinstance(answer, str):
        return not (answer or "").strip()
    return not any(each.strip() for each in answer)
