"""Which photos are there for the viewer; what they show stays sealed."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from uuid import UUID

from django.db.models import Exists, OuterRef

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.field.models import PhotoCopy, VisitPhoto
from unhidden.field.policies import READ_INNER, SEE_PHOTOS
from unhidden.reporting import queries as reporting
from unhidden.visits import queries as visits

OPEN_ORIGINALS = "reporting.open_originals"


@dataclass(frozen=True, slots=True)
class PhotoCard:
    """A photo: its size, what is here of it, and the digest told when it was taken."""

    id: UUID
    kilobytes: int
    has_copy: bool
    is_complete: bool
    sha256: str


@query
def list_photos(*, viewer: Actor, account_id: UUID) -> list[PhotoCard]:
    """Those of an account that nobody is in, as its writer said; or Absent."""
    viewer.must(SEE_PHOTOS)
    if not visits.meets_account(viewer=viewer, account_id=account_id):
        raise Absent
    rows = VisitPhoto.objects.filter(account_id=account_id, is_of_people=False)
    copied = PhotoCopy.objects.filter(photo=OuterRef("pk"))
    rows = rows.annotate(is_shown=Exists(copied))
    return [_card(row, has_copy=row.is_shown) for row in rows.order_by("id")]


@query
def list_inner_photos(*, viewer: Actor) -> list[PhotoCard]:
    """Those of people whose copies are sealed to the viewer's team."""
    viewer.must(READ_INNER)
    rows = VisitPhoto.objects.filter(is_of_people=True, copy_pieces__gt=0)
    return [_card(row) for row in rows.order_by("account_id", "id")]


@query
def list_originals(*, viewer: Actor) -> list[PhotoCard]:
    """Those that came whole, for a custodian; nothing for anybody else."""
    viewer.must(OPEN_ORIGINALS)
    if not reporting.is_custodian(viewer=viewer):
        return []
    rows = VisitPhoto.objects.filter(complete_at__isnull=False)
    return [_card(row) for row in rows.order_by("-complete_at", "id")]


@query
def get_original(*, viewer: Actor, photo_id: UUID) -> PhotoCard:
    """One of them; or Absent."""
    viewer.must(OPEN_ORIGINALS)
    row = VisitPhoto.objects.filter(id=photo_id, complete_at__isnull=False).first()
    if row is None or not reporting.is_custodian(viewer=viewer):
        raise Absent
    return _card(row)


def _card(row: VisitPhoto, *, has_copy: bool = False) -> PhotoCard:
    return PhotoCard(
        id=row.id,
        kilobytes=ceil(row.bytes / 1024),
        has_copy=has_copy or row.copy_pieces > 0,
        is_complete=row.complete_at is not None,
        sha256=bytes(row.sha256).hex(),
    )
