"""Digests of files: of what lies elsewhere, and taken again of what is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import require_found
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.investigations.exhibits.actions import refusals
from unhidden.investigations.exhibits.actions.files import (
    NewAcquisition,
    enter_file,
    hold_exhibit,
    reopen_file,
    start_acquisition,
)
from unhidden.investigations.exhibits.rules.media import hash_pieces, read_digest
from unhidden.investigations.frame.actions import (
    NewMaterial,
    enter_material,
    hold_open_investigation,
    tell_event,
)
from unhidden.investigations.models import (
    ExhibitFile,
    ExhibitMove,
    Investigation,
    Material,
    MaterialKind,
    Rehash,
)
from unhidden.vault import actions as vault

#: How much is hashed again by itself when exhibits move; the rest waits to be asked.
MOST_REHASHED = 64 * 1024 * 1024


@action
def keep_digest(
    *,
    investigation_id: UUID,
    exhibit_id: UUID,
    new: NewAcquisition,
    size: int,
    digest: str,
    actor: Actor,
    at: datetime,
) -> UUID:
    """Keep the digest of data that is too long to lie here, as its tool wrote it.

    Raises DigestUnreadable, NameIsPath, ToolMissing, InvestigationClosed and Absent.
    """
    actor.must("investigations.work")
    head, exhibit = hold_exhibit(investigation_id, exhibit_id, actor)
    row = start_acquisition(head, exhibit, new, actor, at)
    row.size, row.sha256 = size, _read(digest)
    if same := ExhibitFile.objects.filter(
        exhibit=exhibit, sha256=row.sha256, name=row.name, pieces=0
    ).first():
        return same.id
    row.save(force_insert=True)
    enter_file(head, row, actor, at)
    return row.id


@action
def take_digest(
    *,
    investigation_id: UUID,
    file_id: UUID,
    digest: str = "",
    actor: Actor,
    at: datetime,
) -> bool:
    """Take the digest of a file again; of what lies elsewhere, as it was typed.

    Gives whether it is the same: one that differs is an incident, and stays. Raises
    DigestUnreadable, DigestIsKept, InvestigationClosed, Absent and, of the vault,
    KeysLocked and NotForYou.
    """
    actor.must("investigations.work")
    head = hold_open_investigation(investigation_id, actor)
    files = ExhibitFile.objects.filter(investigation=head, id=file_id)
    file = require_found(files.first())
    is_kept = file.pieces > 0
    if digest and is_kept:
        raise refusals.DigestIsKept
    found = _hash_kept(file, actor) if is_kept else _read(digest)
    enter_incidents(head, actor, at)
    move = ExhibitMove.objects.filter(exhibit_id=file.exhibit_id)
    return _note_digest(head, file, move.order_by("-turn").first(), found, actor, at)


def rehash_files(
    head: Investigation, moves: Sequence[ExhibitMove], *, actor: Actor, at: datetime
) -> None:
    """Take the digests of what is kept of moved exhibits again, at these moves.

    Not of what lies elsewhere, nor past MOST_REHASHED bytes, nor what is locked: these
    are due until somebody takes them.
    """
    enter_incidents(head, actor, at)
    by_exhibit = {move.exhibit_id: move for move in moves}
    files = (
        ExhibitFile.objects.filter(exhibit_id__in=by_exhibit)
        .filter(pieces__gt=0)
        .order_by("size", "id")
    )
    left = MOST_REHASHED
    for file in files:
        left -= file.size
        if left < 0:
            return
        try:
            found = _hash_kept(file, actor)
        except (vault.KeysLocked, vault.NotForYou):
            continue
        _note_digest(head, file, by_exhibit[file.exhibit_id], found, actor, at)


def enter_incidents(head: Investigation, actor: Actor, at: datetime) -> None:
    """Make items of what the worker found to differ, who can make none itself."""
    rows = Rehash.objects.filter(investigation=head, is_same=False, taken_by=None)
    entered = Material.objects.filter(investigation=head).values("source_id")
    for incident in rows.exclude(id__in=entered).order_by("taken_at", "id"):
        new = NewMaterial(MaterialKind.OTHER, incident.id)
        enter_material(head, new, actor=actor, at=at)


def _read(digest: str) -> str:
    found = read_digest(digest)
    if found is None:
        raise refusals.DigestUnreadable
    return found


def _hash_kept(file: ExhibitFile, actor: Actor) -> str:
    """The digest of what is kept now; of what does not open any more, none."""
    try:
        return hash_pieces(reopen_file(file, actor))
    except vault.SealBroken:
        return ""


def _note_digest(
    head: Investigation,
    file: ExhibitFile,
    move: ExhibitMove | None,
    found: str,
    actor: Actor,
    at: datetime,
) -> bool:
    row = Rehash(
        investigation=head,
        file=file,
        move=move,
        sha256=found,
        is_same=found == file.sha256,
        taken_by_id=actor.person,
        taken_at=at,
    )
    row.save(force_insert=True)
    if row.is_same:
        return True
    enter_material(head, NewMaterial(MaterialKind.OTHER, row.id), actor=actor, at=at)
    tell_event("exhibit_digest_differs", file, actor=actor, at=at)
    return False
