"""Rows that can be left blank: referrals and possible victims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from unhidden.ui import forms
from unhidden.visits.models import AllegedExploitation, ReferredTo, VictimAgeGroup
from unhidden.visits.rules.records import FoundVictim, ReferralMade

if TYPE_CHECKING:
    from django.forms import BoundField, Field

REFERRAL = "referral"
VICTIM = "victim"
KINDS = (REFERRAL, VICTIM)
AT_FIRST = 4
MOST = 40
BASES_LIST = "usual-bases"
_PARTS = {
    REFERRAL: ("to", "legal_basis"),
    VICTIM: ("age_group", "alleges", "is_brought_to_safety"),
}
_LONGEST_NUMBER = 3


@dataclass(frozen=True, slots=True)
class OptionalRow:
    """One row as the page shows it; open when something in it was typed."""

    number: int
    fields: tuple[BoundField, ...]
    is_open: bool


def build_row_fields(counts: Mapping[str, int]) -> dict[str, Field]:
    """The fields of every row, referrals first."""
    fields: dict[str, Field] = {}
    for number in range(1, counts[REFERRAL] + 1):
        fields |= _named(REFERRAL, number, (_to(), _legal_basis()))
    for number in range(1, counts[VICTIM] + 1):
        fields |= _named(VICTIM, number, (_age_group(), _alleges(), _brought()))
    return fields


def list_shown_rows(
    form: forms.Form, kind: str, counts: Mapping[str, int]
) -> list[OptionalRow]:
    """The rows of one kind; those with something in them, or wrong, are open."""
    rows: list[OptionalRow] = []
    for number in range(1, counts[kind] + 1):
        fields = tuple(form[name] for name in _names(kind, number))
        is_open = any(f.value() not in (None, "") or f.errors for f in fields)
        rows.append(OptionalRow(number, fields, is_open))
    return rows


def half_filled(cleaned: Mapping[str, Any], counts: Mapping[str, int]) -> list[str]:
    """The empty boxes of rows in which another box is filled."""
    found: list[str] = []
    for kind, count in counts.items():
        for number in range(1, count + 1):
            names = _names(kind, number)
            empty = [name for name in names if cleaned.get(name) in (None, "")]
            if len(empty) < len(names):
                found += [name for name in empty if name in cleaned]
    return found


def read_referrals(
    cleaned: Mapping[str, Any], counts: Mapping[str, int]
) -> tuple[ReferralMade, ...]:
    return tuple(ReferralMade(*row) for row in _filled(cleaned, REFERRAL, counts))


def possible_victims(
    cleaned: Mapping[str, Any], counts: Mapping[str, int]
) -> tuple[FoundVictim, ...]:
    return tuple(FoundVictim(*row) for row in _filled(cleaned, VICTIM, counts))


def number_of(text: str) -> int:
    """How many rows the page says it had, within reason."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER
    return min(max(int(text), AT_FIRST), MOST) if is_number else AT_FIRST


def _filled(
    cleaned: Mapping[str, Any], kind: str, counts: Mapping[str, int]
) -> Iterator[list[Any]]:
    for number in range(1, counts[kind] + 1):
        row = [cleaned[name] for name in _names(kind, number)]
        if row[0]:
            yield row


def _names(kind: str, number: int) -> list[str]:
    return [f"{kind}_{number}_{part}" for part in _PARTS[kind]]


def _named(kind: str, number: int, fields: tuple[Field, ...]) -> dict[str, Field]:
    return dict(zip(_names(kind, number), fields, strict=True))


def _to() -> Field:
    return forms.PickOne(
        label=_("Referred to"),
        choices=ReferredTo.choices,
        missing=_("Select who you referred to"),
        required=False,
    )


def _legal_basis() -> Field:
    basis = forms.Text(
        label=_("Legal basis"),
        missing=_("Enter the legal basis of this referral"),
        required=False,
        autocomplete="off",
    )
    basis.widget.attrs["list"] = BASES_LIST
    return basis


def _age_group() -> Field:
    return forms.OneOf(
        label=_("Age group"),
        choices=VictimAgeGroup.choices,
        missing=_("Select the age group of this person"),
        required=False,
    )


def _alleges() -> Field:
    return forms.OneOf(
        label=_("What they say was done to them"),
        choices=AllegedExploitation.choices,
        missing=_("Select what this person alleges"),
        required=False,
    )


def _brought() -> Field:
    return forms.YesNo(
        label=_("Brought to safety"),
        missing=_("Select whether this person was brought to safety"),
        required=False,
    )
