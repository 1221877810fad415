"""Addresses that may be one: the flat and the number exactly, the street by its sound.

Flat 1 and Flat 11 of one house are two homes, so a flat or a number that differs is
told apart from one that is missing. Every town has a High Street, so that a street
without a postcode is of one place only if the town is one, too. Street types, the
commonest street name and towns are read in English and in Welsh (Stryd Fawr, High
Street). No address file is needed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import OSA

from unhidden.linkage.lettering import clean_lettering
from unhidden.linkage.names.skeleton import make_skeletons
from unhidden.linkage.towns import in_english

LONGEST_ADDRESS = 400
_POSTCODE = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?)\s*([\do][a-z]{2})\b")
_FLAT = re.compile(
    r"\b(?:flat|fflat|apartment|apt|unit|uned|room|rm|ystafell|suite|studio|caravan)"
    r"\s*(?:no\.?|number|rhif)?\s*(\d{1,4}\s?[a-z]?|[a-z])\b"
)
_FLOOR = re.compile(
    r"\b(ground|first|second|third|top|basement|1st|2nd|3rd)\s+(?:floor|fl)\b"
    r"|\b(?:llawr)\s+(gwaelod|cyntaf|uchaf)\b"
)
_NUMBER = re.compile(r"\b(\d{1,4}(?:\s?[a-h])?)(?:\s?[-/]\s?(\d{1,4}[a-h]?))?\b")
_WORD = re.compile(r"[a-z]+")
_SAID_IN_WELSH = ((re.compile(r"\b(?:y |yr )?stryd fawr\b"), "high street"),)
_TYPES = {
    **dict.fromkeys(("street", "st", "str", "stryd"), "street"),
    **dict.fromkeys(("road", "rd", "heol", "ffordd"), "road"),
    **dict.fromkeys(("lane", "ln", "lon"), "lane"),
    **dict.fromkeys(("avenue", "ave", "av", "rhodfa"), "avenue"),
    **dict.fromkeys(("drive", "dr"), "drive"),
    **dict.fromkeys(("close", "cl", "clos"), "close"),
    **dict.fromkeys(("square", "sq", "sgwar"), "square"),
    **dict.fromkeys(("terrace", "ter", "terr", "teras"), "terrace"),
    **dict.fromkeys(("crescent", "cres", "cilgant"), "crescent"),
    **dict.fromkeys(("court", "ct", "cwrt"), "court"),
    **dict.fromkeys(("place", "pl"), "place"),
}
_TYPE_WORDS = frozenset(_TYPES.values())
_HERE = "#"
_SMALL = frozenset(
    ["the", "y", "yr", "of", "near", "above", "no", "number", "rhif", "uk"]
)
_STREET_WORDS = 4
_LETTERS = "abcdefgh"
_LONGEST_RANGE = 20


class PremisesLevel(IntEnum):
    """From one home to two places.

    ``SAME_UPRN``       one number in the national gazetteer
    ``SAME``            house, street or postcode, and flat
    ``FLAT_UNSAID``     the same house; only one of them names a flat
    ``POSTCODE_SLIP``   the same house and street; the postcodes are a slip apart
    ``SAME_POSTCODE``   one postcode, a number missing
    ``TOWN_UNSAID``     one number and street; nothing says of which town
    ``SAME_STREET``     one street, a number missing
    ``OTHER_TOWN``      one street's name, in another town
    ``OTHER_NUMBER``    one street or postcode, another number: neighbours
    ``OTHER_FLAT``      one house, another flat
    ``DIFFERENT``       nothing in common
    ``NOTHING``         one of them has neither street nor postcode
    """

    NOTHING = -1
    DIFFERENT = 0
    OTHER_FLAT = 1
    OTHER_NUMBER = 2
    OTHER_TOWN = 3
    SAME_STREET = 4
    TOWN_UNSAID = 5
    SAME_POSTCODE = 6
    POSTCODE_SLIP = 7
    FLAT_UNSAID = 8
    SAME = 9
    SAME_UPRN = 10


@dataclass(frozen=True, slots=True)
class PremisesFields:
    """An address in its fields; each may be empty."""

    postcode: str = ""
    number: str = ""
    flat: str = ""
    street: tuple[str, ...] = ()
    house: str = ""
    town: frozenset[str] = frozenset()
    uprn: str = ""

    @property
    def says_something(self) -> bool:
        """Whether it can be compared at all."""
        return bool(self.postcode or self.street or self.uprn)


@lru_cache(maxsize=65_536)
def read_premises(text: str, uprn: str = "") -> PremisesFields:
    """The fields of an address as it was typed, its first 400 characters."""
    plain = (
        anyascii(clean_lettering(text[:LONGEST_ADDRESS])).casefold().replace(_HERE, " ")
    )
    plain = in_english(plain)
    for pattern, english in _SAID_IN_WELSH:
        plain = pattern.sub(english, plain)
    plain, postcode = _taken(_POSTCODE, plain)
    plain, flat = _taken(_FLAT, plain)
    if not flat:
        plain, flat = _taken(_FLOOR, plain)
    plain, number = _taken(_NUMBER, plain, _HERE)
    street = _street(plain)
    house = "" if number else _house(plain, street)
    return PremisesFields(
        postcode=_spaced(postcode),
        number=number,
        flat=flat,
        street=street,
        house=house,
        town=_town(plain, street, house),
        uprn=uprn.lstrip("0"),
    )


def premises_keys(premises: PremisesFields) -> frozenset[str]:
    """``u`` the UPRN; ``c`` postcode and number, ``s`` street and number."""
    keys = {f"u:{premises.uprn}"} if premises.uprn else set()
    numbers = _numbers(premises.number)
    if premises.postcode:
        words = (*_names(premises.street)[:2], premises.house)
        said = (*numbers, *filter(None, words))
        keys.update(f"c:{premises.postcode}|{each}" for each in said)
    sounds = _sounds(premises.street)
    named = numbers if premises.number else {premises.house}
    keys.update(f"s:{each}|{sound}" for each in named for sound in sounds)
    return frozenset(keys)


def compare_premises(one: PremisesFields, other: PremisesFields) -> PremisesLevel:
    """The level on which two addresses meet; the order of the two does not matter."""
    if not (one.says_something and other.says_something):
        return PremisesLevel.NOTHING
    if one.uprn and other.uprn and one.uprn == other.uprn:
        return PremisesLevel.SAME_UPRN
    postcode = bool(one.postcode) and one.postcode == other.postcode
    street = _same_street(one.street, other.street)
    elsewhere = bool(one.postcode and other.postcode) and not postcode
    is_slip = elsewhere and OSA.distance(one.postcode, other.postcode) == 1
    if not postcode and (not street or (elsewhere and not is_slip)):
        return PremisesLevel.DIFFERENT
    level = _by_house(one, other, is_same_postcode=postcode)
    if postcode:
        return level
    level = _by_town(one, other, level)
    if is_slip and level >= PremisesLevel.TOWN_UNSAID:
        return PremisesLevel.POSTCODE_SLIP
    return level


def _by_town(
    one: PremisesFields, other: PremisesFields, level: PremisesLevel
) -> PremisesLevel:
    """The level of two streets of one name, once their towns were asked for."""
    if level < PremisesLevel.SAME_STREET:
        return level
    left, right = _beyond(one, other), _beyond(other, one)
    if left and right:
        is_one = any(_near(a, b) for a in left for b in right)
        return level if is_one else PremisesLevel.OTHER_TOWN
    return min(level, PremisesLevel.TOWN_UNSAID)


def _beyond(one: PremisesFields, other: PremisesFields) -> frozenset[str]:
    """What an address says beyond the street that both have: its town, we take it."""
    streets = _names(other.street)
    rest = {a for a in _names(one.street) if not any(_near(a, b) for b in streets)}
    return one.town | rest


def _by_house(
    one: PremisesFields, other: PremisesFields, *, is_same_postcode: bool
) -> PremisesLevel:
    same = (one.number, other.number) if one.number or other.number else None
    left, right = same or (one.house, other.house)
    if not (left or right) and one.flat and other.flat:
        # Units of one park, whose number is that of the unit.
        return _by_flat(one.flat, other.flat)
    if not (left and right):
        return (
            PremisesLevel.SAME_POSTCODE
            if is_same_postcode
            else PremisesLevel.SAME_STREET
        )
    is_one = _near(left, right) if same is None else _meet(left, right)
    return _by_flat(one.flat, other.flat) if is_one else PremisesLevel.OTHER_NUMBER


def _meet(one: str, other: str) -> bool:
    """One number, or one that lies in the other's range: 12 and 12-14."""
    return one == other or not _numbers(one).isdisjoint(_numbers(other))


