"""What is due of one's cases, in one list by day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal
from uuid import UUID

DueKind = Literal[
    "need", "risk", "plan", "appointment", "service", "deadline", "contact"
]
DueSpan = Literal["", "overdue", "today", "week", "later"]
SERVICE_DAYS = 14
_WEEK = 7


@dataclass(frozen=True, slots=True)
class DueItem:
    """One thing that is due; ``code`` is of its kind, and never somebody's words."""

    kind: DueKind
    code: str
    due_on: date
    case_id: UUID
    urn: str
    item_id: UUID


def judge_span(due_on: date, today: date) -> DueSpan:
    """Where the day lies from today: ``week`` is the six days after it."""
    if due_on < today:
        return "overdue"
    if due_on == today:
        return "today"
    return "week" if due_on < today + timedelta(days=_WEEK) else "later"


def sort_due(
    items: Iterable[DueItem], *, today: date, kind: str = "", span: str = ""
) -> list[DueItem]:
    """Those of the kind and the span, or of all, the earliest first."""
    chosen = (
        item
        for item in items
        if kind in {"", item.kind} and span in {"", judge_span(item.due_on, today)}
    )
    return sorted(
        chosen, key=lambda item: (item.due_on, item.urn, item.kind, str(item.item_id))
    )
