"""What a line in the search box can be: things to compare, words, or a reference."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from unhidden.intelligence.subjects.rules.traces import (
    MentionTrace,
    bearers_of,
    trace_of,
)
from unhidden.lib.letters import drop_signs
from unhidden.linkage.accounts import plain_number
from unhidden.linkage.identifiers import find_identifiers
from unhidden.linkage.plates import SHORTEST_PARTIAL, count_seen_characters, read_plate

LONGEST_ASKED, SHORTEST_PLACE = 200, 3
_MOST_NAMES, _MOST_PLATE_PARTS, _FEWEST_DIGITS, _FEWEST_SIGNS = 8, 3, 4, 4
_NUMBER = re.compile(r"[+()\d\s./-]+")
_URN = re.compile(r"[A-Z]{2,10}(?:-[A-Z]{2,10})+-\d{4}-\d{1,9}")
_NOT_SEEN = {"Cc", "Co", "Cs", "Cn"}
_KINDS = {"phone": "phone", "plate": "vehicle", "email": "account"}
# Every Latin letter with a mark, as the columns of words (migrations/0001_tables.py).
_MARKED = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
_BARE = str.maketrans(
    {code: unicodedata.normalize("NFKD", chr(code))[0] for code in _MARKED}
    | str.maketrans("đħıłøŧ-", "dhilot ")
    | dict.fromkeys(range(0x300, 0x370))
)


@dataclass(frozen=True, slots=True)
class SearchLine:
    """``things`` are what the line may name, by kind, as linkage compares them.

    ``words`` is the line without accents; ``urn`` the reference that it is, if one.
    """

    text: str
    words: str
    urn: str
    things: tuple[tuple[str, MentionTrace], ...]


def parse_search_line(text: str) -> SearchLine:
    """A line as typed, without signs that nobody sees; things without keys left out."""
    clean = clean_line(text)
    urn = clean.upper() if _URN.fullmatch(clean.upper()) else ""
    named = dict.fromkeys(() if urn else (*_whole(clean), *_inside(clean)))
    things = (
        thing
        for kind, said in named
        for thing in ((kind, trace_of(kind, said, {})), *bearers_of(kind, said))
    )
    kept = {(kind, trace.keys): (kind, trace) for kind, trace in things if trace.keys}
    return SearchLine(clean, without_accents(clean), urn, tuple(kept.values()))


def clean_line(text: str) -> str:
    """One line, at most so long, with neither control nor direction signs."""
    plain = unicodedata.normalize("NFC", text[: 4 * LONGEST_ASKED])
    # A sign of control parts words; one of format stands inside them.
    shown = drop_signs(plain, {"Cf"}, spaced=_NOT_SEEN)
    return " ".join(shown.split())[:LONGEST_ASKED]


def without_accents(text: str) -> str:
    """Lower case, Latin letters bare: "Tŷ Gwyn" is found as "ty gwyn".

    A hyphen before a word means nothing here: nobody searches for what is not said.
    """
    return text.lower().translate(_BARE)


def _whole(text: str) -> Iterator[tuple[str, str]]:
    """The kinds that the whole line can be a thing of."""
    letters = sum(c.isalpha() for c in text)
    digits = sum(c.isdigit() for c in text)
    plain = plain_number(text)
    if _NUMBER.fullmatch(text) and digits >= _FEWEST_DIGITS:
        yield "phone", text
    if _may_be_plate(text, digits):
        yield "vehicle", text
    if len(plain) >= _FEWEST_SIGNS and (" " not in text or not letters):
        yield "account", text
    if len(plain) >= _FEWEST_SIGNS and digits:
        yield "document", text
    if letters > 1 and digits and "@" not in text:
        yield "premises", text
    if letters > max(digits, 1) and "@" not in text:
        if len(text.split()) <= _MOST_NAMES:
            yield "person", text
        yield "business", text


def _may_be_plate(text: str, digits: int) -> bool:
    plate = read_plate(text)
    is_gapped = "?" in plate or "*" in plate
    is_short = len(text.split()) <= _MOST_PLATE_PARTS
    return (
        is_short
        and count_seen_characters(plate) >= SHORTEST_PARTIAL
        and bool(digits or is_gapped)
    )


def _inside(text: str) -> Iterator[tuple[str, str]]:
    """What stands in a longer line: each phone, plate and e-mail address."""
    for found in sorted(find_identifiers(text)):
        if found.kind in _KINDS:
            yield _KINDS[found.kind], found.key
