"""What the readers of events are given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID


@dataclass(frozen=True, slots=True)
class EventCard:
    id: UUID
    operation_id: UUID
    kind: str
    kind_label: str
    place: str
    council: str
    on: date
    starts_at: time | None
    team_id: UUID | None
    team: str
    status: str
    status_label: str
    attended: int | None
    cancelled_because: str
    is_public: bool
    was_public: bool
