"""The keys that only one thing has: where two organisations' records meet.

Phone in E.164, whole plate, entry of the list, UPRN, postcode with number, day of birth
with a last name or with two names in either order (intelligence.md §6). Hashed to be
small and of one form; whoever reads one may try what they guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import combinations

from unhidden.intelligence.rules.mentions import names_of
from unhidden.intelligence.rules.traces import Place
from unhidden.linkage.adverts import read_advert
from unhidden.linkage.hashing import hashed
from unhidden.linkage.keys import name_key, phone_key, plate_key
from unhidden.linkage.names.reading import read_name
from unhidden.linkage.names.skeleton import skeletons
from unhidden.linkage.plates import folded
from unhidden.linkage.premises import read_premises

_MEETS = "meets"
_SHORTEST_PLATE, _SHORTEST_NAME = 5, 3
_MOST_PARTS = 5
_WHOLE_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# Whoever does not know a day of birth writes the first of the year.
_NO_DAY = "-01-01"


def meeting_keys(
    kind: str, text: str, details: Mapping[str, str], place: Place | None
) -> frozenset[int]:
    """The hashed keys of a mention; none where it says too little to be one thing.

    ``place`` is the entry of the list that a mention of premises names.
    """
    found = _keys(kind, text, details, place)
    return frozenset(hashed(_MEETS, what, key) for what, key in found if key)


def _keys(
    kind: str, text: str, details: Mapping[str, str], place: Place | None
) -> Iterator[tuple[str, str | None]]:
    if kind == "phone":
        yield "phone", phone_key(text)
    if kind in ("person", "advert"):
        yield "phone", phone_key(details.get("phone", ""))
    if kind == "advert":
        for phone in read_advert(details.get("words", "")).phones:
            yield "phone", phone_key(phone)
    if kind == "vehicle":
        plate = plate_key(text) or ""
        yield "plate", folded(plate) if len(plate) >= _SHORTEST_PLATE else None
    if kind == "premises" and place:
        yield from _of_a_place(place)
    if kind == "person":
        yield from _of_birth(text, details)


def _of_a_place(place: Place) -> Iterator[tuple[str, str | None]]:
    """A place that stands twice in the list meets itself by its address."""
    yield "premises", place.entry
    read = read_premises(place.address, place.uprn)
    yield "uprn", read.uprn
    if read.postcode and read.number:
        yield "address", f"{read.postcode} {read.number} {read.flat}"


def _of_birth(text: str, details: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    born = details.get("born", "")
    if not _WHOLE_DAY.fullmatch(born) or born.endswith(_NO_DAY):
        return
    for name in names_of(text, details):
        first, comma, _ = name.partition(",")
        last = name_key(first if comma else name.split()[-1]) or ""
        if len(last) >= _SHORTEST_NAME:
            yield "born", f"{born} {last}"
        for pair in _pairs(name):
            yield "born", f"{born} {pair}"


def _pairs(name: str) -> Iterator[str]:
    """Each two parts of a name by their sound, whatever their order and script."""
    parts = [part.plain for part in read_name(name).parts if not part.is_initial]
    for one, other in combinations(parts[:_MOST_PARTS], 2):
        for left in skeletons(one):
            for right in skeletons(other):
                yield "|".join(sorted((left, right)))
