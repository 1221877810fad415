"""Reading the record back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.audit.models import Event


@dataclass(frozen=True, slots=True)
class Entry:
    id: UUID
    name: str
    person_id: UUID | None
    organisation_id: UUID | None
    subject_kind: str
    subject_id: UUID
    at: datetime


def history(*, subject_ids: Iterable[UUID]) -> list[Entry]:
    """Everything done to these records, oldest first."""
    rows = Event.objects.filter(subject_id__in=list(subject_ids)).order_by("at", "id")
    return [
        Entry(
            id=row.id,
            name=row.name,
            person_id=row.person_id,
            organisation_id=row.organisation_id,
            subject_kind=row.subject_kind,
            subject_id=row.subject_id,
            at=row.at,
        )
        for row in rows
    ]


def names_about(*, subject_id: UUID) -> list[str]:
    """The names of the events about one record, oldest first."""
    return [entry.name for entry in history(subject_ids=[subject_id])]
