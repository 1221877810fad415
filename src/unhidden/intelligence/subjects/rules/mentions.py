"""What may be said of each kind of thing that an item speaks of, and what is clear."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from unhidden.lib.markings import is_marked_too_high

LONGEST_MENTION = 200
LONGEST_DETAIL = 200
LONGEST_ADVERT = 20_000
MOST_MENTIONS = 200

#: What is asked of each kind beside its name. A role is never among them: it stands on
#: a link.
DETAILS: Mapping[str, tuple[str, ...]] = {
    "person": ("aliases", "born", "phone", "email", "postcode"),
    "vehicle": ("make", "colour"),
    "phone": (),
    "account": ("provider",),
    "advert": ("phone", "address", "words"),
    "document": ("issuer",),
    "premises": (),
    "business": ("number", "postcode"),
    "event": ("on",),
}
_BORN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_SPAN = re.compile(r"(\d{4})/(\d{4})")
_LONGEST_SPAN = 40
_OLDEST = 1880
_BETWEEN_ALIASES = re.compile(r"[;\n]")


@dataclass(frozen=True, slots=True)
class NewMention:
    """Something in the words of the source, with what it said of it.

    A mention of premises names them; its text may be left empty. ``details`` has keys
    of ``DETAILS``; ``born`` and ``on`` are a year, a month or a day: ``1985-03``.
    ``born`` may also be the years between which it was, both counted: ``1985/1991``.
    """

    kind: str
    text: str = ""
    premises_id: UUID | None = None
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewLink:
    """How one thing of an item hangs together with another, from when to when."""

    left_id: UUID
    right_id: UUID
    kind: str
    from_on: date | None = None
    to_on: date | None = None


def is_clear(mention: NewMention) -> bool:
    """Whether a mention can be kept: its kind, its name and its details are known."""
    is_of_premises = mention.kind == "premises"
    is_said = bool(mention.text.strip()) or is_of_premises
    known = set(DETAILS.get(mention.kind, ()))
    return (
        mention.kind in DETAILS
        and is_said
        and is_of_premises == (mention.premises_id is not None)
        and len(mention.text) <= LONGEST_MENTION
        and known.issuperset(mention.details)
        and all(_is_sound(*detail) for detail in mention.details.items())
        and not any(map(is_marked_too_high, (mention.text, *mention.details.values())))
    )


def names_of(text: str, details: Mapping[str, str]) -> list[str]:
    """The name of a mention, and then its other names."""
    names = [text, *_BETWEEN_ALIASES.split(details.get("aliases", ""))]
    return [name.strip() for name in names if name.strip()]


def is_partial_date(text: str) -> bool:
    """Whether it is a year, a month or a day that there was: not 31 February."""
    found = _BORN.fullmatch(text)
    if not found:
        return False
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return year >= _OLDEST


def read_birth_span(text: str) -> tuple[int, int] | None:
    """The first and the last year of ``1985/1991``; None of anything else.

    No more than forty years apart: what is wider says nothing of a person.
    """
    found = _SPAN.fullmatch(text)
    if not found:
        return None
    first, last = int(found[1]), int(found[2])
    return (first, last) if _OLDEST <= first <= last <= first + _LONGEST_SPAN else None


def is_birth(text: str) -> bool:
    """Whether it is a date of birth as far as it is known: a date, or a span."""
    return is_partial_date(text) or read_birth_span(text) is not None


def _is_sound(name: str, value: str) -> bool:
    check = _CHECKS.get(name, _is_said)
    longest = LONGEST_ADVERT if name == "words" else LONGEST_DETAIL
    return len(value) <= longest and check(value)


def _is_said(text: str) -> bool:
    return bool(text.strip())


_CHECKS: Mapping[str, Callable[[str], bool]] = {
    "born": is_birth,
    "on": is_partial_date,
}
