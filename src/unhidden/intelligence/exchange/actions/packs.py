"""Taking the target pack of premises out of the house, which the record tells."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.intelligence.exchange.queries import packs
from unhidden.intelligence.exchange.queries.packs import TargetPack
from unhidden.intelligence.networks.actions.networks import NoReasonToExport


@action
def export_pack(
    *, premises_id: UUID, reason: str, actor: Actor, at: datetime
) -> TargetPack:
    """What is to be printed of the premises, never more than the actor may see.

    Raises NoReasonToExport, and Absent where the premises are not there.
    """
    actor.must("intelligence.export_network")
    if not reason.strip():
        raise NoReasonToExport
    found = packs.load_target_pack(
        viewer=actor, premises_id=premises_id, today=timezone.localdate(at)
    )
    audit.write_event(
        name="intelligence.pack_printed",
        actor=actor,
        kind="places.premises",
        subject_id=premises_id,
        domain="",
        at=at,
        verb=audit.Verb.DISCLOSURE,
        more={
            "detail": {"score": found.score, "reasons": len(found.reasons)},
            "justification": reason.strip(),
            "shown": [str(key) for key in found.shown],
        },
    )
    return found
