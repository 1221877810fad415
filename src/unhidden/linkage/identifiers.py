"""The telephone numbers, plates, postcodes and e-mail addresses in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

import phonenumbers

from unhidden.linkage.keys import phone_key, plate_key

Kind = Literal["email", "phone", "postcode", "plate"]

_FEWEST_DIGITS = 9
# Bounded, and only from the beginning of a word: time grows with the text alone.
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
# The shapes of BS 7666 postcodes and of DVLA plates: today's, then those with a year
# letter before or after, then Northern Ireland's.
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b", re.IGNORECASE)
_PLATE = re.compile(
    r"\b(?:[A-Z]{2}\d{2}\s?[A-Z]{3}|[A-Z]\d{1,3}\s?[A-Z]{3}|[A-Z]{3}\s?\d{1,3}[A-Z]"
    r"|(?=[A-Z]{0,2}[IZ])[A-Z]{3}\s?\d{3,4})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """Something in a text that points at one person, vehicle or place."""

    kind: Kind
    key: str


def find_identifiers(text: str) -> frozenset[Identifier]:
    """Everything in ``text`` that a reader could look up, however it is spaced."""
    return frozenset(
        {
            *(Identifier("email", found.casefold()) for found in _EMAIL.findall(text)),
            *(Identifier("phone", key) for key in _phones(text)),
            *(
                Identifier("postcode", f"{outward} {inward}".upper())
                for outward, inward in _POSTCODE.findall(text)
            ),
            *(
                Identifier("plate", key)
                for found in _PLATE.findall(text)
                if (key := plate_key(found))
            ),
        }
    )


def shared_identifiers(one: str, other: str) -> tuple[Identifier, ...]:
    """What stands in both texts, in a fixed order."""
    return tuple(sorted(find_identifiers(one) & find_identifiers(other)))


def _phones(text: str) -> set[str]:
    found = phonenumbers.PhoneNumberMatcher(
        text, "GB", leniency=phonenumbers.Leniency.POSSIBLE
    )
    long_enough = (
        match.raw_string
        for match in found
        if sum(sign.isdigit() for sign in match.raw_string) >= _FEWEST_DIGITS
    )
    return {key for raw in long_enough if (key := phone_key(raw))}
