"""Opening a photo: its copy, or for custodians the original; each look is an event."""

from __future__ import annotations

import json
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.field.models import PhotoPiece, VisitPhoto
from unhidden.field.photos.queries import DECIDE, OPEN_ORIGINALS
from unhidden.field.policies import READ_INNER
from unhidden.reporting import actions as reporting
from unhidden.reporting import queries as reporting_queries
from unhidden.reporting.actions import OpenedFile
from unhidden.vault import chunks

#: What a browser is let show: what a phone names is not believed.
_SHOWN = frozenset({"image/jpeg", "image/png", "image/webp"})


@action
def open_photo(*, photo_id: UUID, actor: Actor, at: datetime) -> OpenedFile:
    """Unseal the copy, and record that; raises Absent, also where there is none.

    Raises KeysLocked, NotForYou and SealBroken as the vault does.
    """
    row = VisitPhoto.objects.filter(id=photo_id, copy_pieces__gt=0).first()
    if row is None:
        raise Absent
    actor.must(READ_INNER if row.is_of_people else DECIDE)
    opened = _open(row, "copy", actor)
    _record("photo_opened", row, actor, at)
    return opened


@action
def open_photo_original(
    *, photo_id: UUID, reason: str, actor: Actor, at: datetime
) -> OpenedFile:
    """Unseal the original for a custodian, and record that with the reason.

    Raises NoReason, and Absent for everybody else; the vault's refusals besides.
    """
    actor.must(OPEN_ORIGINALS)
    row = VisitPhoto.objects.filter(id=photo_id, complete_at__isnull=False).first()
    if row is None or not reporting_queries.is_custodian(viewer=actor):
        raise Absent
    if not reason.strip():
        raise reporting.NoReason
    opened = _open(row, "original", actor)
    _record("original_photo_opened", row, actor, at, reason)
    return opened


def _open(row: VisitPhoto, part: str, actor: Actor) -> OpenedFile:
    is_original = part == "original"
    pieces = PhotoPiece.objects.filter(photo=row, is_original=is_original)
    sealed = pieces.order_by("number").values_list("sealed", flat=True)
    head, *content = chunks.reopen_pieces(
        row, part, (bytes(each) for each in sealed), by=actor
    )
    told = json.loads(head)
    media_type = str(told["type"])
    return OpenedFile(
        name=str(told["name"]),
        media_type=media_type,
        is_image=not is_original and media_type in _SHOWN,
        content=b"".join(content),
    )


def _record(
    what: str, row: VisitPhoto, actor: Actor, at: datetime, reason: str = ""
) -> None:
    audit.record_event(
        name=f"field.{what}",
        verb=audit.Verb.CONSULTATION,
        categories=("narrative",),
        actor=actor,
        subject=row,
        at=at,
        detail={"account": str(row.account_id)},
        justification=reason.strip(),
    )
