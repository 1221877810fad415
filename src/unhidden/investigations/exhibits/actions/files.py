"""Photographs, and data that was acquired: hashed as it passes, sealed in pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from math import ceil
from typing import IO
from uuid import UUID

from django.conf import settings
from django.db import connection
from psycopg import Cursor

from unhidden import cleaning
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.records import new_id
from unhidden.audit import actions as audit
from unhidden.investigations.exhibits.actions import refusals
from unhidden.investigations.exhibits.rules.media import (
    OPENED_AT_ONCE,
    HashedStream,
    SealedDigest,
    hash_pieces,
)
from unhidden.investigations.exhibits.rules.references import check_name
from unhidden.investigations.frame.actions import (
    NewMaterial,
    enter_material,
    hold_open_investigation,
    organisations_of,
    tell_event,
)
from unhidden.investigations.frame.queries import read_head
from unhidden.investigations.models import (
    Exhibit,
    ExhibitFile,
    ExhibitFilePiece,
    ExhibitUpload,
    Investigation,
    MaterialKind,
)
from unhidden.investigations.models.exhibit_files import CONTENT
from unhidden.vault import chunks

#: What a page takes at once; what is longer comes in parts.
MOST_BYTES = 25 * 1024 * 1024
_AT_ONCE = 16
_SUFFIXES = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}
_IMAGE = "image/"
_KEEP_PIECE = (
    "insert into investigations_exhibitfilepiece"
    " (id, investigation_id, file_id, number, content) values (%s, %s, %s, %s, %b)"
)


@dataclass(frozen=True, slots=True)
class NewAcquisition:
    """Data acquired from an exhibit: by which tool, and what of it."""

    name: str
    tool: str
    scope: str = ""
    media_type: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class OpenedExhibitFile:
    """A file of an exhibit, unsealed for one reading."""

    name: str
    media_type: str
    is_photo: bool
    content: bytes


def add_photo(
    *,
    investigation_id: UUID,
    exhibit_id: UUID,
    content: IO[bytes],
    actor: Actor,
    at: datetime,
) -> UUID:
    """Keep a cleaned copy of a photograph of an exhibit, sealed to the team.

    Its name is the exhibit's reference and a number. Raises MediaTooBig, MediaEmpty,
    PhotoRefused, InvestigationClosed and Absent.
    """
    actor.must("investigations.work")
    original = content.read(MOST_BYTES + 1)
    if len(original) > MOST_BYTES:
        raise refusals.MediaTooBig
    try:
        # Before the transaction: it may take a while.
        cleaned = cleaning.clean_apart(original, door=settings.CLEANING)
    except cleaning.EmptyFile as refusal:
        raise refusals.MediaEmpty from refusal
    except cleaning.FileRefused as refusal:
        raise refusals.PhotoRefused from refusal
    suffix = _SUFFIXES.get(cleaned.media_type)
    if cleaned.content is None or suffix is None:
        raise refusals.PhotoRefused
    return _keep_photo(
        investigation_id=investigation_id,
        exhibit_id=exhibit_id,
        content=cleaned.content,
        kind=(cleaned.media_type, suffix),
        actor=actor,
        at=at,
    )


@action
def _keep_photo(
    *,
    investigation_id: UUID,
    exhibit_id: UUID,
    content: bytes,
    kind: tuple[str, str],
    actor: Actor,
    at: datetime,
) -> UUID:
    head, exhibit = hold_exhibit(investigation_id, exhibit_id, actor)
    media_type, suffix = kind
    files = ExhibitFile.objects.filter(exhibit=exhibit)
    if same := files.filter(sha256=hash_pieces([content]), tool="").first():
        return same.id
    number = files.count() + 1
    stem = exhibit.reference.replace("/", "-")
    row = ExhibitFile(
        investigation=head,
        exhibit=exhibit,
        name=f"{stem}-{number}.{suffix}",
        media_type=media_type,
        added_by_id=actor.person,
        added_at=at,
    )
    return _keep_file(head, row, [content], actor, at)


def keep_sent(
    *,
    investigation_id: UUID,
    exhibit_id: UUID,
    new: NewAcquisition,
    content: IO[bytes],
    actor: Actor,
    at: datetime,
) -> UUID:
    """Keep acquired data that somebody sent by a page; raises MediaTooBig besides."""
    whole = content.read(MOST_BYTES + 1)
    if len(whole) > MOST_BYTES:
        raise refusals.MediaTooBig
    return keep_acquisition(
        investigation_id=investigation_id,
        exhibit_id=exhibit_id,
        new=new,
        pieces=[whole],
        actor=actor,
        at=at,
    )


@action
def keep_acquisition(
    *,
    investigation_id: UUID,
    exhibit_id: UUID,
    new: NewAcquisition,
    pieces: Iterable[bytes],
    actor: Actor,
    at: datetime,
) -> UUID:
    """Keep acquired data as it is: hashed and sealed while it passes, however long.

    Raises NameIsPath, ToolMissing, MediaEmpty, InvestigationClosed and Absent.
    """
    actor.must("investigations.work")
    head, exhibit = hold_exhibit(investigation_id, exhibit_id, actor)
    row = start_acquisition(head, exhibit, new, actor, at)
    return _keep_file(head, row, pieces, actor, at)


@action
def open_exhibit_file(
    *,
    investigation_id: UUID,
    file_id: UUID,
    part: int = 1,
    actor: Actor,
    at: datetime,
) -> OpenedExhibitFile:
    """Unseal a file that is kept, or a part of a long one, and record that.

    The parts of a long file are named with a number more, as tools for images of disks
    name them. Raises Absent, KeysLocked, NotForYou, SealBroken.
    """
    actor.must("investigations.see_own")
    head = read_head(actor, investigation_id)
    file = ExhibitFile.objects.filter(investigation=head, id=file_id).first()
    if file is None or not 1 <= part <= count_parts(file):
        raise Absent
    content = b"".join(reopen_file(file, actor, part))
    audit.record_event(
        name="investigations.exhibit_file_opened",
        verb=audit.Verb.CONSULTATION,
        actor=actor,
        subject=file,
        at=at,
    )
    is_whole = count_parts(file) == 1
    return OpenedExhibitFile(
        file.name if is_whole else f"{file.name}.{part:03}",
        file.media_type,
        is_whole and not file.tool and file.media_type.startswith(_IMAGE),
        content,
    )


def count_parts(file: ExhibitFile) -> int:
    """In how many answers a file is opened; none of what lies elsewhere."""
    return ceil(file.pieces / OPENED_AT_ONCE)


def hold_exhibit(
    investigation_id: UUID, exhibit_id: UUID, actor: Actor
) -> tuple[Investigation, Exhibit]:
    """An exhibit of an open investigation that is held; raises Absent."""
    head = hold_open_investigation(investigation_id, actor)
    exhibit = Exhibit.objects.filter(investigation=head, id=exhibit_id).first()
    if exhibit is None:
        raise Absent
    return head, exhibit


def start_acquisition(
    head: Investigation,
    exhibit: Exhibit,
    new: NewAcquisition,
    actor: Actor,
    at: datetime,
) -> ExhibitFile:
    """The row of what was acquired, not yet kept; raises ToolMissing, NameIsPath."""
    if not new.tool.strip():
        raise refusals.ToolMissing
    return ExhibitFile(
        investigation=head,
        exhibit=exhibit,
        name=check_name(new.name),
        media_type=new.media_type,
        tool=new.tool.strip(),
        scope=new.scope.strip(),
        added_by_id=actor.person,
        added_at=at,
    )


def _keep_file(
    head: Investigation,
    row: ExhibitFile,
    pieces: Iterable[bytes],
    actor: Actor,
    at: datetime,
) -> UUID:
    """Keep the pieces while they are hashed, and the row when its digest is known."""
    start_upload(row, None)
    passed, as_sealed = HashedStream(pieces, size=chunks.PIECE), SealedDigest()
    teams = organisations_of(head, actor, at)
    sealed = chunks.seal_pieces(row, CONTENT, passed, teams=teams)
    keep_pieces(row, map(as_sealed.note_piece, sealed))
    if not passed.length:
        raise refusals.MediaEmpty
    row.size, row.sha256 = passed.length, passed.hex_digest
    row.pieces, row.sealed_sha256 = as_sealed.count, as_sealed.hex_digest
    row.save(force_insert=True)
    enter_file(head, row, actor, at)
    return row.id


def start_upload(row: ExhibitFile, size: int | None) -> None:
    """Say that data is on its way, before its first piece; its size where known."""
    ExhibitUpload(
        id=row.id,
        investigation=row.investigation,
        exhibit=row.exhibit,
        name=row.name,
        size=size,
        tool=row.tool,
        scope=row.scope,
        begun_by_id=row.added_by_id,
        begun_at=row.added_at,
    ).save(force_insert=True)


def keep_pieces(row: ExhibitFile, sealed: Iterable[bytes], first: int = 0) -> None:
    """Keep sealed pieces of a file from number ``first`` on, a few at a time.

    Their bytes are sent as they are: to write them out in a statement's text took more
    time than to hash and seal them.
    """
    rows = (
        (new_id(), row.investigation_id, row.id, number, each)
        for number, each in enumerate(sealed, first)
    )
    while batch := list(islice(rows, _AT_ONCE)):
        with connection.wrap_database_errors, Cursor(connection.connection) as cursor:
            cursor.executemany(_KEEP_PIECE, batch)


def enter_file(
    head: Investigation, row: ExhibitFile, actor: Actor, at: datetime
) -> None:
    """Make a file that is kept an item of material, and record that."""
    enter_material(head, NewMaterial(MaterialKind.FILE, row.id), actor=actor, at=at)
    tell_event("exhibit_file_added", row, actor=actor, at=at, sha256=row.sha256)


def reopen_file(file: ExhibitFile, actor: Actor, part: int = 0) -> Iterator[bytes]:
    """What is kept of a file, piece by piece, or one part of it.

    Raises KeysLocked, NotForYou, SealBroken.
    """
    if not part:
        return chunks.reopen_pieces(file, CONTENT, read_sealed(file.id), by=actor)
    first = (part - 1) * OPENED_AT_ONCE
    return chunks.reopen_some(
        file,
        CONTENT,
        read_sealed(file.id, first, first + OPENED_AT_ONCE),
        first=first,
        is_end=first + OPENED_AT_ONCE >= file.pieces,
        by=actor,
    )


def read_sealed(
    file_id: UUID, first: int = 0, end: int | None = None
) -> Iterator[bytes]:
    """The pieces of a file as they are sealed, in order, from ``first`` to ``end``."""
    rows = ExhibitFilePiece.objects.filter(file_id=file_id, number__gte=first)
    if end is not None:
        rows = rows.filter(number__lt=end)
    found = rows.order_by("number").values_list("content", flat=True)
    return (bytes(each) for each in found.iterator(_AT_ONCE))