def _numbers(said: str) -> frozenset[str]:
    """A number, and of a range each number in it, of the one side where it says one."""
    first, _, last = (part.rstrip(_LETTERS) for part in said.partition("-"))
    if not (first.isdecimal() and last.isdecimal()):
        return frozenset({said})
    low, high = int(first), int(last)
    step = 2 if (high - low) % 2 == 0 else 1
    within = range(low, min(high, low + _LONGEST_RANGE) + 1, step)
    return frozenset({said, *map(str, within)})


def _by_flat(one: str, other: str) -> PremisesLevel:
    if one == other:
        return PremisesLevel.SAME
    return PremisesLevel.OTHER_FLAT if one and other else PremisesLevel.FLAT_UNSAID


def _taken(pattern: re.Pattern[str], text: str, here: str = "") -> tuple[str, str]:
    """``text`` with ``here`` for the first match, and that match without blanks."""
    found = pattern.search(text)
    if not found:
        return text, ""
    said = "-".join(part.replace(" ", "") for part in found.groups() if part)
    return f"{text[: found.start()]} , {here} {text[found.end() :]}", said


def _spaced(postcode: str) -> str:
    outward, _, inward = postcode.upper().partition("-")
    nought = f"0{inward[1:]}" if inward.startswith("O") else inward
    return f"{outward} {nought}".strip()


