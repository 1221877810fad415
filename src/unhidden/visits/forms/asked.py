"""Fields of the web form from the questions that the phone asks, in their words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.utils.functional import lazystr
from django.utils.translation import get_language

from unhidden.ui import forms
from unhidden.visits.asking.questions import AskedQuestion, BilingualText
from unhidden.visits.asking.reading import load_form, newest_form

if TYPE_CHECKING:
    from django.forms import Field
    from django_stubs_ext import StrOrPromise

_QUESTIONS = {
    question.code: question for question in load_form(newest_form()).all_questions
}
_KINDS: dict[str, Callable[..., Field]] = {
    "long": forms.LongText,
    "text": forms.Text,
    "one": forms.OneOf,
    "count": forms.Count,
    "day": forms.Day,
    "time": forms.TimeOfDay,
    "yes_no": forms.YesNo,
}


def ask_question(code: str, **looks: Any) -> Field:
    """The field of a question; ``looks`` are how the page shows it, ``as_field`` which
    other field it is. A question without words for a missing answer may stay open. A
    part of a question is asked by both codes, with a dot between."""
    code, _dot, part = code.partition(".")
    question = _QUESTIONS[code]
    if part:
        question = next(one for one in question.parts if one.code == part)
    kind = looks.pop("as_field", None) or _KINDS[question.kind]
    return kind(**{**_options(question), **looks})


def name_question(code: str) -> StrOrPromise:
    """Its words, in the language of the page."""
    return _in_language(_QUESTIONS[code].label)


def explain_question(code: str) -> StrOrPromise:
    """Its hint, or nothing."""
    hint = _QUESTIONS[code].hint
    return _in_language(hint) if hint else ""


def _options(question: AskedQuestion) -> dict[str, Any]:
    options: dict[str, Any] = {"label": _in_language(question.label)}
    if question.hint:
        options["hint"] = _in_language(question.hint)
    if question.missing:
        options["missing"] = _in_language(question.missing)
    else:
        options["required"] = False
    if question.choices:
        options["choices"] = [
            (choice.code, _in_language(choice.label)) for choice in question.choices
        ]
    if question.reveals:
        options["reveals"] = question.reveals
    if question.most is not None:
        options["maximum"] = question.most
    if question.longest is not None:
        options["max_length"] = question.longest
    return options


class _Words:
    """Words that are said in the language of the page that shows them."""

    def __init__(self, text: BilingualText) -> None:
        self._text = text

    def __str__(self) -> str:
        return self._text.in_language(get_language() or "en")


def _in_language(text: BilingualText) -> StrOrPromise:
    return lazystr(_Words(text))
