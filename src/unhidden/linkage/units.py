"""What is said within a house: its flat, stall or unit, the floor, the block.

Flat 1 and Flat 11 are two homes, and so are stalls P1 and P15. Read from small plain
letters, in English and in Welsh; "1st floor" is the first floor, "llawr cyntaf", too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORDS = (
    r"(?:flats?|fflat(?:iau)?|apartments?|apts?|units?|uned(?:au)?|rooms?|rm|ystafell(?:oedd)?"
    r"|suite|studio|caravan|carafan|stalls?|stondin(?:au)?|pitch(?:es)?|kiosks?|ciosg|plot"
    r"|lock[- ]?up|berth|chalet|pod|arch|container)"
)
_NUMBERED = r"\s*(?:no\.?|number|rhif)?\s*"
_ONE = r"(?:[a-z]{1,2}-?)?\d{1,4}[a-z]?(?![a-z\d])"
_SEVERAL = rf"{_ONE}(?:(?:-|\s?(?:&|\+|\band\b|\ba\b)\s?){_ONE}){{1,3}}"
_LETTERED = r"\d{1,4}\s(?:[b-h]|a(?!\s\d))(?![a-z\d])"
_FLAT = re.compile(
    rf"\b{_WORDS}{_NUMBERED}({_SEVERAL}|{_LETTERED}|{_ONE}|[a-z](?![a-z\d]))"
)
# "Shop 12 High Street" has a number and no unit.
_SHOP = re.compile(
    rf"\b(?:shop|siop|garage|garej|office|swyddfa){_NUMBERED}({_ONE})(?=\s*,|\s+\d)"
)
_BLOCK = re.compile(
    rf"\b(?:block|bloc)\s+({_ONE}|[a-z](?![a-z\d]))|\b([a-z])\s+block\b"
)
_FLOORS = {
    **dict.fromkeys(("ground", "gwaelod", "daear", "g", "0"), "ground"),
    **dict.fromkeys(("first", "1st", "cyntaf", "1"), "first"),
    **dict.fromkeys(("second", "2nd", "ail", "2"), "second"),
    **dict.fromkeys(("third", "3rd", "trydydd", "3"), "third"),
    **dict.fromkeys(("fourth", "4th", "pedwerydd", "4"), "fourth"),
    **dict.fromkeys(("fifth", "5th", "pumed", "5"), "fifth"),
    **dict.fromkeys(("top", "uchaf", "attic"), "top"),
    **dict.fromkeys(("basement", "islawr", "lower", "isaf"), "basement"),
    **dict.fromkeys(("rear", "back", "cefn"), "rear"),
    "upper": "upper",
    "front": "front",
}
_BEFORE = (
    r"ground|first|1st|second|2nd|third|3rd|fourth|4th|fifth|5th|top|upper|lower"
    r"|basement|attic|rear|back|front"
)
_FLOOR = re.compile(
    rf"\b({_BEFORE})\s+(?:floor|fl\b)(?:\s+(?:flat|front|rear)\b(?!\s*(?:\d|[a-z]\b)))?"
    r"|\b(top|basement|ground|rear|front|upper|lower)\s+flat\b(?!\s*(?:\d|[a-z]\b))"
    r"|\b(?:floor|level|llawr)\s+(g|[0-5]|gwaelod|daear|cyntaf|uchaf|isaf)\b"
    r"|\b(ail|trydydd|pedwerydd|pumed)\s+lawr\b"
    r"|\b(rear|back)\s+of\b|\b(basement|islawr)\b"
)


@dataclass(frozen=True, slots=True)
class UnitFields:
    """The flat as its number or letter (4-6 and 4+5 are several), floor and block."""

    flat: str = ""
    floor: str = ""
    block: str = ""


def take_units(text: str) -> tuple[str, UnitFields]:
    """An address less what it says within the house, and that."""
    text, floor = _take(_FLOOR, text)
    text, block = _take(_BLOCK, text)
    text, flat = _take(_FLAT, text)
    if not flat:
        text, flat = _take(_SHOP, text)
    return text, UnitFields(_in_signs(flat), _FLOORS.get(floor, ""), block)


def _take(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    found = pattern.search(text)
    if not found:
        return text, ""
    said = next(filter(None, found.groups()))
    return f"{text[: found.start()]} , {text[found.end() :]}", said


def _in_signs(flat: str) -> str:
    """Without blanks, several with a plus between them, a range with a hyphen."""
    several = re.sub(r"\s?(?:&|\band\b|(?<=\d)\s\ba\b(?=\s\d))\s?", "+", flat)
    return re.sub(r"\s|(?<=[a-z])-(?=\d)", "", several)
