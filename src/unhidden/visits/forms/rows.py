"""Rows that can be left blank: referrals and possible victims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from unhidden.ui import forms
from unhidden.visits.models import AgeGroup, Allegation, ReferredTo
from unhidden.visits.rules.records import Found, Referred

AT_FIRST = 4
MOST = 40
REFERRAL = "referral"
VICTIM = "victim"
BASES_LIST = "usual-bases"


@dataclass(frozen=True, slots=True)
class Row:
    """One row as the page shows it; open when something in it was typed."""

    number: int
    fields: tuple[django_forms.BoundField, ...]
    is_open: bool


def referral_fields(number: int) -> dict[str, django_forms.Field]:
    """The boxes of one referral."""
    basis = forms.Text(
        label=_("Legal basis"),
        missing=_("Enter the legal basis of this referral"),
        required=False,
        autocomplete="off",
    )
    basis.widget.attrs["list"] = BASES_LIST
    return {
        _name(REFERRAL, number, "to"): forms.PickOne(
            label=_("Referred to"),
            choices=ReferredTo.choices,
            missing=_("Select who you referred to"),
            required=False,
        ),
        _name(REFERRAL, number, "legal_basis"): basis,
    }


def victim_fields(number: int) -> dict[str, django_forms.Field]:
    """The questions about one possible victim; never a name."""
    return {
        _name(VICTIM, number, "age_group"): forms.OneOf(
            label=_("Age group"),
            choices=AgeGroup.choices,
            missing=_("Select the age group of this person"),
            required=False,
        ),
        _name(VICTIM, number, "alleges"): forms.OneOf(
            label=_("What they say was done to them"),
            choices=Allegation.choices,
            missing=_("Select what this person alleges"),
            required=False,
        ),
        _name(VICTIM, number, "is_brought_to_safety"): forms.YesNo(
            label=_("Brought to safety"),
            missing=_("Select whether this person was brought to safety"),
            required=False,
        ),
    }


def shown(form: forms.Form, kind: str, count: int) -> list[Row]:
    """The rows of one kind, those with something in them open."""
    found: list[Row] = []
    for number in range(1, count + 1):
        prefix = _name(kind, number, "")
        fields = tuple(form[name] for name in form.fields if name.startswith(prefix))
        is_open = any(field.value() not in (None, "") for field in fields)
        found.append(Row(number, fields, is_open))
    return found


def half_filled(cleaned: Mapping[str, Any], names: Iterable[str]) -> list[str]:
    """The empty boxes of a row in which another box is filled."""
    every = list(names)
    empty = [name for name in every if cleaned.get(name) in (None, "")]
    return empty if len(empty) < len(every) else []


def referrals(cleaned: Mapping[str, Any], count: int) -> tuple[Referred, ...]:
    return tuple(
        Referred(
            to=cleaned[_name(REFERRAL, number, "to")],
            legal_basis=cleaned[_name(REFERRAL, number, "legal_basis")],
        )
        for number in range(1, count + 1)
        if cleaned.get(_name(REFERRAL, number, "to"))
    )


def possible_victims(cleaned: Mapping[str, Any], count: int) -> tuple[Found, ...]:
    return tuple(
        Found(
            age_group=cleaned[_name(VICTIM, number, "age_group")],
            alleges=cleaned[_name(VICTIM, number, "alleges")],
            is_brought_to_safety=cleaned[_name(VICTIM, number, "is_brought_to_safety")],
        )
        for number in range(1, count + 1)
        if cleaned.get(_name(VICTIM, number, "age_group"))
    )


def asked_for(text: str) -> int:
    """How many rows the page had, from its hidden field; a few if it is nonsense."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= 3
    return min(max(int(text), AT_FIRST), MOST) if is_number else AT_FIRST


def _name(kind: str, number: int, field: str) -> str:
    return f"{kind}_{number}_{field}"
