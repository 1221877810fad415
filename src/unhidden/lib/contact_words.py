"""Words by which somebody is reached: telephone numbers, postcodes, streets, e-mail."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class ContactWords(StrEnum):
    """What a run of words seems to be."""

    PHONE = "phone"
    POSTCODE = "postcode"
    EMAIL = "email"
    HANDLE = "handle"
    STREET = "street"


@dataclass(frozen=True, slots=True)
class ContactHit:
    """What was found, and the words that it was found in."""

    what: ContactWords
    words: str


PHONE = re.compile(r"(?<![\w/])(?:\+\d{1,3}|\(?0)[\d(][\d\s()./-]{6,}\d(?![\w/])")
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b", re.IGNORECASE)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# A day, which is no telephone number.
_DAY = re.compile(r"\b(?:[0-2]?\d|3[01])([/.-])(?:0?\d|1[0-2])\1(?:\d{4}|\d{2})\b")
_HANDLE = re.compile(r"(?<![\w.@])@[A-Za-z][\w.]{2,}")
_ENGLISH = (
    "road|street|lane|avenue|close|drive|terrace|crescent|court|gardens|grove|place|"
    "square|row|mews|rd|st|ave"
)
_WELSH = "heol|ffordd|stryd|lôn|lon|rhodfa|teras|maes|clos|rhes|cilgant|gerddi"
_WORD = r"[\w'’-]+"
_STREET = re.compile(
    rf"\b\d{{1,4}}[a-z]?,?\s+(?:(?:{_WORD}\s+){{1,3}}(?:{_ENGLISH})\b"
    rf"|(?:{_WELSH})\s+{_WORD})",
    re.IGNORECASE,
)
_PATTERNS = {
    ContactWords.PHONE: PHONE,
    ContactWords.POSTCODE: POSTCODE,
    ContactWords.EMAIL: EMAIL,
    ContactWords.HANDLE: _HANDLE,
    ContactWords.STREET: _STREET,
}


def find_contacts(text: str) -> list[ContactHit]:
    """What in a text seems to say how somebody is reached, in the order of kinds.

    Digits of other scripts count as ours, and what has no width does not hide any;
    days are left out.
    """
    plain = _DAY.sub(";", _plain(text))
    return [
        ContactHit(what, " ".join(found.group().split()))
        for what, pattern in _PATTERNS.items()
        for found in pattern.finditer(plain)
    ]


def _plain(text: str) -> str:
    return "".join(
        _digit(letter)
        for letter in unicodedata.normalize("NFKC", text)
        if unicodedata.category(letter) != "Cf"
    )


def _digit(letter: str) -> str:
    value = unicodedata.decimal(letter, None)
    return letter if value is None else str(value)
