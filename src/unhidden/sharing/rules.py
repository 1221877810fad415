"""How an agreement stands, how long an offer waits, and what an envelope may say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

DRAFT = "draft"
WAITING = "waiting"
AGREED = "agreed"
IN_FORCE = "in_force"
LAPSED = "lapsed"
ENDED = "ended"

# How long an offer waits for its answer, by how soon the person needs help.
HOURS_OF_URGENCY = {"today": 24, "three_days": 72, "can_wait": 14 * 24}

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True)
class AgreementTerms:
    """What decides how an agreement stands."""

    from_on: date
    to_on: date
    is_ended: bool
    signed: int
    parties: int


def find_agreement_status(terms: AgreementTerms, day: date) -> str:
    """Worked out from days and signatures: in force only when all have signed."""
    if terms.is_ended:
        return ENDED
    if day > terms.to_on:
        return LAPSED
    if not terms.signed:
        return DRAFT
    if terms.signed < terms.parties:
        return WAITING
    return IN_FORCE if day >= terms.from_on else AGREED


def answer_by(urgency: str, offered_at: datetime) -> datetime:
    """When an offer that nobody answers is over."""
    return offered_at + timedelta(hours=HOURS_OF_URGENCY[urgency])


def names_repeated(names: Iterable[str], text: str) -> tuple[str, ...]:
    """Words of these names that stand in the text, in whatever case, in order."""
    said = {word.casefold() for word in _WORD.findall(text)}
    parts = {
        word.casefold(): word
        for name in names
        for word in _WORD.findall(name)
        if len(word) >= _SHORTEST_NAME
    }
    return tuple(parts[key] for key in sorted(parts.keys() & said))
