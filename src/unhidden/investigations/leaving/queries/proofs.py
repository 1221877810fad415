"""That the record of who did what knows of a release, and of each signature in it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from unhidden.audit import tree
from unhidden.audit.statements import fingerprint_public_key
from unhidden.investigations.leaving.rules.archives import write_json
from unhidden.investigations.models import Archive, ArchiveKind, Schedule, ScheduleKind
from unhidden.lib.refusals import ActionRefused

SCHEMA = "unhidden-record-1"
_LONG = 32


class NotSealedYet(ActionRefused):
    """The record has not sealed all of it yet: that takes some seconds."""


@dataclass(frozen=True, slots=True)
class ReleaseProof:
    """What is handed over, and the fingerprint of the key that seals the record."""

    content: bytes
    fingerprint: str


def prove_release(archive: Archive) -> ReleaseProof:
    """The proof of a released archive; raises NotSealedYet.

    What was signed of a checkpoint tells how many events the record had, of everybody
    here together, and nothing of any of them.
    """
    with connection.cursor() as cursor:
        cursor.execute("select * from wall.prove_release(%s)", [archive.id])
        rows = cursor.fetchall()
    if len(rows) != 1 + _count_schedules(archive):
        raise NotSealedYet
    told = [
        {
            "line": line,
            "place": place,
            "proof": [step.hex() for step in tree.find_proof(_cut(leaves), place)],
            "statement": statement,
            "signature": bytes(signature).hex(),
            "key": bytes(key).hex(),
        }
        for line, place, leaves, statement, signature, key in rows
    ]
    prints = [fingerprint_public_key(bytes(row[-1])) for row in rows]
    return ReleaseProof(write_json({"schema": SCHEMA, "events": told}), prints[-1])


def _cut(leaves: bytes) -> list[bytes]:
    """The hashes of a checkpoint, in order."""
    held = bytes(leaves)
    return [held[at : at + _LONG] for at in range(0, len(held), _LONG)]


def _count_schedules(archive: Archive) -> int:
    signed = Schedule.objects.filter(
        investigation=archive.investigation_id, signed_at__lte=archive.released_at
    )
    if archive.kind == ArchiveKind.SENSITIVE:
        return signed.filter(kind=ScheduleKind.SENSITIVE).count()
    return signed.exclude(kind=ScheduleKind.SENSITIVE).count()
