"""What the readers of debriefs are given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class HotDebriefCard:
    id: UUID
    team: str
    on: date
    is_everybody_safe: bool
    safety: str
    worked: str
    learnt: str
    urgent: str
    written_by: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class DebriefCard:
    """The structured debrief; ``principles`` are JESIP's, by code."""

    held_on: date
    facilitator: str
    present: str
    worked: str
    improve: str
    principles: tuple[tuple[str, str], ...]
    is_for_national_learning: bool
    revision: int
    written_by: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class DebriefActionCard:
    id: UUID
    operation_id: UUID
    operation: str
    what: str
    owner_id: UUID
    owner: str
    due_on: date
    done_words: str
    done_by: str
    done_at: datetime | None
    may_answer: bool


@dataclass(frozen=True, slots=True)
class OutcomeCheckCard:
    """``number`` counts how often the outcome of that month was looked at."""

    id: UUID
    operation_id: UUID
    operation: str
    months: int
    label: str
    number: int
    due_on: date
    owner_id: UUID
    owner: str
    found: str
    met_by: str
    met_at: datetime | None
    may_answer: bool
