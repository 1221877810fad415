"""The small places that an item names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from unhidden.access.actor import Actor
from unhidden.intelligence.reports.rules.small_places import NamedPlace, why_small
from unhidden.linkage.identifiers import find_identifiers
from unhidden.places import queries as places

MOST_JUDGED = 20


@dataclass(frozen=True, slots=True)
class SmallPlace:
    """A place that may give the source away; ``why`` is few_live or few_come."""

    name: str
    why: str


def small_places(
    *,
    viewer: Actor,
    text: str,
    premises_ids: Iterable[UUID | None],
    most: int = MOST_JUDGED,
) -> tuple[SmallPlace, ...]:
    """Those among the postcodes in the text and the premises, by name.

    Of a text that names very many postcodes, the first ``most`` by name are judged.
    """
    wanted = {key for key in premises_ids if key}
    cards = (
        places.find_premises_cards(viewer=viewer, premises_ids=wanted) if wanted else {}
    )
    written = {one.key for one in find_identifiers(text) if one.kind == "postcode"}
    codes = sorted(written | {card.postcode for card in cards.values()} - {""})
    near = places.postcodes_near(codes=codes[:most])
    named = [NamedPlace(code, near.get(code)) for code in sorted(written)[:most]]
    named += [
        NamedPlace(card.name, near.get(card.postcode), card.kind)
        for card in cards.values()
    ]
    fewest = settings.SMALL_PLACE_POSTCODES
    found = ((place.name, why_small(place, fewest=fewest)) for place in named)
    return tuple(SmallPlace(name, why) for name, why in sorted(found, key=_name) if why)


def _name(found: tuple[str, object]) -> str:
    return found[0]
