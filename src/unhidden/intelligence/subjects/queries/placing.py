"""The entries of the register that an address or a postcode in a text may name."""

from __future__ import annotations

from collections.abc import Iterable

from unhidden.access.actor import Actor
from unhidden.intelligence.subjects.rules.mentions import NewMention
from unhidden.intelligence.subjects.rules.traces import TracedEntry
from unhidden.linkage.addresses import (
    PremisesFields,
    list_sought_words,
    read_premises,
)
from unhidden.linkage.premises import PremisesLevel, compare_premises
from unhidden.places import policies
from unhidden.places import queries as places

#: Of one address so many entries are offered: a postcode has a street of them.
MOST_PLACES = 5
_NEAR_ENOUGH = frozenset(
    {
        PremisesLevel.SAME,
        PremisesLevel.FLAT_UNSAID,
        PremisesLevel.TOWN_UNSAID,
        PremisesLevel.SAME_POSTCODE,
    }
)


def find_register_entries(
    said: Iterable[str], viewer: Actor
) -> dict[str, list[tuple[NewMention, TracedEntry]]]:
    """For each address the entries it may name, the nearest first; one question.

    None are found for a viewer who may not look through the register.
    """
    read = {text: read_premises(text) for text in said}
    if not read or not viewer.may(policies.SEE):
        return {text: [] for text in read}
    cards = places.at_addresses(
        viewer=viewer,
        codes={each.postcode.upper() for each in read.values() if each.postcode},
        streets=[
            words
            for text, each in read.items()
            if not each.postcode
            for words in list_sought_words(text)
        ],
    )
    listed = [(_entry(card), read_premises(_line(card), card.uprn)) for card in cards]
    return {text: _near(each, listed) for text, each in read.items()}


def _near(
    said: PremisesFields,
    listed: Iterable[tuple[tuple[NewMention, TracedEntry], PremisesFields]],
) -> list[tuple[NewMention, TracedEntry]]:
    levels = ((compare_premises(said, there), entry) for entry, there in listed)
    near = [(level, entry) for level, entry in levels if level in _NEAR_ENOUGH]
    near.sort(key=lambda each: -each[0])
    return [entry for _, entry in near[:MOST_PLACES]]


def _entry(card: places.PremisesCard) -> tuple[NewMention, TracedEntry]:
    mention = NewMention("premises", card.name, card.id)
    return mention, TracedEntry(str(card.id), card.name, _line(card), card.uprn)


def _line(card: places.PremisesCard) -> str:
    return ", ".join(filter(None, (card.address, card.postcode)))
