"""The keys of a person: who may be one person shares at least one of them.

Each is hashed to be small and of one form. A key that many share
is passed over when looked up, so each thing that many share (a name, a year, a
postcode) is also joined with another one.
"""

from __future__ import annotations

from collections.abc import Iterator

from unhidden.linkage import names
from unhidden.linkage.hashing import hash_parts
from unhidden.linkage.names import name_keys
from unhidden.linkage.people import (
    Columns,
    PersonRecord,
    list_word_forms,
    make_said_columns,
)

KIND = "person"
# One consonant left out, or only how a part begins: dear, and needed only where there
# is nothing but a name.
_FOR_NAMES_ALONE = frozenset("dxi")
_MOST_FORMS = 5


def person_keys(person: PersonRecord, known: Columns | None = None) -> frozenset[int]:
    """What to store for a person, and what to look one up by.

    ``known`` are the person's columns, where they are at hand.
    """
    return frozenset(
        hash_parts(KIND, *key)
        for key in _keys(person, known or make_said_columns(person))
    )


def lone_keys(name: str) -> frozenset[int]:
    """By what somebody of whom one name is known finds those of whom more is."""
    return frozenset(hash_parts(KIND, "name", key) for key in names.lone_keys(name))


def _keys(person: PersonRecord, known: Columns) -> Iterator[tuple[str, ...]]:
    has_more = known["born_year"] or known["phones"] or known["outcode"]
    for key in name_keys(person.name):
        if not has_more or key[0] not in _FOR_NAMES_ALONE:
            yield "name", key
    yield from _reached(known)
    # A day stands for itself and turned round, so that the two meet.
    for column in ("born", "born_crossed", "postcode"):
        if known[column]:
            yield column.removesuffix("_crossed"), known[column]
    for form in _forms(known):
        for column in ("born_month", "born_year", "outcode"):
            if known[column] is not None:
                yield column, str(known[column]), form


def _reached(known: Columns) -> Iterator[tuple[str, ...]]:
    for phone in known["phones"] or ():
        yield from (("phone", phone), ("starts", phone[:-2]), ("ends", phone[2:]))
    for email in known["emails"] or ():
        yield "email", email


def _forms(known: Columns) -> list[str]:
    """By which a person is looked up together with a year or a place."""
    ends = [
        form
        for end in ("first", "last")
        if known[end]
        for form in list_word_forms(known[end])
    ]
    if not ends and known["single"]:
        ends = [form for form in list_word_forms(known["single"]) if len(form) > 1]
    return list(dict.fromkeys(ends))[:_MOST_FORMS]
