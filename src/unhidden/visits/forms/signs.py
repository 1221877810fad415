"""The signs of this kind of premises, each with three answers and none chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms

from unhidden.signs.queries import SectionOfSigns
from unhidden.ui import forms
from unhidden.visits.models import SignObservation
from unhidden.visits.rules.records import SignAnswered


@dataclass(frozen=True, slots=True)
class SignSection:
    """A section as the page shows it; open when something in it was answered."""

    name: str
    questions: tuple[django_forms.BoundField, ...]
    is_open: bool


def name_of(code: str) -> str:
    return f"sign_{code}"


def build_sign_fields(sections: Iterable[SectionOfSigns]) -> dict[str, forms.OneOf]:
    """A field for each sign; unanswered means not asked."""
    return {
        name_of(sign.code): forms.OneOf(
            label=sign.phrase, choices=SignObservation.choices, required=False
        )
        for section in sections
        for sign in section.signs
    }


def list_sign_sections(
    form: forms.Form, sections: Iterable[SectionOfSigns]
) -> list[SignSection]:
    """The sections with their fields; the first is open, it is the particular one."""
    found: list[SignSection] = []
    for section in sections:
        asked = tuple(form[name_of(sign.code)] for sign in section.signs)
        is_open = not found or any(field.value() for field in asked)
        found.append(SignSection(section.name, asked, is_open))
    return found


def read_sign_answers(
    cleaned: Mapping[str, Any], sections: Iterable[SectionOfSigns]
) -> tuple[SignAnswered, ...]:
    """The signs that were asked about, in the order of the page."""
    codes = (sign.code for section in sections for sign in section.signs)
    return tuple(
        SignAnswered(code, cleaned[name_of(code)])
        for code in codes
        if cleaned.get(name_of(code))
    )
