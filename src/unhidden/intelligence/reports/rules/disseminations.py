"""Giving an item to another organisation: what stands against it.

It needs a lawful basis and a purpose; conditions must allow it and are kept, or it is
refused; what waits for a second person does not leave.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from unhidden.intelligence.gradings.rules import Grade
from unhidden.lib import markings


@dataclass(frozen=True, slots=True)
class NewDissemination:
    """Who is given an item, by which law and what for.

    The recipient is an organisation of the platform, or another by its name.
    ``is_allowed`` is whether the item's conditions allow it; without conditions it says
    nothing. ``key`` is chosen beforehand, so that a page sent twice is kept once.
    """

    key: UUID
    recipient_id: UUID | None
    recipient_name: str
    to_person: str
    basis: str
    purpose: str
    is_allowed: bool = False
    kept_by: str = ""


class DisseminationBar(StrEnum):
    """Why an item is not given."""

    WAITS = "waits"
    NOBODY_NAMED = "nobody_named"
    OWN_ORGANISATION = "own_organisation"
    PURPOSE_MISSING = "purpose_missing"
    FORBIDDEN = "forbidden"
    KEPT_BY_MISSING = "kept_by_missing"
    MARKING_TOO_HIGH = "marking_too_high"


def find_bar(
    new: NewDissemination, *, grade: Grade, waits: bool, own: UUID | None
) -> DisseminationBar | None:
    """The first thing that stands against giving an item of this grade, or None."""
    if waits:
        return DisseminationBar.WAITS
    if own is None or new.recipient_id == own:
        return DisseminationBar.OWN_ORGANISATION
    is_one = (new.recipient_id is None) == bool(new.recipient_name.strip())
    if not is_one or not new.to_person.strip():
        return DisseminationBar.NOBODY_NAMED
    return _against_words(new) or _against_conditions(new, grade)


def _against_words(new: NewDissemination) -> DisseminationBar | None:
    if not new.purpose.strip():
        return DisseminationBar.PURPOSE_MISSING
    texts = (new.recipient_name, new.to_person, new.purpose, new.kept_by)
    if any(markings.is_marked_too_high(text) for text in texts):
        return DisseminationBar.MARKING_TOO_HIGH
    return None


def _against_conditions(new: NewDissemination, grade: Grade) -> DisseminationBar | None:
    if not grade.conditions:
        return None
    if not new.is_allowed:
        return DisseminationBar.FORBIDDEN
    return None if new.kept_by.strip() else DisseminationBar.KEPT_BY_MISSING