def _street(text: str) -> tuple[str, ...]:
    """The words of the street in their order, the first four, its type spelt out.

    The street is the line that has a street's type, or else follows the number.
    """
    lines = [line for part in text.split(",") if (line := _line(part))]
    numbered = [
        line for part in text.split(_HERE)[1:] if (line := _line(part.split(",")[0]))
    ]
    typed = [line for line in lines if not _TYPE_WORDS.isdisjoint(line)]
    return next(iter([*numbered, *typed, *lines]), ())[:_STREET_WORDS]


def _house(text: str, street: tuple[str, ...]) -> str:
    """The name of a house without a number: what stands on a line before the street."""
    line = _line(text.partition(",")[0])
    return "".join(line) if line[:_STREET_WORDS] != street else ""


def _town(text: str, street: tuple[str, ...], house: str) -> frozenset[str]:
    """The words of the lines that are neither the street nor the house."""
    lines = (_line(part.replace(_HERE, " ")) for part in text.split(","))
    return frozenset(
        word
        for line in lines
        if line[:_STREET_WORDS] != street and "".join(line) != house
        for word in line
    )


def _line(text: str) -> tuple[str, ...]:
    words = (_TYPES.get(word, word) for word in _WORD.findall(text))
    return tuple(word for word in words if word not in _SMALL)


def _names(street: tuple[str, ...]) -> list[str]:
    """The words but for the type; the type where there is nothing else."""
    return [word for word in street if word not in _TYPE_WORDS] or list(street)


def _sounds(street: tuple[str, ...]) -> frozenset[str]:
    return frozenset(make_skeletons(word)[0] for word in _names(street))


def _same_street(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Every word of the shorter name is near one of the longer's; of one type."""
    here, there = _TYPE_WORDS.intersection(one), _TYPE_WORDS.intersection(other)
    if here and there and here.isdisjoint(there):
        return False
    left, right = sorted((_names(one), _names(other)), key=len)
    return bool(left) and all(any(_near(a, b) for b in right) for a in left)


def _near(one: str, other: str) -> bool:
    slips = OSA.distance(one, other)
    return slips <= max(len(one), len(other)) // 4
