"""What a person told us, as plain values and as the text that is sealed."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, fields
from enum import StrEnum

# Raise it when a field is added or changes its meaning; it is kept with each report.
FORM_VERSION = 1

LONGEST_OWN_WORDS = 15_000

# All of Unicode's control characters but the tab and the line feed.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_HALF_A_PAIR = re.compile(r"[\ud800-\udfff]")


class Teller(StrEnum):
    """Who a person says they are; it decides what else they are told."""

    SAW_SOMETHING = "saw_something"
    SELF = "self"
    BUSINESS = "business"
    LANDLORD = "landlord"
    CHILD = "child"
    PROFESSIONAL = "professional"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """A report before it is sealed. Only ``what`` or one sign is ever asked for.

    ``who_you_are`` is one of ``Teller``, or empty.
    """

    what: str = ""
    where: str = ""
    postcode: str = ""
    when: str = ""
    who: str = ""
    vehicles: str = ""
    phones: str = ""
    sign_codes: tuple[str, ...] = ()
    about_child: bool = False
    danger_now: bool = False
    who_you_are: str = ""


_NAMES = frozenset(field.name for field in fields(Answers))


def says_something(answers: Answers) -> bool:
    """Whether there is anything for the desk to read."""
    return bool(answers.what.strip() or answers.sign_codes)


def to_text(answers: Answers) -> str:
    """The answers as text to seal: ASCII, so that no odd character can break it."""
    return json.dumps(asdict(answers), ensure_ascii=True)


def from_text(text: str) -> Answers:
    """The answers back; what a form of another version had besides is left out."""
    held = {key: value for key, value in json.loads(text).items() if key in _NAMES}
    return Answers(**{**held, "sign_codes": tuple(held.get("sign_codes", ()))})


def readable(text: str) -> str:
    """Text without what nobody can read or store, and with plain line ends.

    NUL and other control characters go; half a surrogate pair, which no encoding
    can write, becomes the replacement character. Everything that shows stays.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _HALF_A_PAIR.sub("\N{REPLACEMENT CHARACTER}", _CONTROLS.sub("", lines))
