"""What the record of who did what holds, whoever may read it."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from unhidden.audit.models import Event


def history(*, subject_ids: Iterable[UUID]) -> list[Event]:
    """Everything done to these records, oldest first."""
    about = Event.objects.using("stored").filter(subject_id__in=list(subject_ids))
    return list(about.order_by("at", "id"))


def names_about(*, subject_id: UUID) -> list[str]:
    """The names of the events about one record, oldest first, besides its team's."""
    names = [event.name for event in history(subject_ids=[subject_id])]
    return [name for name in names if not name.startswith("sharing.member_")]
