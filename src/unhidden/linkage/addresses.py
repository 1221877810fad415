"""An address as it was typed, read into its fields, in English and in Welsh.

What stands before the street is the house or the unit, what stands after it the
place, the nearest first: Rhos-on-Sea, Colwyn Bay, Conwy. A county or a country is no
town. Where a list says a name in both languages (High Street/Stryd Fawr), either will
do. No address file is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from unhidden.linkage.lettering import clean_lettering
from unhidden.linkage.towns import WIDE_AREAS, in_english
from unhidden.linkage.units import take_units

LONGEST_ADDRESS = 400
_HERE = "#"
_POSTCODE = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?)\s*([\do][a-z]{2})\b")
_ONE_NUMBER = r"\d{1,4}[a-z]?(?![a-z\d])"
_NUMBER = re.compile(
    rf"\b({_ONE_NUMBER})\s?(-|/|&|\band\b|\bto\b|\ba\b)\s?({_ONE_NUMBER})"
    r"|\b(\d{1,4}(?:\s?[/-]?\s?[a-h]|[i-z])?)(?![a-z\d])"
)
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
    **dict.fromkeys(("gardens", "gdns", "gerddi"), "gardens"),
    **dict.fromkeys(("promenade", "prom", "promenad"), "promenade"),
    **dict.fromkeys(("row", "rhes"), "row"),
    **{name: name for name in ("way", "grove", "parade", "walk", "mews")},
}
TYPE_WORDS = frozenset(_TYPES.values())
# What many streets are called after, as it changes behind "y" and "yr".
_CALLED = {
    **dict.fromkeys(("eglwys", "heglwys"), "church"),
    **dict.fromkeys(("gorsaf", "orsaf"), "station"),
    **dict.fromkeys(("marchnad", "farchnad"), "market"),
    **dict.fromkeys(("pont", "bont"), "bridge"),
    **dict.fromkeys(("castell", "gastell"), "castle"),
    **dict.fromkeys(("brenhines", "frenhines"), "queen"),
    **dict.fromkeys(("brenin", "frenin"), "king"),
    **dict.fromkeys(("melin", "felin"), "mill"),
    "capel": "chapel",
    "newydd": "new",
    "ysgol": "school",
}
_SMALL = frozenset(
    ["the", "y", "yr", "of", "on", "near", "above", "no", "number", "rhif", "uk"]
)
_SAINT = "saint"
_STREET_WORDS = 4

Line = tuple[str, ...]
Places = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class PremisesFields:
    """An address in its fields; each may be empty.

    ``streets`` are the names of one street. ``places`` are the lines behind it, the
    nearest first, each with the names that it gives, without blanks; ``is_run_on`` says
    that no comma stood before the first.
    """

    postcode: str = ""
    number: str = ""
    flat: str = ""
    floor: str = ""
    block: str = ""
    streets: tuple[Line, ...] = ()
    house: str = ""
    places: Places = ()
    is_run_on: bool = False
    uprn: str = ""

    @property
    def says_something(self) -> bool:
        """Whether it can be compared at all."""
        return bool(self.postcode or self.streets or self.uprn)


@lru_cache(maxsize=65_536)
def read_premises(text: str, uprn: str = "") -> PremisesFields:
    """The fields of an address as it was typed, its first 400 characters."""
    plain = (
        anyascii(clean_lettering(text[:LONGEST_ADDRESS])).casefold().replace(_HERE, " ")
    )
    plain = in_english(plain)
    for pattern, english in _SAID_IN_WELSH:
        plain = pattern.sub(english, plain)
    plain, postcode = _take_postcode(plain)
    plain, units = take_units(plain)
    plain, number = _take_number(plain)
    before, streets, tail, places = _in_lines(plain)
    return PremisesFields(
        postcode=postcode,
        number=number,
        flat=units.flat,
        floor=units.floor,
        block=units.block,
        streets=streets,
        house="" if number else before,
        places=(*tail, *places),
        is_run_on=bool(tail),
        uprn=uprn.lstrip("0"),
    )


def list_sought_words(text: str) -> list[str]:
    """An address as words to look for in a list: as typed, and in English.

    Without flat and floor, which lists rarely have, and without the street's type,
    which they write in many ways.
    """
    plain = anyascii(clean_lettering(text[:LONGEST_ADDRESS])).casefold()
    typed, _ = take_units(plain)
    english = _SAID_IN_WELSH[0][0].sub(_SAID_IN_WELSH[0][1], in_english(typed))
    number = re.findall(r"\d+", english)
    named = [word for word in _words(english) if word not in TYPE_WORDS]
    sought = (re.sub(r"[\W_]+", " ", typed), " ".join([*number, *named]))
    return list(dict.fromkeys(each.strip() for each in sought))


def names_of_street(street: Line) -> list[str]:
    """The words but for the type; the type where there is nothing else."""
    return [word for word in street if word not in TYPE_WORDS] or list(street)


def _take_postcode(text: str) -> tuple[str, str]:
    found = _POSTCODE.search(text)
    if not found:
        return text, ""
    outward, inward = found[1].upper(), found[2].upper()
    nought = f"0{inward[1:]}" if inward.startswith("O") else inward
    left = f"{text[: found.start()]} , {text[found.end() :]}"
    return left, f"{outward} {nought}"


def _take_number(text: str) -> tuple[str, str]:
    """The text with a mark for its first number, and that: 12, 14a, 12-14 or 12+16."""
    found = _NUMBER.search(text)
    if not found:
        return text, ""
    left = f"{text[: found.start()]} , {_HERE} {text[found.end() :]}"
    if found[4]:
        return left, re.sub(r"[\s/-]", "", found[4])
    between = "-" if found[2] in {"-", "/", "to"} else "+"
    return left, f"{found[1]}{between}{found[3]}"


def _in_lines(text: str) -> tuple[str, tuple[Line, ...], Places, Places]:
    """The line before the street as a name, the street, and what is behind it.

    Behind it without a comma first, and then the further lines.
    """
    parts = [part for part in text.split(",") if _alternatives(part)]
    at = _find_street(parts)
    if at is None:
        return "", (), (), ()
    streets, tail = _split_street(parts[at])
    before = "".join(_alternatives(parts[0])[0]) if at else ""
    run_on = _towns([frozenset("".join(each) for each in tail)])
    return before, streets, run_on, _towns(map(_place, parts[at + 1 :]))


def _towns(places: Iterable[frozenset[str]]) -> Places:
    """Those that name more than a county or a country."""
    return tuple(each for place in places if (each := place - WIDE_AREAS))


def _find_street(parts: list[str]) -> int | None:
    """The line that follows the number, or has a street's type, or else the first."""
    numbered = (at for at, part in enumerate(parts) if _HERE in part)
    typed = (
        at
        for at, part in enumerate(parts)
        if any(not TYPE_WORDS.isdisjoint(line) for line in _alternatives(part))
    )
    return next(iter([*numbered, *typed, *range(len(parts))]), None)


