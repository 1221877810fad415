"""Opening what a source said: by few, and never unnoticed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.intelligence.models import IntelligenceReport
from unhidden.intelligence.reports.queries.items import may_open_original
from unhidden.vault import actions as vault


@dataclass(frozen=True, slots=True)
class OpenedOriginal:
    """The words of the source and how it knows, unsealed for one reading."""

    urn: str
    raw: str
    provenance: str


@action
def open_original(
    *, intelligence_id: UUID, actor: Actor, at: datetime
) -> OpenedOriginal:
    """Unseal what stands behind an intelligence report, and record that.

    Absent unless the actor wrote it, or triages for the organisation that holds it;
    what the public said needs the right to read the public's reports as well.
    """
    actor.must("intelligence.see_items")
    row = IntelligenceReport.objects.filter(id=intelligence_id).first()
    if row is None or not may_open_original(row, actor):
        raise Absent
    audit.record_event(
        name="intelligence.original_opened",
        verb=audit.Verb.CONSULTATION,
        categories=("narrative",),
        actor=actor,
        subject=row,
        at=at,
    )
    raw, provenance = vault.open_all([row.raw_sealed, row.provenance_sealed], by=actor)
    return OpenedOriginal(urn=row.urn, raw=raw, provenance=provenance)
