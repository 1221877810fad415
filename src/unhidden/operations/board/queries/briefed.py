"""Whose crews have still to be briefed, as the briefs say it.

A page that follows the board asks many times a minute: what it was told is told again
for half a minute, as long as it refreshes itself anyway.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.operations.briefing.queries.unbriefed import list_unbriefed_teams

#: How long, and of how many viewers, it is remembered.
_LASTS, _MOST = timedelta(seconds=30), 1_000
_told: dict[tuple[UUID, UUID | None, UUID], tuple[datetime, frozenset[UUID]]] = {}


def find_unbriefed(
    viewer: Actor, operation_id: UUID, at: datetime, *, is_followed: bool
) -> frozenset[UUID]:
    """The teams that wait for their brief; as the viewer was told of late, where they
    follow the board."""
    key = (viewer.person, viewer.organisation_id, operation_id)
    before = _told.get(key)
    if is_followed and before is not None and before[0] <= at < before[0] + _LASTS:
        return before[1]
    found = list_unbriefed_teams(viewer=viewer, operation_id=operation_id)
    if len(_told) >= _MOST:
        _told.clear()
    _told[key] = (at, frozenset(found))
    return _told[key][1]
