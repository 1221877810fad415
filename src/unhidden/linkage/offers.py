"""What a typed text may mention, offered with where it stands; nothing is saved here.

Persons, telephones, plates, accounts, addresses and dates of birth are read while an
analyst types (``docs/architecture.md``, "A datum's way"); whether one becomes a mention
is theirs to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from unhidden.linkage.spotting.ages import spot_ages
from unhidden.linkage.spotting.births import spot_births
from unhidden.linkage.spotting.found import SpottedCandidate, SpottingText, made_plain
from unhidden.linkage.spotting.known_names import spot_known_names
from unhidden.linkage.spotting.persons import spot_names
from unhidden.linkage.spotting.phones import spot_phones
from unhidden.linkage.spotting.places import spot_addresses, spot_postcodes
from unhidden.linkage.spotting.plates import spot_plates, spot_said_plates
from unhidden.linkage.spotting.things import spot_accounts, spot_emails, spot_links

LONGEST_TEXT = 100_000
MOST_CANDIDATES = 500

__all__ = ["LONGEST_TEXT", "MOST_CANDIDATES", "SpottedCandidate", "find_offers"]


def find_offers(text: str, *, today: date) -> tuple[SpottedCandidate, ...]:
    """What the first 100,000 characters may mention, in their order, 500 at most.

    ``today`` tells which dates of birth are still to come. Where two readings overlap,
    the surer one is offered; a postcode is offered within its address, too.
    """
    plain = made_plain(text[:LONGEST_TEXT])
    kept = _without_overlaps(_all(plain, today))
    return tuple(sorted(kept)[:MOST_CANDIDATES])


def _all(plain: SpottingText, today: date) -> Iterator[SpottedCandidate]:
    """Every reading, the surest kinds first."""
    yield from spot_emails(plain)
    yield from spot_links(plain)
    yield from spot_accounts(plain)
    yield from spot_births(plain, today)
    yield from spot_ages(plain, today)
    yield from spot_said_plates(plain)
    yield from spot_addresses(plain)
    yield from spot_postcodes(plain)
    yield from spot_phones(plain)
    yield from spot_plates(plain)
    yield from spot_names(plain)
    yield from spot_known_names(plain)


def _without_overlaps(found: Iterable[SpottedCandidate]) -> Iterator[SpottedCandidate]:
    taken: set[int] = set()
    addressed: set[int] = set()
    seen: set[SpottedCandidate] = set()
    for candidate in found:
        span = set(range(candidate.start, candidate.end))
        around = taken - addressed if candidate.kind == "postcode" else taken
        if candidate in seen or not around.isdisjoint(span):
            continue
        taken |= span
        addressed |= span if candidate.kind in {"address", "postcode"} else set()
        seen.add(candidate)
        yield candidate
