"""The visits that a planner may keep, in words."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from unhidden.operations.visits.queries.cards import PlannedVisitCard
from unhidden.ui import dates


def list_settled_words(
    kept: Iterable[tuple[UUID, PlannedVisitCard]],
) -> list[tuple[UUID, str]]:
    """Each visit that may be kept: its candidate, and where, when and who, in words."""
    return [(candidate_id, _describe(card)) for candidate_id, card in kept]


def _describe(card: PlannedVisitCard) -> str:
    hour = dates.format_clock(card.starts_at) if card.starts_at else ""
    day = dates.format_weekday(card.on)
    return ", ".join(filter(None, (card.premises, day, hour, card.team)))
