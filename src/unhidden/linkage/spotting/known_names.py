"""Names that nothing announces: they begin with a given name that is known.

A given name alone is one where another's whole name is joined to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from unhidden.linkage.names.commonness import is_counted
from unhidden.linkage.names.equivalents import find_equivalents
from unhidden.linkage.names.reading import plain_letters
from unhidden.linkage.spotting.births import MONTHS
from unhidden.linkage.spotting.found import SpottedCandidate, SpottingText
from unhidden.linkage.spotting.persons import end_of_name, is_particle
from unhidden.linkage.towns import TOWNS

_BEGINS = re.compile(r"(?<![\w'’.@/-])[^\W\d_][\w'’\u0300-\u036f-]{1,39}(?= )")
_NO_GIVEN_NAMES = frozenset(
    [*MONTHS, "will", "mark", "grace", "rose", "new", "old", "silver", "white", "black",
     "grey", "gray", "green", "brown", "blue", "see", "say", "can", "long", "do", "go",
     "so", "le", "la", "van", "car", "gwent", "clwyd", "the", "she", "he", "her", "his",
     "they", "in", "on", "at", "an", "no", "to", "my", "we", "you", "mae", "fan", "son",
     "pan", "dan", "ond", "mi", "ni", "hen", "ask", "both", "when"]
)  # fmt: skip
_NO_PERSON = frozenset(
    [*(word for town in TOWNS for word in town.casefold().split() if len(word) > 2),
     *MONTHS, "street", "st", "road", "rd", "lane", "avenue", "drive", "close",
     "square", "terrace", "crescent", "court", "place", "way", "gardens", "grove",
     "parade", "row", "hill", "quay", "park", "stryd", "heol", "ffordd", "lôn",
     "rhodfa", "house", "hotel", "hospital", "school", "college", "university",
     "market", "bank", "church", "chapel", "station", "services", "authority", "office",
     "home", "department", "shop", "stores", "restaurant", "takeaway", "cafe", "café",
     "bar", "club", "centre", "county", "council", "north", "south", "east", "west",
     "royal", "wash", "nails", "ltd", "limited", "cyf", "plc", "airport", "bay", "day",
     "police", "heddlu", "cyngor", "ysbyty", "ysgol", "coleg", "gwesty", "eglwys",
     "capel", "gogledd", "wales", "cymru", "england", "scotland", "ireland", "kingdom",
     "britain", "crown", "act", "red", "cross", "army", "service", "team", "unit",
     "border", "force", "abuse", "labour", "modern", "slavery", "union", "farm",
     "fferm", "castle", "castell", "bridge", "pont", "river", "afon", "lake",
     "northern", "southern", "eastern", "western", "irish", "english", "welsh",
     "scottish", "british", "polish", "romanian", "albanian", "bulgarian", "chinese",
     "vietnamese", "ukrainian", "indian", "monday", "tuesday", "wednesday", "thursday",
     "friday", "saturday", "sunday"]
)  # fmt: skip
# Health boards that are called after somebody; of him and her nobody tells the desk.
_BODIES = frozenset(["betsi cadwaladr", "aneurin bevan", "hywel dda"])
# A house has a place before it and one after it: behind Bryn Awel, Llandyrnog.
_BEFORE_A_HOUSE = re.compile(
    r"\b(?:at|behind|beside|near|outside|opposite|inside|into|from|next to|in front of"
    r"|yn|ger|wrth|gyferbyn â|y tu (?:ôl|allan|mewn) i)[ ]{1,2}$",
    re.IGNORECASE,
)
_AFTER_A_HOUSE = re.compile(r",[ ]{1,2}[^\W\d_]")
_AROUND = 24
_AND = re.compile(r"[ ](?:and|&|a|ac)[ ](?=[^\W\d_])")


def spot_known_names(text: SpottingText) -> Iterator[SpottedCandidate]:
    """Two words and more in capitals, the first of which is a name that is known.

    Of our table of names, or of the published counts; no street, no town, no body.
    """
    beyond = 0
    for found in _BEGINS.finditer(text.plain):
        start = found.start()
        if start < beyond or not _is_known(found[0]):
            continue
        end = _end_of_somebody(text.plain, start)
        if not end and _is_joined_to_somebody(text.plain, found.end()):
            end = found.end()
        if end:
            beyond = end
            yield text.candidate("name", start, end, text.plain[start:end])


def _end_of_somebody(plain: str, start: int) -> int:
    """Where somebody's whole name ends; 0 where it is none."""
    end = end_of_name(plain, start)
    is_person = _is_somebody(plain[start:end].split())
    return end if is_person and not _is_house(plain, start, end) else 0


def _is_joined_to_somebody(plain: str, end: int) -> bool:
    """Whether a whole name follows the one word: Oksana and Iryna Melnyk."""
    joined = _AND.match(plain, end)
    if not joined:
        return False
    other = _BEGINS.match(plain, joined.end())
    return bool(
        other and _is_known(other[0]) and _end_of_somebody(plain, other.start())
    )


def _is_house(plain: str, start: int, end: int) -> bool:
    before = plain[max(0, start - _AROUND) : start]
    follows = _AFTER_A_HOUSE.match(plain, end)
    is_place = bool(follows and plain[follows.end() - 1].isupper())
    return is_place and bool(_BEFORE_A_HOUSE.search(before))


def _is_known(word: str) -> bool:
    is_capital = word[0].isupper() and not word.isupper()
    if not is_capital or word.casefold() in _NO_GIVEN_NAMES:
        return False
    plain = plain_letters(word)
    return bool(find_equivalents(plain)) or is_counted(plain)


def _is_somebody(words: list[str]) -> bool:
    """Whether there are two at least, none of them a street's, a town's or a body's."""
    large = [word for word in words if not is_particle(word)]
    plain = [word.strip(".,'’").casefold() for word in words]
    is_body = " ".join(plain) in _BODIES
    return len(large) > 1 and not is_body and _NO_PERSON.isdisjoint(plain)
