"""That others were asked about their places before anybody is sent there."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.operations.targets.actions import refusals
from unhidden.operations.targets.queries.interests import find_interests
from unhidden.places import queries as places


def check_asked(
    operation_id: UUID,
    premises_ids: Collection[UUID],
    asked: Collection[UUID],
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """Raise InterestUnasked for places of others that are not among those ``asked``."""
    found = find_interests(
        viewer=actor, operation_id=operation_id, at=at, premises_ids=premises_ids
    )
    if unasked := found.keys() - set(asked):
        cards = places.find_premises_cards(viewer=actor, premises_ids=unasked)
        raise refusals.InterestUnasked(sorted(card.name for card in cards.values()))
