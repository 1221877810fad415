"""Whether somebody may be reached now, by this way, in these words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from unhidden.lib.working_days import LONDON

#: Why nobody is reached; without one they are.
UNKNOWN = "unknown"
ROUTE = "route"
HOURS = "hours"
UNSAID = "unsaid"
FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class ContactTerms:
    """One way that somebody said is safe: its hours, and words.

    ``opens`` and ``closes`` are hours in London; equal, they mean at any hour, and
    ``closes`` before ``opens`` reaches over midnight. ``days`` are those of the week on
    which it opens, from Monday as 0. ``to_say`` is what each contact says, ``never``
    what none may hold.
    """

    route: str
    days: frozenset[int]
    opens: time
    closes: time
    to_say: str = ""
    never: tuple[str, ...] = ()


def find_contact_fault(
    terms: Sequence[ContactTerms], *, route: str, at: datetime, text: str | None
) -> str:
    """Why this contact is refused, or nothing. What is not known is refused.

    ``text`` is what is to be said or written; None where only the hour is asked about.
    """
    if not terms:
        return UNKNOWN
    named = [each for each in terms if each.route == route]
    if not named:
        return ROUTE
    open_now = [each for each in named if is_open(each, at)]
    if not open_now:
        return HOURS
    if text is None:
        return ""
    # Of several ways that are open each may bind another number: all their words hold.
    faults = [find_word_fault(each, text) for each in open_now]
    return next((fault for fault in faults if fault), "")


def is_open(terms: ContactTerms, at: datetime) -> bool:
    """Whether the hour is one at which they may be reached, by London's clocks."""
    local = at.astimezone(LONDON)
    today, hour = local.weekday(), local.time()
    if terms.opens == terms.closes:
        return today in terms.days
    if terms.opens < terms.closes:
        return today in terms.days and terms.opens <= hour < terms.closes
    before_midnight = today in terms.days and hour >= terms.opens
    after_midnight = (today - 1) % 7 in terms.days and hour < terms.closes
    return before_midnight or after_midnight


def find_word_fault(terms: ContactTerms, text: str) -> str:
    """Whether the text lacks the words to begin with, or holds some never to use."""
    if holds_forbidden(terms, text):
        return FORBIDDEN
    wanted = plain_words(terms.to_say).strip()
    return UNSAID if wanted and f" {wanted} " not in plain_words(text) else ""


def holds_forbidden(terms: ContactTerms, text: str) -> bool:
    """Whether the text holds words that they asked never to use."""
    said = plain_words(text)
    never = (plain_words(word).strip() for word in terms.never)
    return any(f" {word} " in said for word in never if word)


def plain_words(text: str) -> str:
    """The words alone, in small letters, each between two spaces."""
    letters = "".join(each if each.isalnum() else " " for each in text.casefold())
    return f" {' '.join(letters.split())} "


def split_words(lines: str) -> tuple[str, ...]:
    """Words never to use, one to a line or after a comma."""
    parts: Iterable[str] = lines.replace(",", "\n").splitlines()
    return tuple(each.strip() for each in parts if each.strip())
