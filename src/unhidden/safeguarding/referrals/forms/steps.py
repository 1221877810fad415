"""One step of the official form as a form of ours, made of its data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms as django_forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from unhidden.safeguarding.referrals.queries.official import load_list
from unhidden.safeguarding.referrals.rules.checks import (
    find_fault,
    find_listed,
    name_parts,
)
from unhidden.safeguarding.referrals.rules.forks import Answer, Answers
from unhidden.safeguarding.referrals.rules.official import (
    NrmQuestion,
    NrmStep,
    NrmText,
)
from unhidden.ui import forms

_REPEATS = "-{1..10}"
_FAULTS = {
    "too_long": gettext_lazy("Use 15,000 characters or fewer"),
    "not_a_choice": gettext_lazy("Select one of the answers"),
    "too_many": gettext_lazy("Enter ten or fewer, one on each line"),
    "phone": gettext_lazy(
        "Enter a phone number with its country’s code, like +44 808 157 0192"
    ),
    "email": gettext_lazy("Enter an email address, like name@example.com"),
    "number": gettext_lazy("Enter a number in figures, like 2"),
    "address": gettext_lazy(
        "Leave web addresses out: the Home Office’s form does not take them here"
    ),
    "date": gettext_lazy("Enter a date that exists, like 17 10 1996"),
    "future": gettext_lazy("The date of birth must be in the past"),
    "before_1900": gettext_lazy("Enter a date of birth after 1900"),
}


class NrmStepForm(forms.Form):
    """The questions of one step; nothing is required, since a draft has gaps.

    What the official form would refuse is refused here, with what was typed kept.
    """

    marks_optional = False

    number = forms.Hidden()

    def __init__(self, *args: Any, step: NrmStep, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step, self._day = step, day
        opened = Counter(q.asked_if for q in step.questions if q.asked_if)
        for question in step.questions:
            self.fields[field_name(question)] = _make_field(question, step, opened)

    @property
    def given_answers(self) -> dict[str, Answer]:
        """What was answered, by the field's official name; blanks left out."""
        found: dict[str, Answer] = {}
        for question in self.step.questions:
            answer = _read(question, self.cleaned_data.get(field_name(question)))
            if answer:
                found[question.code] = answer
        return found

    @property
    def base_number(self) -> int:
        return int(self.cleaned_data["number"])

    def clean_number(self) -> str:
        number = str(self.cleaned_data["number"])
        return number if number.isascii() and number.isdigit() else "0"

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for question in self.step.questions:
            name = field_name(question)
            answer = _read(question, cleaned.get(name))
            listed = load_list(question.list_name)
            fault = find_fault(question, answer, day=self._day, listed=listed)
            if fault and name not in self.errors:
                self.add_error(name, _tell(fault, question, answer, listed))
        return cleaned


def field_name(question: NrmQuestion) -> str:
    """The name of a question's field on our page."""
    return question.code.removesuffix(_REPEATS)


def make_initial(step: NrmStep, answers: Answers, number: int) -> dict[str, Any]:
    """Saved answers as the fields of the page want them."""
    initial: dict[str, Any] = {"number": str(number)}
    for question in step.questions:
        answer = answers.get(question.code, "")
        initial[field_name(question)] = _shown(question, answer)
    return initial


def _shown(question: NrmQuestion, answer: Answer) -> Any:
    if question.kind in {"tick", "files"}:
        return answer == "yes"
    if question.kind == "picks":
        return "\n".join([answer] if isinstance(answer, str) else answer)
    if question.kind == "day":
        return (
            date.fromisoformat(answer) if answer and isinstance(answer, str) else None
        )
    return answer


def _read(question: NrmQuestion, value: Any) -> Answer:
    if question.kind in {"tick", "files"}:
        return "yes" if value else ""
    if question.kind == "picks":
        lines = (line.strip() for line in str(value or "").splitlines())
        listed = load_list(question.list_name)
        return [find_listed(line, listed) for line in lines if line]
    if question.kind == "pick" and value:
        return find_listed(str(value), load_list(question.list_name))
    if question.kind == "many":
        return list(value or ())
    if isinstance(value, date):
        return value.isoformat()
    return str(value or "").strip()


def _tell(
    fault: str, question: NrmQuestion, answer: Answer, listed: tuple[str, ...]
) -> str:
    if fault == "too_long" and question.longest:
        return _("Use %(count)s characters or fewer") % {"count": question.longest}
    if fault != "not_listed":
        return str(_FAULTS[fault])
    given = [answer] if isinstance(answer, str) else answer
    wrong = next(each for each in given if each not in listed)
    # By each of its names, and each value once.
    names = {part: value for value in listed for part in name_parts(value)}
    near = process.extract(wrong.casefold(), names.keys(), scorer=fuzz.ratio, limit=3)
    return _("The Home Office’s list has no “%(wrong)s”. Nearest to it: %(near)s") % {
        "wrong": wrong,
        "near": "; ".join(dict.fromkeys(names[part] for part, *_rest in near)),
    }


def _make_field(
    question: NrmQuestion, step: NrmStep, opened: Mapping[Any, int]
) -> django_forms.Field:
    label = _words(question.label)
    if not question.is_required and question.kind not in {"tick", "files"}:
        label = _("%(question)s (optional)") % {"question": label}
    hint = _words(question.hint) if question.hint else ""
    if question.asked_if and opened[question.asked_if] > 1:
        hint = " ".join(filter(None, (_condition(question, step), hint)))
    told: dict[str, Any] = {"label": label, "hint": hint, "required": False}
    if question.kind == "one":
        return forms.OneOf(
            choices=_choices(question), reveals=_reveals(question, step, opened), **told
        )
    return _make_other(question, told)


def _make_other(question: NrmQuestion, told: dict[str, Any]) -> django_forms.Field:
    match question.kind:
        case "many":
            return forms.ManyOf(choices=_choices(question), **told)
        case "tick" | "files":
            return forms.Tick(**told)
        case "day":
            return forms.Day(**told)
        case "long":
            return forms.LongText(rows=6, max_length=_BEYOND, **told)
        case "picks":
            return forms.LongText(rows=4, max_length=2_000, **told)
    return forms.Text(max_length=_BEYOND, autocomplete="off", **told)


#: Longer than any answer: the rule says what is too long, in its own words.
_BEYOND = 100_000


def _choices(question: NrmQuestion) -> list[tuple[str, str]]:
    return [(each.code, _words(each.label)) for each in question.choices]


def _reveals(
    question: NrmQuestion, step: NrmStep, opened: Mapping[Any, int]
) -> dict[str, str]:
    """What each answer opens below itself, where that is one field alone."""
    return {
        each.asked_if[1]: field_name(each)
        for each in step.questions
        if each.asked_if
        and each.asked_if[0] == question.code
        and opened[each.asked_if] == 1
    }


def _condition(question: NrmQuestion, step: NrmStep) -> str:
    """When a question is asked that its page cannot open by itself."""
    field, value = question.asked_if or ("", "")
    asked = next((each for each in step.questions if each.code == field), None)
    for choice in asked.choices if asked else ():
        if choice.code == value:
            return _("If the answer above is “%(answer)s”.") % {
                "answer": _words(choice.label)
            }
    return ""


def _words(text: NrmText) -> str:
    return text.in_language(get_language() or "en")
