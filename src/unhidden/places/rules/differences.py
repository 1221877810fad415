"""What a newer extract changes in what is known of a council."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from unhidden.places.rules.listings import Listing


@dataclass(frozen=True, slots=True)
class KnownPremises:
    """Premises as they stand: what was listed last, and whether they are closed."""

    listing: Listing
    is_closed: bool


@dataclass(frozen=True, slots=True)
class PremisesDifferences:
    """Premises to add, to change (those that came back among them), to close."""

    added: tuple[Listing, ...]
    changed: tuple[Listing, ...]
    closed: frozenset[int]


def compare_premises(
    known: Mapping[int, KnownPremises], found: Mapping[int, Listing]
) -> PremisesDifferences:
    """Compare by FHRSID; the same extract twice gives nothing at all."""
    return PremisesDifferences(
        added=tuple(one for key, one in found.items() if key not in known),
        changed=tuple(
            found[key]
            for key, before in known.items()
            if key in found and (before.is_closed or before.listing != found[key])
        ),
        closed=frozenset(
            key
            for key, before in known.items()
            if key not in found and not before.is_closed
        ),
    )
