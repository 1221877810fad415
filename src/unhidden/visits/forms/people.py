"""Counts of who was there: one box for each age and sex."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from unhidden.ui import forms
from unhidden.visits.models import AgeBand, Sex
from unhidden.visits.rules.consistency import MOST_PEOPLE
from unhidden.visits.rules.records import Present


@dataclass(frozen=True, slots=True)
class Line:
    """The boxes of one age, in the order of the columns."""

    label: str
    boxes: tuple[django_forms.BoundField, ...]


def name_of(age: str, sex: str) -> str:
    return f"present_{age}_{sex}"


def boxes() -> dict[str, forms.Count]:
    """A field for each age and sex; blank counts nobody."""
    return {
        name_of(age.value, sex.value): forms.Count(
            label=_("%(age)s, %(sex)s") % {"age": age.label, "sex": sex.label},
            maximum=MOST_PEOPLE,
            required=False,
            autocomplete="off",
            width="2",
        )
        for age in AgeBand
        for sex in Sex
    }


def columns() -> list[str]:
    return [str(sex.label) for sex in Sex]


def lines(form: forms.Form) -> list[Line]:
    """The grid, ready to draw."""
    return [
        Line(str(age.label), tuple(form[name_of(age, sex)] for sex in Sex.values))
        for age in AgeBand
    ]


def counted(cleaned: Mapping[str, Any]) -> tuple[Present, ...]:
    """The groups that were counted, without the empty ones."""
    groups = (
        Present(age, sex, cleaned.get(name_of(age, sex)) or 0)
        for age in AgeBand.values
        for sex in Sex.values
    )
    return tuple(group for group in groups if group.count)
