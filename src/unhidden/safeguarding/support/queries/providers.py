"""The directory of services of the viewer's organisation, with the room each has."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.places import queries as places
from unhidden.safeguarding.models import NeedCode, ProviderRoom, ServiceProvider
from unhidden.safeguarding.support.queries.words import open_words

_TONES = {"enough": "good", "few": "warning", "waiting": "warning", "none": "urgent"}


@dataclass(frozen=True, slots=True)
class ProviderCard:
    """A provider; ``is_closed`` where nobody here holds the key to its name."""

    id: UUID
    name: str = field(repr=False)
    contact: str = field(repr=False)
    is_closed: bool
    serves: tuple[str, ...]
    serves_labels: tuple[str, ...]
    area: str
    room: str
    room_label: str
    weeks: int | None
    declared_by: str
    declared_at: datetime | None

    @property
    def takes_people(self) -> bool:
        return self.room != ProviderRoom.CLOSED


def find_own_providers(viewer: Actor) -> QuerySet[ServiceProvider]:
    """The providers in the directory of the viewer's organisation."""
    return ServiceProvider.objects.filter(organisation_id=viewer.organisation)


@query
def list_providers(*, viewer: Actor, code: str = "") -> list[ProviderCard]:
    """The directory by name: of one need, or all of it."""
    viewer.must("safeguarding.work_case")
    cards = name_providers(viewer, code=code).values()
    return sorted(
        cards, key=lambda card: (not card.takes_people, card.name.casefold(), card.id)
    )


@query
def get_provider(*, viewer: Actor, provider_id: UUID) -> ProviderCard:
    """One provider of the own directory; raises Absent."""
    viewer.must("safeguarding.work_case")
    card = name_providers(viewer).get(provider_id)
    if card is None:
        raise Absent
    return card


def name_providers(viewer: Actor, code: str = "") -> dict[UUID, ProviderCard]:
    """The own directory by id, with names opened."""
    found = find_own_providers(viewer)
    if code:
        found = found.filter(serves__contains=[code])
    rows = list(
        found.prefetch_related("declarations__declared_by").order_by("added_at", "id")
    )
    areas = {one.code: one.name for one in places.list_councils()}
    words = open_words(rows, lambda row: row.name_sealed, viewer)
    return {
        row.id: _card(row, json.loads(opened.text or "{}"), opened.is_closed, areas)
        for row, opened in zip(rows, words, strict=True)
    }


def _card(
    row: ServiceProvider,
    told: dict[str, str],
    is_closed: bool,
    areas: dict[str, str],
) -> ProviderCard:
    said = max(
        row.declarations.all(), key=lambda one: (one.declared_at, one.id), default=None
    )
    return ProviderCard(
        id=row.id,
        name=told.get("name", ""),
        contact=told.get("contact", ""),
        is_closed=is_closed,
        serves=tuple(row.serves),
        serves_labels=tuple(str(NeedCode(each).label) for each in row.serves),
        area=areas.get(str(row.council_id), ""),
        room=said.room if said else "",
        room_label=said.get_room_display() if said else "",
        weeks=said.weeks if said else None,
        declared_by=said.declared_by.name if said else "",
        declared_at=said.declared_at if said else None,
    )
