"""What linkage reads of a mention: a profile to compare, and keys to find it by."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from unhidden.intelligence.rules.mentions import names_of
from unhidden.linkage.adverts import advert_keys, read_advert
from unhidden.linkage.businesses import business_keys
from unhidden.linkage.hashing import hashed
from unhidden.linkage.keys import phone_key, web_key
from unhidden.linkage.people import Born, Person, columns
from unhidden.linkage.person_keys import person_keys
from unhidden.linkage.phones import phone_keys
from unhidden.linkage.plates import plate_keys
from unhidden.linkage.premises import premises_keys, read_premises

#: Raised with every change of what a trace holds: the worker makes old ones anew.
SPEC = "3"
#: Whose a thing of a kind may be, and in which of their details it stands.
_BEARERS = {
    "phone": (("person", "phone"), ("advert", "phone")),
    "account": (("person", "email"),),
}
_NOT_OF_A_NUMBER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the list of premises: its id, its name, its address in a line."""

    entry: str
    name: str
    address: str
    uprn: str = ""


@dataclass(frozen=True, slots=True)
class Traced:
    """``keys`` are signed 64-bit numbers; ``spec`` names the rules that made both."""

    profile: Mapping[str, Any]
    keys: frozenset[int]
    spec: str = SPEC


def trace_of(
    kind: str, text: str, details: Mapping[str, str], place: Place | None = None
) -> Traced:
    """The trace of a mention; without keys where it says too little to be found.

    ``place`` is the entry that a mention of premises names; without one, its text is
    read as an address.
    """
    if kind == "premises":
        return _premises(place or Place("", "", text))
    return _MAKERS[kind](text, details)


def bearers_of(kind: str, text: str) -> Iterator[tuple[str, Traced]]:
    """Whoever may have a number or an e-mail address: their kind, and it alone."""
    for bearer, detail in _BEARERS.get(kind, ()):
        if detail != "email" or "@" in text:
            yield bearer, trace_of(bearer, "", {detail: text})


def people_of(text: str, details: Mapping[str, str]) -> list[Person]:
    """The person under their name, and again under each other name of theirs.

    Once without one, where nothing but how they are reached is known.
    """
    phone = phone_key(details.get("phone", ""))
    email = details.get("email", "").strip()
    return [
        Person(
            name=name,
            born=_born(details.get("born", "")),
            phones=(phone,) if phone else (),
            emails=(email,) if email else (),
            postcode=details.get("postcode", ""),
        )
        for name in names_of(text, details) or [""]
    ]


def _born(text: str) -> Born | None:
    return Born(*map(int, text.split("-"))) if text else None


def _person(text: str, details: Mapping[str, str]) -> Traced:
    people = people_of(text, details)
    keys = frozenset(key for person in people for key in person_keys(person))
    return Traced({"names": [columns(person) for person in people]}, keys)


def _by(
    kind: str, keys: Callable[[str], Iterable[str]]
) -> Callable[[str, Mapping[str, str]], Traced]:
    def make(text: str, details: Mapping[str, str]) -> Traced:
        found = frozenset(hashed(kind, key) for key in keys(text))
        return Traced({"text": text}, found)

    return make


def _premises(place: Place) -> Traced:
    """By the entry that is named, and by the address, since a place is listed twice."""
    read = read_premises(place.address, place.uprn)
    keys = {f"e:{place.entry}"} if place.entry else set()
    found = frozenset(hashed("premises", key) for key in keys | premises_keys(read))
    return Traced(asdict(place), found)


def _advert(text: str, details: Mapping[str, str]) -> Traced:
    advert = read_advert(f"{details.get('words', '')}\n{details.get('phone', '')}")
    web = web_address(text, details)
    profile = {
        "runs": sorted(advert.runs),
        "phones": sorted(advert.phones),
        "web": web,
    }
    at = {f"w:{web}"} if web else set()
    keys = frozenset(hashed("advert", key) for key in advert_keys(advert) | at)
    return Traced(profile, keys)


def web_address(text: str, details: Mapping[str, str]) -> str:
    """Where an advert stands: its own address, or its name where that is one."""
    return web_key(details.get("address", "")) or web_key(text) or ""


def plain_number(text: str) -> str:
    """An account or a document's number without spaces, signs and capitals."""
    return _NOT_OF_A_NUMBER.sub("", text).casefold()


def _number_keys(text: str) -> list[str]:
    """The whole, and the whole less any one of its signs."""
    plain = plain_number(text)[:40]
    less_one = {plain[:at] + plain[at + 1 :] for at in range(len(plain))}
    return [plain, *less_one] if plain else []


_MAKERS: Mapping[str, Callable[[str, Mapping[str, str]], Traced]] = {
    "person": _person,
    "vehicle": _by("vehicle", plate_keys),
    "phone": _by("phone", phone_keys),
    "account": _by("account", _number_keys),
    "advert": _advert,
    "document": _by("document", _number_keys),
    "business": _by("business", business_keys),
    "event": _by("event", lambda text: ()),
}
