"""What visits offer the desk, for those who make intelligence of it or let it go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.visits.models import DraftItem, DraftItemState

CONFIRM, RELEASE = "visits.confirm_proposal", "visits.release_sentence"
OFFER = "visits.offer_sentence"


@dataclass(frozen=True, slots=True)
class DraftItemCard:
    """One of them: its words, and where it stands."""

    id: UUID
    visit_id: UUID
    premises: str
    text: str
    sign_codes: tuple[str, ...]
    state: str
    state_label: str
    is_of_safeguarding: bool
    offered_by: str
    offered_at: datetime
    corrects_id: UUID | None


@query
def list_ready(*, viewer: Actor) -> list[DraftItemCard]:
    """What waits for the desk, the oldest first."""
    viewer.must(CONFIRM)
    return _cards(_rows().filter(state=DraftItemState.READY))


@query
def list_offered(*, viewer: Actor) -> list[DraftItemCard]:
    """Sentences that wait for a safeguarding lead; one's own wait for another."""
    viewer.must(RELEASE)
    rows = _rows().filter(state=DraftItemState.OFFERED, is_of_safeguarding=True)
    return _cards(rows.exclude(offered_by_id=viewer.person))


@query
def list_own_offers(*, viewer: Actor, visit_id: UUID) -> list[DraftItemCard]:
    """The sentences that the viewer offered of a visit, and what became of them."""
    return _cards(_rows().filter(visit_id=visit_id, offered_by_id=viewer.person))


@query
def get_ready(*, viewer: Actor, item_id: UUID) -> DraftItemCard:
    """One that waits for the desk; or Absent."""
    viewer.must(CONFIRM)
    found = _cards(_rows().filter(id=item_id, state=DraftItemState.READY))
    if not found:
        raise Absent
    return found[0]


def _rows() -> QuerySet[DraftItem]:
    return DraftItem.objects.select_related("visit__premises", "offered_by")


def _cards(rows: QuerySet[DraftItem]) -> list[DraftItemCard]:
    return [
        DraftItemCard(
            id=row.id,
            visit_id=row.visit_id,
            premises=row.visit.premises.name,
            text=row.text,
            sign_codes=tuple(row.sign_codes),
            state=row.state,
            state_label=row.get_state_display(),
            is_of_safeguarding=row.is_of_safeguarding,
            offered_by=row.offered_by.name if row.offered_by else "",
            offered_at=row.offered_at,
            corrects_id=row.corrects_id,
        )
        for row in rows.order_by("offered_at", "id")
    ]
