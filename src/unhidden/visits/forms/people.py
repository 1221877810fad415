"""Counts of who was there: one box for each age and sex."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from unhidden.ui import forms
from unhidden.visits.models import AgeBand, ApparentSex
from unhidden.visits.rules.consistency import MOST_PEOPLE
from unhidden.visits.rules.records import HeadcountGroup


@dataclass(frozen=True, slots=True)
class HeadcountLine:
    """The boxes of one age, in the order of the columns."""

    label: str
    boxes: tuple[django_forms.BoundField, ...]


def name_of(age: str, sex: str) -> str:
    return f"present_{age}_{sex}"


def build_headcount_fields() -> dict[str, forms.Count]:
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
        for sex in ApparentSex
    }


def list_headcount_columns() -> list[str]:
    return [str(sex.label) for sex in ApparentSex]


def list_headcount_lines(form: forms.Form) -> list[HeadcountLine]:
    """The grid, ready to draw."""
    return [
        HeadcountLine(
            str(age.label), tuple(form[name_of(age, sex)] for sex in ApparentSex.values)
        )
        for age in AgeBand
    ]


def read_headcounts(cleaned: Mapping[str, Any]) -> tuple[HeadcountGroup, ...]:
    """The groups that were counted, without the empty ones."""
    groups = (
        HeadcountGroup(age, sex, cleaned.get(name_of(age, sex)) or 0)
        for age in AgeBand.values
        for sex in ApparentSex.values
    )
    return tuple(group for group in groups if group.count)
