"""The visits that a planner may keep, in words."""

from __future__ import annotations

from uuid import UUID

from unhidden.operations.plans.queries.gathering import GatheredWeek, settle_planned
from unhidden.operations.visits.queries.cards import PlannedVisitCard
from unhidden.ui import dates


def list_settled_words(gathered: GatheredWeek) -> list[tuple[UUID, str]]:
    """Each visit that has a team and an hour: its candidate, and where, when, who."""
    return [
        (one.candidate_id, _describe(gathered.planned[one.candidate_id]))
        for one in settle_planned(gathered)
    ]


def _describe(card: PlannedVisitCard) -> str:
    hour = dates.format_clock(card.starts_at) if card.starts_at else ""
    day = dates.format_weekday(card.on)
    return ", ".join(filter(None, (card.premises, day, hour, card.team)))
