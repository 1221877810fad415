"""For which immigration purposes a safeguarding visit's record may be used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.visits.models import ImmigrationRelease


@dataclass(frozen=True, slots=True)
class ReleaseCard:
    """Leave that was asked for; it counts once ``agreed_by`` is a supervisor's name."""

    id: UUID
    visit_id: UUID
    authority: str
    reason: str
    asked_by_id: UUID
    asked_by: str
    asked_at: datetime
    agreed_by: str
    agreed_at: datetime | None

    @property
    def is_agreed(self) -> bool:
        return self.agreed_at is not None


@query
def list_releases(*, viewer: Actor, visit_id: UUID) -> list[ReleaseCard]:
    """The releases of a record that the viewer reads, the oldest first."""
    viewer.must("visits.see_own_visits")
    rows = _rows().filter(visit_id=visit_id)
    return [_card(row) for row in rows.order_by("asked_at", "id")]


@query
def get_release(*, viewer: Actor, release_id: UUID) -> ReleaseCard:
    """One release, for a supervisor; raises Absent."""
    viewer.must("visits.agree_release")
    row = _rows().filter(id=release_id).first()
    if row is None:
        raise Absent
    return _card(row)


def may_go_to_immigration(*, viewer: Actor, visit_id: UUID) -> bool:
    """Whether a supervisor agreed that this record is used for immigration."""
    found = list_releases(viewer=viewer, visit_id=visit_id)
    return any(one.is_agreed for one in found)


def _rows() -> QuerySet[ImmigrationRelease]:
    return ImmigrationRelease.objects.select_related("asked_by", "agreed_by")


def _card(row: ImmigrationRelease) -> ReleaseCard:
    return ReleaseCard(
        id=row.id,
        visit_id=row.visit_id,
        authority=row.authority,
        reason=row.reason,
        asked_by_id=row.asked_by_id,
        asked_by=row.asked_by.name,
        asked_at=row.asked_at,
        agreed_by=row.agreed_by.name if row.agreed_by else "",
        agreed_at=row.agreed_at,
    )
