"""Long data comes in parts: what breaks off goes on where it stood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import IO
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.agencies import queries as agencies
from unhidden.investigations.exhibits.actions import refusals
from unhidden.investigations.exhibits.actions.files import (
    NewAcquisition,
    enter_file,
    hold_exhibit,
    keep_pieces,
    read_sealed,
    start_acquisition,
    start_upload,
)
from unhidden.investigations.exhibits.rules.media import (
    SealedDigest,
    cut_pieces,
    hash_counted,
)
from unhidden.investigations.frame.actions import (
    hold_open_investigation,
    organisations_of,
)
from unhidden.investigations.frame.queries import read_head
from unhidden.investigations.models import (
    ExhibitFile,
    ExhibitFilePiece,
    ExhibitUpload,
    Investigation,
)
from unhidden.investigations.models.exhibit_files import CONTENT
from unhidden.lib.working_days import day_in_london
from unhidden.sharing import queries as sharing
from unhidden.vault import actions as vault
from unhidden.vault import chunks

#: What comes at once: whole pieces, so that each part is sealed as it comes.
PART = 32 * chunks.PIECE
#: What is kept here at most; what is longer stays where it lies, with its digest.
MOST_MEDIA = 4 * 1024**3


@dataclass(frozen=True, slots=True)
class UploadState:
    """How much of how many bytes has come, and how long the next part is."""

    id: UUID
    sent: int
    size: int

    @property
    def next_part(self) -> int:
        """The length of the part that is to come; none when all has."""
        return min(PART, self.size - self.sent)


@action
def begin_upload(
    *,
    investigation_id: UUID,
    exhibit_id: UUID,
    new: NewAcquisition,
    size: int,
    actor: Actor,
    at: datetime,
) -> UploadState:
    """Begin to send data, or go on with what the same person began under this name.

    Raises MediaTooLong, MediaEmpty, NameIsPath, ToolMissing, InvestigationClosed,
    Absent.
    """
    actor.must("investigations.work")
    head, exhibit = hold_exhibit(investigation_id, exhibit_id, actor)
    row = start_acquisition(head, exhibit, new, actor, at)
    if size <= 0:
        raise refusals.MediaEmpty
    if size > MOST_MEDIA:
        raise refusals.MediaTooLong
    if begun := (
        ExhibitUpload.objects.filter(
            exhibit=exhibit, name=row.name, size=size, begun_by_id=actor.person
        )
        .exclude(id__in=ExhibitFile.objects.filter(exhibit=exhibit).values("id"))
        .first()
    ):
        return _state(begun)
    start_upload(row, size)
    teams = organisations_of(head, actor, at)
    chunks.keep_piece_key(row, CONTENT, teams=teams)
    return UploadState(row.id, 0, size)


@action
def add_part(
    *,
    investigation_id: UUID,
    upload_id: UUID,
    offset: int,
    content: IO[bytes],
    actor: Actor,
    at: datetime,
) -> UploadState:
    """Keep the next part of what was begun; what came already is not kept again.

    Raises PartBroken for a part that is shorter or longer than was to come,
    InvestigationClosed, Absent, and of the vault KeysLocked and NotForYou.
    """
    actor.must("investigations.work")
    head = hold_open_investigation(investigation_id, actor)
    begun = _find(head, upload_id, actor)
    state = _state(begun)
    if offset != state.sent or not state.next_part:
        return state
    part = content.read(state.next_part + 1)
    if len(part) != state.next_part:
        raise refusals.PartBroken
    first, row = state.sent // chunks.PIECE, _file_of(begun)
    sealed = chunks.seal_further(
        row,
        CONTENT,
        cut_pieces(part, size=chunks.PIECE),
        first=first,
        is_end=state.sent + len(part) == state.size,
        by=actor,
    )
    keep_pieces(row, sealed, first)
    return UploadState(begun.id, state.sent + len(part), state.size)


@action
def finish_upload(
    *, investigation_id: UUID, upload_id: UUID, actor: Actor, at: datetime
) -> UUID:
    """Make a file of what has come whole: opened and hashed as it lies here.

    Finished twice, it is finished once. Raises PartBroken while anything is missing,
    InvestigationClosed, Absent, and of the vault KeysLocked, NotForYou, SealBroken.
    """
    actor.must("investigations.work")
    begun = _find(read_head(actor, investigation_id), upload_id, actor)
    row, state = _file_of(begun), _state(begun)
    if ExhibitFile.objects.filter(id=row.id).exists():
        return row.id
    if state.sent != state.size:
        raise refusals.PartBroken
    # Before the investigation is held: of long data it takes a while.
    as_sealed = SealedDigest()
    sealed = map(as_sealed.note_piece, read_sealed(row.id))
    row.size, row.sha256 = hash_counted(
        chunks.reopen_pieces(row, CONTENT, sealed, by=actor)
    )
    row.pieces, row.sealed_sha256 = as_sealed.count, as_sealed.hex_digest
    head = hold_open_investigation(investigation_id, actor)
    if ExhibitFile.objects.filter(id=row.id).exists():
        return row.id
    row.media_type, row.added_at = "application/octet-stream", at
    row.save(force_insert=True)
    _settle_keys(head, row, actor, at)
    enter_file(head, row, actor, at)
    return row.id


def _find(head: Investigation, upload_id: UUID, actor: Actor) -> ExhibitUpload:
    rows = ExhibitUpload.objects.filter(
        investigation=head, id=upload_id, begun_by_id=actor.person
    )
    begun = rows.exclude(size=None).first()
    if begun is None:
        raise Absent
    return begun


def _state(begun: ExhibitUpload) -> UploadState:
    count = ExhibitFilePiece.objects.filter(file=begun).count()
    size = begun.size or 0
    return UploadState(begun.id, min(count * chunks.PIECE, size), size)


def _file_of(begun: ExhibitUpload) -> ExhibitFile:
    return ExhibitFile(
        id=begun.id,
        investigation_id=begun.investigation_id,
        exhibit_id=begun.exhibit_id,
        name=begun.name,
        tool=begun.tool,
        scope=begun.scope,
        added_by_id=begun.begun_by_id,
    )


def _settle_keys(
    head: Investigation, row: ExhibitFile, actor: Actor, at: datetime
) -> None:
    """Whoever joined or left while the data came opens it, or does not."""
    now = organisations_of(head, actor, at)
    for team_id in now:
        vault.let_in(record_ids=[row.id], team_id=team_id, by=actor)
    people = {each.person_id for each in sharing.find_team(viewer=actor, record=head)}
    ever = agencies.find_workplaces(
        people=people, day=day_in_london(at), permission="investigations.work"
    )
    for team_id in ever - now:
        vault.let_out(record_ids=[row.id], team_id=team_id)
