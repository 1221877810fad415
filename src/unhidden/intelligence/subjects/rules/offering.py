"""What a typed text speaks of, offered as mentions: never kept without a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from unhidden.intelligence.subjects.rules.mentions import LONGEST_MENTION, NewMention
from unhidden.linkage.offers import SpottedCandidate, find_offers
from unhidden.linkage.spotting.phones import GAP

_KIND = {
    "name": "person",
    "phone": "phone",
    "plate": "vehicle",
    "email": "account",
    "account": "account",
    "url": "advert",
    "address": "premises",
    "postcode": "premises",
}
#: What is said of a person stands close after their name.
_BESIDE = 200
_OF_PERSON = ("born", "phone", "email", "postcode")
_NEW_SENTENCE = re.compile(r"[.!?;\n]")


@dataclass(frozen=True, slots=True)
class OfferedMention:
    """A mention that the text seems to make; ``problem`` says why it cannot be one."""

    mention: NewMention
    problem: str = ""


def offer_mentions(text: str, *, today: date) -> list[OfferedMention]:
    """The offers of a text in its order, each thing once.

    What follows a name before the next one is offered as told of that person, too, and
    so is an age that stands before a name in its sentence: a 28-year-old called Lan.
    An address and a postcode are offered as premises that nobody has looked up yet.
    """
    once: dict[tuple[str, str], OfferedMention] = {}
    for offer in _offers(text, find_offers(text, today=today)):
        once.setdefault((offer.mention.kind, offer.mention.text), offer)
    return list(once.values())


def _offers(text: str, found: Sequence[SpottedCandidate]) -> Iterator[OfferedMention]:
    ahead = _ages_ahead(text, found)
    written = 0  # up to where an address was read: its postcode is no second place
    for at, each in enumerate(found):
        kind = _KIND.get(each.kind)
        if each.kind == "address":
            written = each.end
        if each.kind == "postcode" and each.end <= written:
            continue
        if each.problem:
            yield OfferedMention(
                NewMention("", each.text[:LONGEST_MENTION]), each.problem
            )
        elif kind == "person":
            after = [
                other
                for n, other in enumerate(found[at + 1 :], at + 1)
                if n not in ahead
            ]
            told = [found[at - 1]] if at - 1 in ahead else []
            yield _offer(kind, each, dict(_beside(each, [*told, *after])))
        elif kind:
            yield _offer(kind, each, {})


def _ages_ahead(text: str, found: Sequence[SpottedCandidate]) -> frozenset[int]:
    """Where an age stands before the name that it is told of."""

    def is_in_one_sentence(one: int, other: int) -> bool:
        between = text[found[one].end : found[other].start]
        return not _NEW_SENTENCE.search(between)

    def is_ahead(at: int) -> bool:
        if found[at + 1].kind != "name" or not is_in_one_sentence(at, at + 1):
            return False
        is_told_already = at and found[at - 1].kind == "name"
        return not (is_told_already and is_in_one_sentence(at - 1, at))

    ages = (
        at
        for at, each in enumerate(found[:-1])
        if each.kind == "born" and "/" in each.value
    )
    return frozenset(filter(is_ahead, ages))


def _offer(
    kind: str, found: SpottedCandidate, details: dict[str, str]
) -> OfferedMention:
    return OfferedMention(
        NewMention(kind, found.value[:LONGEST_MENTION], details=details)
    )


def _beside(
    name: SpottedCandidate, after: Iterable[SpottedCandidate]
) -> Iterator[tuple[str, str]]:
    told: set[str] = set()
    for each in after:
        if each.kind == "name" or each.start - name.end > _BESIDE:
            return
        # An end of a number may be anybody's: it is kept as a thing of its own.
        is_whole = each.kind != "phone" or GAP not in each.value
        is_told = each.kind in _OF_PERSON and not each.problem and is_whole
        if is_told and each.kind not in told:
            told.add(each.kind)
            yield each.kind, each.value
