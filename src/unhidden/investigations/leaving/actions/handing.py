"""What is handed over beside a released archive: letter, proof, photographs, data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.audit.verbs import Verb
from unhidden.investigations.leaving.actions.archives import find_released
from unhidden.investigations.leaving.queries import letters, media, proofs
from unhidden.investigations.leaving.queries.archives import EXPORT
from unhidden.investigations.leaving.rules.media import stream_media
from unhidden.investigations.models import Archive


@action
def print_letter(
    *, investigation_id: UUID, archive_id: UUID, actor: Actor, at: datetime
) -> bytes:
    """The covering letter of a released archive; raises PaperNotPrintable and Absent.

    It names the key of the record too, once the record has sealed the release.
    """
    actor.must(EXPORT)
    row = find_released(investigation_id, archive_id, actor)
    try:
        record_key = proofs.prove_release(row).fingerprint
    except proofs.NotSealedYet:
        record_key = ""
    content = letters.write_letter(row, record_key)
    _tell("archive_letter_printed", row, actor, at)
    return content


@action
def fetch_proof(
    *, investigation_id: UUID, archive_id: UUID, actor: Actor, at: datetime
) -> bytes:
    """That the record knows of a release; raises NotSealedYet and Absent."""
    actor.must(EXPORT)
    row = find_released(investigation_id, archive_id, actor)
    proof = proofs.prove_release(row)
    _tell("archive_proof_fetched", row, actor, at)
    return proof.content


@action
def fetch_media(
    *, investigation_id: UUID, archive_id: UUID, actor: Actor, at: datetime
) -> Iterator[bytes]:
    """What goes along with a released archive, a piece at a time, as one container.

    Raises Absent where nothing does; of the vault KeysLocked and NotForYou. Pieces are
    read as they are asked for, after this has ended.
    """
    actor.must(EXPORT)
    row = find_released(investigation_id, archive_id, actor)
    if not row.has_media:
        raise Absent
    files = media.list_media(row, actor)
    _tell("archive_media_fetched", row, actor, at)
    return stream_media((file.sha256, media.read_media(file, actor)) for file in files)


def _tell(name: str, row: Archive, actor: Actor, at: datetime) -> None:
    audit.record_event(
        name=f"investigations.{name}",
        actor=actor,
        subject=row,
        at=at,
        verb=Verb.DISCLOSURE,
    )
