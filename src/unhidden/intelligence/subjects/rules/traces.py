"""What linkage reads of a mention: a profile to compare, and keys to find it by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from unhidden.intelligence.subjects.rules.mentions import names_of, read_birth_span
from unhidden.linkage.accounts import (
    account_keys,
    number_keys,
    plain_number,
    read_account,
)
from unhidden.linkage.addresses import read_premises
from unhidden.linkage.adverts import advert_keys, read_advert
from unhidden.linkage.businesses import business_keys, company_number
from unhidden.linkage.hashing import hash_parts
from unhidden.linkage.keys import phone_key, web_key
from unhidden.linkage.people import BirthDate, PersonRecord, make_said_columns
from unhidden.linkage.person_keys import lone_keys, person_keys
from unhidden.linkage.person_profiles import pack_person
from unhidden.linkage.phones import phone_keys
from unhidden.linkage.plates import plate_keys
from unhidden.linkage.premises import premises_keys
from unhidden.linkage.unsaid import (
    has_number,
    is_description,
    is_email_of_somebody,
    is_plate_like,
    is_postcode_like,
    is_unsaid,
)

#: Raised with every change of what a trace holds: the worker makes old ones anew. So is
#: the index of what waits (``traces_to_renew``), by a migration of the same change.
SPEC = "5"
#: Each name of one is held against each of another: so many are read of a person.
MOST_NAMES = 12
#: Whose a thing of a kind may be, and in which of their details it stands.
_BEARERS = {
    "phone": (("person", "phone"), ("advert", "phone")),
    "account": (("person", "email"),),
}


@dataclass(frozen=True, slots=True)
class TracedEntry:
    """An entry of the list of premises: its id, its name, its address in a line."""

    entry: str
    name: str
    address: str
    uprn: str = ""


@dataclass(frozen=True, slots=True)
class MentionTrace:
    """``keys`` are signed 64-bit numbers; ``spec`` names the rules that made both.

    ``kept`` are stored beside the keys, and not looked up. The ``spec`` stands in the
    profile, too: one that was made by other rules is not compared.
    """

    profile: Mapping[str, Any]
    keys: frozenset[int]
    kept: frozenset[int] = frozenset()
    spec: str = SPEC


def trace_of(
    kind: str, text: str, details: Mapping[str, str], place: TracedEntry | None = None
) -> MentionTrace:
    """The trace of a mention; without keys where it says too little to be found.

    ``place`` is the entry that a mention of premises names; without one, its text is
    read as an address.
    """
    if kind == "premises":
        where = "" if is_unsaid(text) else text
        made = _premises(place or TracedEntry("", "", where))
    else:
        made = _MAKERS[kind](text, details)
    return replace(made, profile={**made.profile, "spec": SPEC})


def is_of_today(profile: Mapping[str, Any]) -> bool:
    """Whether a profile was made by these rules."""
    return bool(profile.get("spec") == SPEC)


def bearers_of(kind: str, text: str) -> Iterator[tuple[str, MentionTrace]]:
    """Whoever may have a number or an e-mail address: their kind, and it alone."""
    for bearer, detail in _BEARERS.get(kind, ()):
        if detail != "email" or "@" in text:
            yield bearer, trace_of(bearer, "", {detail: text})


def people_of(text: str, details: Mapping[str, str]) -> list[PersonRecord]:
    """The person under their name, and again under each other name of theirs.

    Once without one, where nothing but how they are reached is known. What is typed
    where nothing is known, and what describes somebody, says nothing.
    """
    phone = phone_key(details.get("phone", ""))
    email, postcode = details.get("email", "").strip(), details.get("postcode", "")
    once = dict.fromkeys(names_of(text, details))
    named = [each for each in once if not is_description(each)][:MOST_NAMES]
    return [
        PersonRecord(
            name=name,
            born=_born(details.get("born", "")),
            phones=(phone,) if phone else (),
            emails=(email,) if is_email_of_somebody(email) else (),
            postcode=postcode if is_postcode_like(postcode) else "",
        )
        for name in named or [""]
    ]


def _born(text: str) -> BirthDate | None:
    if span := read_birth_span(text):
        return BirthDate(span[0], latest=span[1])
    return BirthDate(*map(int, text.split("-"))) if text else None


def _person(text: str, details: Mapping[str, str]) -> MentionTrace:
    people = [(each, make_said_columns(each)) for each in people_of(text, details)]
    keys = frozenset(key for each in people for key in person_keys(*each))
    lone = [(known, lone_keys(each.name)) for each, known in people]
    asked = frozenset(key for known, some in lone if not known["ends"] for key in some)
    kept = frozenset(key for _, some in lone for key in some)
    return MentionTrace(
        {"names": [pack_person(known) for _, known in people]}, keys | asked, kept
    )


def _by(
    kind: str, keys: Callable[[str], Iterable[str]]
) -> Callable[[str, Mapping[str, str]], MentionTrace]:
    def make(text: str, details: Mapping[str, str]) -> MentionTrace:
        found = frozenset(hash_parts(kind, key) for key in keys(text))
        return MentionTrace({"text": text}, found)

    return make


def _premises(place: TracedEntry) -> MentionTrace:
    """By the entry that is named, and by the address, since a place is listed twice."""
    read = read_premises(place.address, place.uprn)
    keys = {f"e:{place.entry}"} if place.entry else set()
    found = frozenset(hash_parts("premises", key) for key in keys | premises_keys(read))
    return MentionTrace(asdict(place), found)


def _advert(text: str, details: Mapping[str, str]) -> MentionTrace:
    advert = read_advert(f"{details.get('words', '')}\n{details.get('phone', '')}")
    web = web_address(text, details)
    profile = {
        "runs": sorted(advert.runs),
        "phones": sorted(advert.phones),
        "web": web,
    }
    at = {f"w:{web}"} if web else set()
    keys = frozenset(hash_parts("advert", key) for key in advert_keys(advert) | at)
    return MentionTrace(profile, keys)


def web_address(text: str, details: Mapping[str, str]) -> str:
    """Where an advert stands: its own address, or its name where that is one."""
    return web_key(details.get("address", "")) or web_key(text) or ""


def _account(text: str, details: Mapping[str, str]) -> MentionTrace:
    account = read_account(text, details.get("provider", ""))
    keys = frozenset(hash_parts("account", key) for key in account_keys(account))
    return MentionTrace(asdict(account), keys)


def _plate_keys(text: str) -> Iterable[str]:
    return plate_keys(text) if is_plate_like(text) else []


def _document_keys(text: str) -> list[str]:
    return number_keys(plain_number(text)) if has_number(text) else []


def _business(text: str, details: Mapping[str, str]) -> MentionTrace:
    """By the name, and by the number under which a register has it."""
    number = company_number(details.get("number", ""))
    keys = set(business_keys(text)) | ({f"n:{number}"} if number else set())
    found = frozenset(hash_parts("business", key) for key in keys)
    return MentionTrace({"text": text, "number": number}, found)


_MAKERS: Mapping[str, Callable[[str, Mapping[str, str]], MentionTrace]] = {
    "person": _person,
    "vehicle": _by("vehicle", _plate_keys),
    "phone": _by("phone", phone_keys),
    "account": _account,
    "advert": _advert,
    "document": _by("document", _document_keys),
    "business": _business,
    "event": _by("event", lambda text: ()),
}
