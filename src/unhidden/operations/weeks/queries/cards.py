"""What the readers of a list of operations, and of a week at a glance, are given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from unhidden.operations.frame.queries.cards import PlanProgress


@dataclass(frozen=True, slots=True)
class OperationCard:
    """An operation in a list; ``visits`` are those that the viewer meets."""

    id: UUID
    name: str
    lead: str
    starts_on: date
    ends_on: date
    status: str
    status_label: str
    is_synthetic: bool
    visits: PlanProgress
    sees_all: bool


@dataclass(frozen=True, slots=True)
class DayGlance:
    """One day of the week: progress by kind, in the order of the kinds."""

    on: date
    kinds: tuple[PlanProgress, ...]
    total: PlanProgress


@dataclass(frozen=True, slots=True)
class WeekGlance:
    """The week by day and by kind of visit."""

    kind_labels: tuple[str, ...]
    days: tuple[DayGlance, ...]
    totals: tuple[PlanProgress, ...]
