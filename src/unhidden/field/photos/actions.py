"""Opening a photo: its copy, or for custodians the original; each look is an event."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.field.models import PhotoCopy, PhotoPiece, VisitPhoto
from unhidden.field.photos.queries import OPEN_ORIGINALS
from unhidden.field.policies import READ_INNER, SEE_PHOTOS
from unhidden.field.rules import SHOWN
from unhidden.lib.sent_json import read_sent_json
from unhidden.reporting import actions as reporting
from unhidden.reporting import queries as reporting_queries
from unhidden.reporting.actions import OpenedFile
from unhidden.vault import chunks

#: A copy is kept without the name of its file.
_NAMELESS = "photo"


@action
def open_copy(*, photo_id: UUID, actor: Actor, at: datetime) -> OpenedFile:
    """The copy of a photo that nobody is in; recorded. Absent where there is none."""
    actor.must(SEE_PHOTOS)
    row = PhotoCopy.objects.select_related("photo").filter(photo_id=photo_id).first()
    if row is None:
        raise Absent
    _record("photo_opened", row.photo, actor, at)
    return OpenedFile(
        name=_NAMELESS,
        media_type=row.media_type,
        is_image=bool(row.media_type),
        content=bytes(row.content),
    )


@action
def open_photo(*, photo_id: UUID, actor: Actor, at: datetime) -> OpenedFile:
    """Unseal the copy of a photo of people, and record that; Absent without one.

    Raises KeysLocked, NotForYou and SealBroken as the vault does.
    """
    actor.must(READ_INNER)
    rows = VisitPhoto.objects.filter(is_of_people=True, copy_pieces__gt=0)
    row = rows.filter(id=photo_id).first()
    if row is None:
        raise Absent
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
    name, media_type = _read_head(head)
    return OpenedFile(
        name=name,
        media_type=media_type,
        is_image=not is_original and media_type in SHOWN,
        content=b"".join(content),
    )


def _read_head(head: bytes) -> tuple[str, str]:
    """The name and the media type that a phone told, as far as a page repeats them."""
    try:
        told = read_sent_json(head.decode())
        name, media_type = str(told["name"]), str(told["type"])
    except (ValueError, TypeError, KeyError):
        return _NAMELESS, ""
    return "".join(filter(str.isprintable, name)) or _NAMELESS, media_type


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
