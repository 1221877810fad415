"""An archive: asked for by one, released by another, handed over as it was released."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.audit.verbs import Verb
from unhidden.investigations.frame.actions import (
    hold_investigation,
    hold_open_investigation,
    tell_event,
)
from unhidden.investigations.leaving.queries.archives import (
    EXPORT,
    must_be_on_team,
)
from unhidden.investigations.leaving.queries.packing import ArchiveStart, pack_archive
from unhidden.investigations.models import Archive, ArchiveKind, Investigation
from unhidden.investigations.unused.queries.states import may_read_sensitive
from unhidden.lib.refusals import ActionRefused
from unhidden.vault import parcels
from unhidden.vault.sealing import SealBroken


class RecipientMissing(ActionRefused):
    """An archive is for somebody, and for something."""


class RecipientKeyWrong(ActionRefused):
    """What is sensitive is sealed to a key of the recipient's, of 64 letters."""


class SameHands(ActionRefused):
    """Whoever asked for an archive does not release it."""


class AlreadyReleased(ActionRefused):
    """Somebody released it before."""


class ArchiveDiffers(ActionRefused):
    """What is packed now is not what was released, byte for byte."""


@dataclass(frozen=True, slots=True)
class NewArchive:
    """For whom and for what; ``recipient_key`` in hex, of a sensitive one alone."""

    kind: str
    recipient: str
    purpose: str
    language: str
    recipient_key: str = ""
    has_media: bool = False


@dataclass(frozen=True, slots=True)
class PackedArchive:
    """What is handed over: a container, or a parcel that one recipient opens."""

    content: bytes
    is_sealed: bool
    sha256: str


@action
def ask_for_archive(
    *, investigation_id: UUID, new: NewArchive, actor: Actor, at: datetime
) -> UUID:
    """Ask for an archive; nothing leaves until another colleague releases it.

    The same, asked for twice while it waits, is asked for once.

    Raises RecipientMissing, RecipientKeyWrong, InvestigationClosed and Absent: that too
    where somebody asks for what is sensitive without a post that may know of it.
    """
    actor.must(EXPORT)
    investigation = hold_open_investigation(investigation_id, actor)
    _check(new, investigation, actor)
    asked = {
        "investigation": investigation,
        "kind": new.kind,
        "recipient": new.recipient.strip(),
        "purpose": new.purpose.strip(),
        "language": new.language,
        "recipient_key": new.recipient_key,
        "has_media": new.has_media,
        "asked_by_id": actor.person,
    }
    if waiting := Archive.objects.filter(**asked, released_at=None).first():
        return waiting.id
    row = Archive.objects.create(**asked, asked_at=at)
    tell_event("archive_asked", row, actor=actor, at=at)
    return row.id


@action
def release_archive(
    *, investigation_id: UUID, archive_id: UUID, actor: Actor, at: datetime
) -> None:
    """Release what another asked for, as things stand now: its digest is kept.

    Raises SameHands, AlreadyReleased, NothingScheduled, ArchiveTooLarge,
    PaperNotPrintable, InvestigationClosed, Absent; of the vault KeysLocked, NotForYou.
    """
    actor.must(EXPORT)
    investigation = hold_open_investigation(investigation_id, actor)
    row = _find(investigation, archive_id, actor)
    if row.released_at is not None:
        raise AlreadyReleased
    if row.asked_by_id == actor.person:
        raise SameHands
    built = pack_archive(ArchiveStart(investigation, row, at), actor)
    row.sha256, row.size, row.leaf = built.sha256, len(built.content), built.root
    row.released_by_id, row.released_at = actor.person, at
    row.save(update_fields=["sha256", "size", "leaf", "released_by_id", "released_at"])
    _tell("archive_released", row, actor, at)


@action
def fetch_archive(
    *, investigation_id: UUID, archive_id: UUID, actor: Actor, at: datetime
) -> PackedArchive:
    """What was released, packed again: the same bytes, or none.

    A sensitive one is sealed to its recipient, so that nobody else opens it. Raises
    ArchiveDiffers and Absent, and what packing raises.
    """
    actor.must(EXPORT)
    row = find_released(investigation_id, archive_id, actor)
    start = ArchiveStart(row.investigation, row, row.released_at or at)
    built = pack_archive(start, actor)
    if built.sha256 != row.sha256:
        raise ArchiveDiffers
    is_sealed = row.kind == ArchiveKind.SENSITIVE
    content = built.content
    if is_sealed:
        key = bytes.fromhex(row.recipient_key)
        content = parcels.seal_parcel(content, public_key=key)
    _tell("archive_fetched", row, actor, at)
    return PackedArchive(content, is_sealed, sha256(content).hexdigest())


def find_released(investigation_id: UUID, archive_id: UUID, actor: Actor) -> Archive:
    """A released archive of an investigation of the actor's team; raises Absent."""
    investigation = hold_investigation(investigation_id, actor)
    must_be_on_team(investigation)
    row = _find(investigation, archive_id, actor)
    if row.released_at is None:
        raise Absent
    row.investigation = investigation
    return row


def _tell(name: str, row: Archive, actor: Actor, at: datetime) -> None:
    """Record that it left; the record's checkpoints then prove the digest."""
    audit.record_event(
        name=f"investigations.{name}",
        actor=actor,
        subject=row,
        at=at,
        verb=Verb.DISCLOSURE,
        detail={"sha256": row.sha256, "root": row.leaf},
    )


def _find(investigation: Investigation, archive_id: UUID, actor: Actor) -> Archive:
    """The archive; to who may not know what is sensitive, that one is absent."""
    row = Archive.objects.filter(investigation=investigation, id=archive_id).first()
    if row is None:
        raise Absent
    if row.kind == ArchiveKind.SENSITIVE and not may_read_sensitive(
        investigation, actor
    ):
        raise Absent
    return row


def _check(new: NewArchive, investigation: Investigation, actor: Actor) -> None:
    if not (new.recipient.strip() and new.purpose.strip()):
        raise RecipientMissing
    if new.kind != ArchiveKind.SENSITIVE:
        return
    if not may_read_sensitive(investigation, actor):
        raise Absent
    try:
        key = bytes.fromhex(new.recipient_key)
        parcels.seal_parcel(b"", public_key=key)
    except (ValueError, SealBroken) as error:
        raise RecipientKeyWrong from error
