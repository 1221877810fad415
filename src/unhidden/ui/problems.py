"""What is wrong with the forms of a page, for the summary at its top."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from django import forms

from unhidden.ui.bound import BoundField

AnyForm: TypeAlias = "forms.BaseForm | forms.BaseFormSet[Any]"


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One sentence, and the id of the field where it is put right."""

    text: str
    target: str


def problems_of(given: Iterable[AnyForm]) -> list[FieldProblem]:
    """The first problem of each field of each form, in the order of the page."""
    return [problem for one in given for problem in _problems(one)]


def has_problems(values: Iterable[object]) -> bool:
    """Whether a checked form with problems is among the values."""
    return any(
        isinstance(value, forms.BaseForm | forms.BaseFormSet)
        and value.is_bound
        and not value.is_valid()
        for value in values
    )


def _problems(given: AnyForm) -> Iterator[FieldProblem]:
    if isinstance(given, forms.BaseFormSet):
        for text in given.non_form_errors():
            yield FieldProblem(str(text), _first_target(given.forms))
        for form in given.forms:
            yield from _problems(form)
        return
    for text in given.non_field_errors():
        yield FieldProblem(str(text), _first_target([given]))
    for field in given:
        if isinstance(field, BoundField) and field.error:
            yield FieldProblem(_named(field), field.target_id)


def _named(field: BoundField) -> str:
    """The field's error; one that could be any field's is given the label first."""
    error = field.errors.as_data()[0]
    defaults = [
        message
        for kind in type(field.field).__mro__
        for message in vars(kind).get("default_error_messages", {}).values()
    ]
    if not any(error.message is message for message in defaults):
        return field.error
    return f"{field.label}: {field.error[:1].lower()}{field.error[1:]}"


def _first_target(given: Iterable[forms.BaseForm]) -> str:
    for form in given:
        for field in form.visible_fields():
            if isinstance(field, BoundField):
                return field.target_id
    return "main-content"
