"""The keys of a person: who may be one person shares at least one of them.

Each is hashed; the table of keys tells nothing to who reads it. A key that many share
is passed over when looked up, so each thing that many share (a name, a year, a
postcode) is also joined with another one.
"""

from __future__ import annotations

from collections.abc import Iterator

from unhidden.linkage.hashing import hashed
from unhidden.linkage.names import name_keys
from unhidden.linkage.people import Person, columns

KIND = "person"
_MOST_PARTS = 4


def person_keys(person: Person) -> frozenset[int]:
    """What to store for a person, and what to look one up by."""
    return frozenset(hashed(KIND, *key) for key in _keys(person))


def _keys(person: Person) -> Iterator[tuple[str, ...]]:
    known = columns(person)
    for key in name_keys(person.name):
        yield "name", key
    for phone in known["phones"] or ():
        yield "phone", phone
        yield "phone_start", phone[:-2]
        yield "phone_end", phone[2:]
    for email in known["emails"] or ():
        yield "email", email
    parts = (known["parts"] or ())[: 2 * _MOST_PARTS]
    for part in parts:
        for name, value in _beside(known):
            yield name, part, value
    if known["born"] and known["outcode"]:
        yield "born_outcode", known["born"], known["outcode"]
    if known["born"] and known["postcode"]:
        yield "born_postcode", known["born"], known["postcode"]


def _beside(known: dict[str, object]) -> Iterator[tuple[str, str]]:
    """What a part of a name is joined with."""
    for column in ("born", "born_month", "born_year", "postcode", "outcode"):
        if known[column] is not None:
            yield column, str(known[column])
    crossed = known["born_crossed"]
    if crossed is not None:
        yield "born", str(crossed)
