"""The photographs and data of exhibits that go along with an archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet

from unhidden.access import context
from unhidden.access.actor import Actor
from unhidden.investigations.models import Archive, ExhibitFile, ExhibitFilePiece
from unhidden.investigations.models.exhibit_files import CONTENT
from unhidden.vault import chunks, opening
from unhidden.vault.rings import NotForYou
from unhidden.vault.sealing import SealedSlot

#: Pieces that are read at once: some megabytes, in far less than a context lasts.
_AT_ONCE = 32


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A file by its digest, with what opens it."""

    id: UUID
    sha256: str
    pieces: int
    slot: SealedSlot
    key: bytes = field(repr=False)


def find_kept(files: QuerySet[ExhibitFile]) -> QuerySet[ExhibitFile]:
    """Those of which the content is kept, and not the digest alone."""
    return files.filter(pieces__gt=0)


def list_media(archive: Archive, viewer: Actor) -> tuple[MediaFile, ...]:
    """What goes along with a released archive, each content once.

    Raises KeysLocked, and NotForYou where something is sealed to others.
    """
    if not archive.has_media:
        return ()
    files = ExhibitFile.objects.filter(
        investigation=archive.investigation_id, added_at__lte=archive.released_at
    )
    rows = list(find_kept(files).order_by("sha256", "id").distinct("sha256"))
    slots = [SealedSlot(row._meta.db_table, CONTENT, row.id) for row in rows]
    keys = opening.data_keys(slots, by=viewer) if slots else {}
    if any((slot.row, slot.name) not in keys for slot in slots):
        raise NotForYou
    return tuple(
        MediaFile(row.id, row.sha256, row.pieces, slot, keys[slot.row, slot.name])
        for row, slot in zip(rows, slots, strict=True)
    )


def read_media(file: MediaFile, viewer: Actor) -> Iterator[bytes]:
    """The content, piece by piece, outside of any page; raises SealBroken."""
    return chunks.open_pieces(file.slot, _read_sealed(file, viewer), key=file.key)


def _read_sealed(file: MediaFile, viewer: Actor) -> Iterator[bytes]:
    """The pieces in a few contexts, each of them short."""
    rows = ExhibitFilePiece.objects.filter(file_id=file.id).order_by("number")
    for start in range(0, file.pieces, _AT_ONCE):
        with context.acting_as(viewer.doing("investigation")):
            held = list(
                rows.values_list("content", flat=True)[start : start + _AT_ONCE]
            )
        for each in held:
            yield bytes(each)
