"""Whether two reports are about the same place, without keeping where it is.

Before the words are sealed, in the browser or here, the place is put in one spelling
and made into sixteen bits; what is stored is a keyed mark of those and of the council.
Two places of one council share it by chance once in 65,536. Without the key nobody can
try places out on a copied database. The program that marks them sees the bits for a
moment, as it sees those of the words (rules/sketches.py): few addresses of a council
fit them, and it keeps none. ``static/reporting/placemark.js`` makes the same bits.
"""

from __future__ import annotations

import hashlib
import hmac
import re

from unhidden.lib import postcodes
from unhidden.reporting.rules import areas

BYTES = 2
_STORED = 8
_SHORTEST_NAME = 4

_NUMBER = re.compile(r"[0-9]{1,4}[a-z]?")
_PARTS = re.compile(r"[,;\n]")
# A number after one of these is of a part of the place, not of the place.
_WITHIN = frozenset({"flat", "fflat", "apartment", "room", "ystafell", "floor"})


def place_of(*, where: str, town: str, postcode: str) -> str:
    """The place in one spelling; "" when too little was said to tell it from others.

    A postcode, or a town of our gazetteer, says roughly where; a house number (with its
    street, in a town) or a name must say which house.
    """
    number, street = _number(where)
    if written := postcodes.normalise_postcode(postcode):
        roughly = written.replace(" ", "").lower()
        house = number or _name(where)
    else:
        roughly = areas.one_name(town)
        house = f"{number} {street}" if number and street else _name(where)
    return f"{roughly}|{house}" if roughly and house else ""


def _number(where: str) -> tuple[str, str]:
    """A house number and the word after it: "" for what there is not."""
    words = areas.normalise_name(where).split()
    around = zip(["", *words], words, [*words[1:], ""], strict=False)
    for before, word, after in around:
        if _NUMBER.fullmatch(word) and before not in _WITHIN:
            return word, after
    return "", ""


def _name(where: str) -> str:
    """What stands before the first comma, as a place's name; "" if it is too short."""
    name = areas.normalise_name(_PARTS.split(where)[0])
    return name if len(name.replace(" ", "")) >= _SHORTEST_NAME else ""


def fingerprint_place(place: str) -> bytes | None:
    """The sixteen bits of a place in one spelling; None of ""."""
    if not place:
        return None
    return hashlib.blake2b(place.encode(), digest_size=BYTES).digest()


def mark_place(of: bytes, area: str, *, key: bytes) -> int:
    """What is stored: a keyed mark, as the database's big integer."""
    digest = hmac.digest(key, b"place" + of + area.encode(), "sha256")
    return int.from_bytes(digest[:_STORED], "big", signed=True)