def _split_street(part: str) -> tuple[tuple[Line, ...], list[Line]]:
    """The names of the street, and what stands behind its type without a comma."""
    named = _alternatives(part)
    typed = [line for line in named if not TYPE_WORDS.isdisjoint(line)] or named
    split = [_split_at_type(line) for line in typed]
    streets = dict.fromkeys(street[:_STREET_WORDS] for street, _ in split)
    return tuple(streets), [tail for _, tail in split if tail]


def _split_at_type(line: Line) -> tuple[Line, Line]:
    """High Street and Rhyl of "high street rhyl"; Welsh puts the type first."""
    types = [at for at, word in enumerate(line) if word in TYPE_WORDS]
    end = types[-1] + 1 if types and types[-1] else len(line)
    return _without_area(line[:end], 1), _without_area(line[end:], 0)


def _without_area(line: Line, least: int) -> Line:
    """A line without the county or the country at its end."""
    for end in range(len(line) - 1, 0, -1):
        names = [word for word in line[:end] if word not in TYPE_WORDS]
        if len(names) >= least and "".join(line[end:]) in WIDE_AREAS:
            return _without_area(line[:end], least)
    return line


def _place(part: str) -> frozenset[str]:
    lines = (_without_area(line, 1) for line in _alternatives(part))
    return frozenset("".join(line) for line in lines)


def _alternatives(part: str) -> list[Line]:
    """A line in the words of each name that it gives: before and after a slash."""
    named = re.split(r"[/()]", part.replace(_HERE, " "))
    return [line for each in named if (line := tuple(_words(each)))]


def _words(text: str) -> Iterator[str]:
    """The words of a line: types spelt out, St of a saint told from that of a street.

    It is a saint's at the beginning, and after another type: Rhyl Road, St Asaph.
    """
    before = ""
    for word in _WORD.findall(text):
        if word in _SMALL:
            continue
        is_saint = word in {"st", _SAINT} and (not before or before in TYPE_WORDS)
        before = _SAINT if is_saint else _TYPES.get(word, _CALLED.get(word, word))
        yield before
