"""What a typed text may mention, offered with where it stands; nothing is saved here.

Persons, telephones, plates, accounts, addresses and dates of birth are read while an
analyst types (``docs/architecture.md``, "A datum's way"); whether one becomes a mention
is theirs to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from unhidden.linkage.spotting.births import births
from unhidden.linkage.spotting.found import Candidate, PlainText, made_plain
from unhidden.linkage.spotting.persons import names
from unhidden.linkage.spotting.places import addresses, postcodes
from unhidden.linkage.spotting.things import accounts, emails, links, phones, plates

LONGEST_TEXT = 100_000
MOST_CANDIDATES = 500

__all__ = ["LONGEST_TEXT", "MOST_CANDIDATES", "Candidate", "offers"]


def offers(text: str, *, today: date) -> tuple[Candidate, ...]:
    """What the first 100,000 characters may mention, in their order, 500 at most.

    ``today`` tells which dates of birth are still to come. Where two readings overlap,
    the surer one is offered; a postcode is offered within its address, too.
    """
    plain = made_plain(text[:LONGEST_TEXT])
    kept = _without_overlaps(_all(plain, today))
    return tuple(sorted(kept)[:MOST_CANDIDATES])


def _all(plain: PlainText, today: date) -> Iterator[Candidate]:
    """Every reading, the surest kinds first."""
    yield from emails(plain)
    yield from links(plain)
    yield from accounts(plain)
    yield from births(plain, today)
    yield from addresses(plain)
    yield from postcodes(plain)
    yield from phones(plain)
    yield from plates(plain)
    yield from names(plain)


def _without_overlaps(found: Iterable[Candidate]) -> Iterator[Candidate]:
    taken: set[int] = set()
    seen: set[Candidate] = set()
    for candidate in found:
        span = range(candidate.start, candidate.end)
        is_inside = candidate.kind == "postcode"
        if candidate in seen or (not is_inside and not taken.isdisjoint(span)):
            continue
        taken.update(span)
        seen.add(candidate)
        yield candidate
