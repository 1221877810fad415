"""What is stored of a person to be compared: what was said, and nothing that follows.

A question of the desk reads a hundred of these. What follows from them (``met``, whose
each part of a name is) is worked out where it is asked for, which is seldom.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from unhidden.linkage.people import PersonRecord, make_said_columns
from unhidden.linkage.person_names import derive_heard, derive_met
from unhidden.linkage.relatives import FORMS, WORDS, make_family_columns

Columns = dict[str, Any]


class PersonColumns(dict[str, Any]):
    """The columns of a person, of which those that follow are made when asked for."""

    def __missing__(self, column: str) -> Any:
        self.update(_DERIVED[column](self))
        return self[column]


def _derive_family(row: Mapping[str, Any]) -> Mapping[str, Any]:
    return make_family_columns(row["words"] or [])


def _derive_span(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """Of a year that is known; a span of years is stored."""
    return dict.fromkeys(SPAN, row["born_year"])


#: The years of birth that fit what was said; stored where there is more than one.
SPAN = ("born_from", "born_to")
_DERIVED: Mapping[str, Callable[[Mapping[str, Any]], Mapping[str, Any]]] = {
    "met": lambda row: {"met": derive_met(row)},
    "heard": lambda row: {"heard": derive_heard(row)},
    **dict.fromkeys((*WORDS, *FORMS), _derive_family),
    **dict.fromkeys(SPAN, _derive_span),
}
_SAID = make_said_columns(PersonRecord(""))
#: The columns that are stored, where they are known.
STORED = tuple(name for name in _SAID if name not in SPAN)
_NOTHING = dict.fromkeys(STORED)


def pack_person(said: Mapping[str, Any]) -> Columns:
    """What to store of a person: what is known and does not follow."""
    follows = SPAN if said["born_year"] is not None else ()
    return {
        name: value
        for name, value in said.items()
        if value is not None and name not in follows
    }


def read_person(stored: Mapping[str, Any]) -> PersonColumns:
    """The columns of a person from what is stored, or from all of them."""
    row = PersonColumns(_NOTHING)
    row.update(stored)
    return row


def fill_person(stored: Mapping[str, Any]) -> Columns:
    """As ``read_person``, with every column made, for a table of them."""
    row = read_person(stored)
    return {name: row[name] for name in (*row, *_DERIVED)}


def make_person_columns(person: PersonRecord, key: object = None) -> Columns:
    """The values that ``PEOPLE`` compares, by column."""
    return {"id": key, **fill_person(make_said_columns(person))}
