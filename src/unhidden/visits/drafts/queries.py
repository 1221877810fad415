"""What somebody has typed of a visit and not sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.visits.models import VisitDraft
from unhidden.visits.queries.inner import ToldCard

Fields = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class DraftCard:
    """A draft: the fields as they were typed, and how often it was saved.

    ``id`` is that of the submission; ``told`` is what is sealed of it.
    """

    id: UUID
    planned_id: UUID
    fields: Fields
    number: int
    saved_at: datetime
    about: UUID | None = None
    told: tuple[ToldCard, ...] = ()


@query
def find_draft(*, viewer: Actor, planned_id: UUID) -> DraftCard | None:
    """The viewer's own of a visit, what was saved last; None without one."""
    rows = VisitDraft.objects.filter(planned_id=planned_id, person_id=viewer.person)
    row = rows.order_by("-saved_at", "-number", "id").first()
    return make_card(row) if row else None


@query
def get_draft(*, viewer: Actor, draft_id: UUID) -> DraftCard:
    """One of the viewer's own; or Absent."""
    row = VisitDraft.objects.filter(id=draft_id, person_id=viewer.person).first()
    if row is None:
        raise Absent
    return make_card(row)


def make_card(row: VisitDraft) -> DraftCard:
    return DraftCard(
        id=row.id,
        planned_id=row.planned_id,
        fields=row.content,
        number=row.number,
        saved_at=row.saved_at,
        about=row.about,
        told=tuple(
            ToldCard(each["id"], each["what"], each["team"], each["words"])
            for each in row.inner
        ),
    )
