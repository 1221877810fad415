"""Where what two sources spoke of meets: at what only one thing has, or at a name.

Between organisations: a phone in E.164, a whole plate, an entry of the list, its UPRN,
a postcode with number, a day of birth with a last name or with two names in either
order, an e-mail address, an account of a site, a web address, the
number of a document or of a company. Of one source within one organisation a name is
enough (docs/decisions/source-guard.md).
Hashed to be small and of one form; whoever reads one may try what they guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations

from unhidden.intelligence.subjects.rules.mentions import names_of
from unhidden.intelligence.subjects.rules.traces import TracedEntry, web_address
from unhidden.linkage.accounts import plain_number, read_account
from unhidden.linkage.addresses import read_premises
from unhidden.linkage.adverts import read_advert
from unhidden.linkage.businesses import business_keys, company_number
from unhidden.linkage.hashing import hash_parts
from unhidden.linkage.keys import name_key, phone_key, plate_key
from unhidden.linkage.names import name_keys
from unhidden.linkage.names.reading import read_name
from unhidden.linkage.names.skeleton import make_skeletons
from unhidden.linkage.plates import fold_plate
from unhidden.linkage.premises import name_home

_MEETS, _WITHIN = "meets", "meets within"
_SHORTEST_PLATE, _SHORTEST_NAME, _SHORTEST_NUMBER = 5, 3, 6
_MOST_PARTS = 5
_WHOLE_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DIGIT = re.compile(r"\d")
# Whoever does not know a day of birth writes the first of the year.
_NO_DAY = "-01-01"
# Of a name's keys those of whole parts: linkage/names/keys.py names the families.
_OF_PARTS = ("p:", "w:", "j:", "e:")
_Found = Iterator[tuple[str, str | None]]


def meeting_keys(
    kind: str, text: str, details: Mapping[str, str], place: TracedEntry | None
) -> frozenset[int]:
    """The hashed keys of a mention; none where it says too little to be one thing.

    ``place`` is the entry of the list that a mention of premises names.
    """
    found = _keys(kind, text, details, place)
    return frozenset(hash_parts(_MEETS, what, key) for what, key in found if key)


def keys_within(kind: str, text: str, details: Mapping[str, str]) -> frozenset[int]:
    """The hashed keys that many may have, enough where the source is one already."""
    return frozenset(
        hash_parts(_WITHIN, what, key)
        for what, key in _within(kind, text, details)
        if key
    )


def _keys(
    kind: str, text: str, details: Mapping[str, str], place: TracedEntry | None
) -> _Found:
    if kind == "premises" and place:
        yield from _of_a_place(place)
    if kind in ("person", "advert"):
        yield "phone", phone_key(details.get("phone", ""))
    if kind in _READERS:
        yield from _READERS[kind](text, details)


def _of_a_place(place: TracedEntry) -> _Found:
    """A place that stands twice in the list meets itself by its address."""
    yield "premises", place.entry
    read = read_premises(place.address, place.uprn)
    yield "uprn", read.uprn
    if read.postcode and read.number:
        number, within = name_home(read)
        yield "address", f"{read.postcode} {number} {within}"


def _of_advert(text: str, details: Mapping[str, str]) -> _Found:
    yield "web", web_address(text, details)
    for phone in read_advert(details.get("words", "")).phones:
        yield "phone", phone_key(phone)


def _of_phone(text: str, details: Mapping[str, str]) -> _Found:
    yield "phone", phone_key(text)


def _of_vehicle(text: str, details: Mapping[str, str]) -> _Found:
    plate = plate_key(text) or ""
    yield "plate", fold_plate(plate) if len(plate) >= _SHORTEST_PLATE else None


def _of_document(text: str, details: Mapping[str, str]) -> _Found:
    yield "document", _number(text)


def _of_business(text: str, details: Mapping[str, str]) -> _Found:
    yield "company", _number(company_number(details.get("number", "")))


def _of_person(text: str, details: Mapping[str, str]) -> _Found:
    yield "email", _email(details.get("email", ""))
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
        for left in make_skeletons(one):
            for right in make_skeletons(other):
                yield "|".join(sorted((left, right)))


def _of_account(text: str, details: Mapping[str, str]) -> _Found:
    """An address is one thing; a name is, on a site that is said; so is a number."""
    account = read_account(text, details.get("provider", ""))
    site, name = account.site, account.name
    yield "email", _email(name)
    yield "account", f"{site} {name}" if site and name else None
    yield "number", name if name.isdecimal() and len(name) >= _SHORTEST_NUMBER else None


def _email(text: str) -> str | None:
    plain = text.strip().casefold()
    return plain if "@" in plain[1:-1] and "." in plain.partition("@")[2] else None


def _number(text: str) -> str | None:
    """A number of at least six signs, with a digit among them: no word."""
    plain = plain_number(text)
    return plain if len(plain) >= _SHORTEST_NUMBER and _DIGIT.search(plain) else None


def _within(kind: str, text: str, details: Mapping[str, str]) -> _Found:
    if kind == "person":
        for name in names_of(text, details):
            yield "person", name_key(name)
            for key in name_keys(name):
                yield "person", key if key.startswith(_OF_PARTS) else None
    if kind == "business":
        for key in business_keys(text):
            yield "business", key if key.startswith("o:") else None
    if kind == "account":
        yield "account", read_account(text, details.get("provider", "")).name


_READERS: Mapping[str, Callable[[str, Mapping[str, str]], _Found]] = {
    "advert": _of_advert,
    "phone": _of_phone,
    "vehicle": _of_vehicle,
    "person": _of_person,
    "account": _of_account,
    "document": _of_document,
    "business": _of_business,
}
