"""A person as a source described one, ready to be compared.

What is compared: the name in any script, the date of birth as far as it is known,
telephone numbers, e-mail addresses, the postcode. Never nationality, language or
ethnicity: they are no signs of anything, and they skew the weights of those who share
them. A column is None where nothing is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from unhidden.linkage.births import BIRTHS, LONGEST_SPAN
from unhidden.linkage.conditions import (
    absent,
    edits,
    equal,
    shares,
)
from unhidden.linkage.names.equivalents import find_equivalents
from unhidden.linkage.names.reading import read_name
from unhidden.linkage.names.skeleton import make_skeletons
from unhidden.linkage.people_shares import SHARES
from unhidden.linkage.person_names import NAME, make_name_columns
from unhidden.linkage.relatives import LIMITS
from unhidden.linkage.spec import AgreementLevel, ComparisonSpec, FieldComparison

Columns = dict[str, Any]
# Digits of a number that are the same with a country code and without.
_TAIL = 9
_INWARD = 3
_SHORTEST_POSTCODE = 5
FIRST_OF_JANUARY = (1, 1)


@dataclass(frozen=True, slots=True)
class BirthDate:
    """A date of birth as far as it is known.

    The first of January is what forms say of those whose day nobody knows: it counts
    as the year alone. With ``latest`` it is a year from ``year`` to that one, both
    counted, as where somebody's age was said.
    """

    year: int
    month: int | None = None
    day: int | None = None
    latest: int | None = None

    @property
    def is_whole(self) -> bool:
        """Whether a day is known that was not put in for want of one."""
        known = (self.month, self.day)
        return None not in known and known != FIRST_OF_JANUARY


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """What one source said; numbers as ``keys.phone_key`` gives them."""

    name: str
    born: BirthDate | None = None
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    postcode: str = ""


def make_said_columns(person: PersonRecord) -> Columns:
    """What is compared of a person, by column, but what follows from the rest."""
    return {
        **make_name_columns(read_name(person.name)),
        **_born_columns(person.born),
        **_reached_columns(person),
    }


def list_word_forms(word: str) -> tuple[str, ...]:
    """What a part may be met as: what it is a form of, how it sounds."""
    return (*find_equivalents(word), *make_skeletons(word))


def _born_columns(born: BirthDate | None) -> Columns:
    whole = born if born and born.is_whole else None
    month = born.month if born and born.month and (whole or born.day is None) else None
    return {
        "born": f"{whole.year:04}-{whole.month:02}-{whole.day:02}" if whole else None,
        "born_crossed": (
            f"{whole.year:04}-{whole.day:02}-{whole.month:02}" if whole else None
        ),
        "born_month": f"{born.year:04}-{month:02}" if born and month else None,
        "born_year": born.year if born and born.latest in (None, born.year) else None,
        **_span_columns(born),
    }


def _span_columns(born: BirthDate | None) -> Columns:
    """The first and the last year that it may be; a wider span says nothing."""
    last = (born.latest or born.year) if born else 0
    if born is None or last - born.year > LONGEST_SPAN:
        return {"born_from": None, "born_to": None}
    return {"born_from": born.year, "born_to": last}


def _reached_columns(person: PersonRecord) -> Columns:
    phones = sorted({phone[-_TAIL:] for phone in person.phones if len(phone) >= _TAIL})
    postcode = person.postcode.upper().replace(" ", "")
    is_whole = len(postcode) >= _SHORTEST_POSTCODE
    return {
        "phone": phones[0] if phones else None,
        "phones": phones or None,
        "emails": sorted({email.casefold() for email in person.emails}) or None,
        "postcode": postcode if is_whole else None,
        "outcode": (postcode[:-_INWARD] if is_whole else postcode) or None,
    }


# Half the numbers of a network are given out, and people share and pass on what they
# ring with: the chance of two people to have a number in common is the domain's to
# say, not a sample's.
_SHARED_PHONE, _PHONE_TYPO, _SHARED_EMAIL = 1e-5, 1e-5, 2e-6
_PHONE_TYPO_M = 0.02

PEOPLE = ComparisonSpec(
    "people",
    (
        NAME,
        *BIRTHS,
        FieldComparison(
            "phone",
            absent("phones"),
            (
                AgreementLevel("same", shares("phones"), u=_SHARED_PHONE),
                AgreementLevel(
                    "typo", edits("phone", 1), m=_PHONE_TYPO_M, u=_PHONE_TYPO
                ),
            ),
        ),
        FieldComparison(
            "email",
            absent("emails"),
            (AgreementLevel("same", shares("emails"), u=_SHARED_EMAIL),),
        ),
        FieldComparison(
            "postcode",
            absent("outcode"),
            (
                AgreementLevel("same", equal("postcode"), "postcode"),
                AgreementLevel("typo", edits("postcode", 1)),
                AgreementLevel("outcode", equal("outcode"), "outcode"),
            ),
        ),
    ),
    shares=SHARES,
    counted=("first", "last", "postcode", "outcode"),
    told_apart="name",
    limits=LIMITS,
)
