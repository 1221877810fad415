"""The redacted copies that go into an archive, each with the digest of its original."""

from __future__ import annotations

from base64 import b64decode
from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.investigations.leaving.rules.archives import ArchivedFile, RedactedPair
from unhidden.investigations.models import (
    Investigation,
    MaterialAxis,
    MaterialDecision,
    MaterialValue,
    Redaction,
)
from unhidden.vault import actions as vault


def collect_copies(
    investigation: Investigation, *, until: datetime, viewer: Actor
) -> tuple[list[ArchivedFile], list[RedactedPair]]:
    """The copies of items that the prosecutor decided to disclose redacted.

    Of an item the last copy that was made by then. Raises KeysLocked and NotForYou.
    """
    wanted = _decided(investigation, until)
    rows = (
        Redaction.objects.filter(
            investigation=investigation, material__in=wanted, made_at__lte=until
        )
        .select_related("material")
        .order_by("material__number", "made_at", "id")
    )
    held = list({row.material_id: row for row in rows}.values())
    opened = vault.open_all([row.copy_sealed for row in held], by=viewer)
    files, pairs = [], []
    for row, text in zip(held, opened, strict=True):
        path = f"8-unused/redacted/item-{row.material.number:06}.pdf"
        files.append(ArchivedFile(path, "redacted", b64decode(text)))
        pairs.append(RedactedPair(path, row.copy_sha256, row.original_sha256))
    return files, pairs


def _decided(investigation: Investigation, until: datetime) -> set[UUID]:
    """Items whose last decision by the prosecutor, of any accused, is so."""
    rows = MaterialDecision.objects.filter(
        investigation=investigation,
        axis=MaterialAxis.PROSECUTOR,
        decided_at__lte=until,
    ).order_by("material", "accused", "turn")
    last = {(row.material_id, row.accused_id): row.value for row in rows}
    return {
        material
        for (material, _), value in last.items()
        if value == MaterialValue.DISCLOSE_REDACTED
    }
