"""What somebody has not finished writing in a log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.decision_log.models import DecisionDraft
from unhidden.decision_log.policies import KEEP


@dataclass(frozen=True, slots=True)
class DraftView:
    """What the viewer typed, each field with its values, and when it was kept."""

    typed: dict[str, list[str]]
    saved_at: datetime


@query
def find_draft(*, viewer: Actor, domain: str, subject_id: UUID) -> DraftView | None:
    """The viewer's own draft in a log, or None."""
    viewer.must(KEEP)
    rows = DecisionDraft.objects.filter(
        kind=domain, subject_id=subject_id, author_id=viewer.person
    )
    row = rows.first()
    return DraftView(row.typed, row.saved_at) if row else None
