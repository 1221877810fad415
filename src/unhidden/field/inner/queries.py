"""Which envelopes are sealed to the viewer's team; their words stay closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.field.models import InnerEnvelope
from unhidden.field.policies import READ_INNER
from unhidden.visits import queries as visits


@dataclass(frozen=True, slots=True)
class InnerCard:
    """One envelope: what it is, when it came, and of which visit, where in view."""

    id: UUID
    what_label: str
    landed_at: datetime
    account_id: UUID
    premises: str
    is_handed: bool


@query
def list_inner(*, viewer: Actor) -> list[InnerCard]:
    """All that are sealed to the viewer's team, the newest first."""
    viewer.must(READ_INNER)
    rows = [*InnerEnvelope.objects.defer("content_sealed").order_by("-landed_at", "id")]
    places = visits.places_of_accounts(
        viewer=viewer, account_ids={row.account_id for row in rows}
    )
    return [_card(row, places.get(row.account_id, "")) for row in rows]


@query
def get_inner(*, viewer: Actor, envelope_id: UUID) -> InnerCard:
    """One of them; or Absent."""
    viewer.must(READ_INNER)
    row = InnerEnvelope.objects.defer("content_sealed").filter(id=envelope_id).first()
    if row is None:
        raise Absent
    places = visits.places_of_accounts(viewer=viewer, account_ids={row.account_id})
    return _card(row, places.get(row.account_id, ""))


def _card(row: InnerEnvelope, premises: str) -> InnerCard:
    return InnerCard(
        id=row.id,
        what_label=row.get_what_display(),
        landed_at=row.landed_at,
        account_id=row.account_id,
        premises=premises,
        is_handed=row.handed_case_id is not None,
    )
