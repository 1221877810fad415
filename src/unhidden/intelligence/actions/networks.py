"""Taking a network out of the house, which the record tells with its reason."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.intelligence.queries import networks
from unhidden.intelligence.queries.near import Look
from unhidden.intelligence.rules.networks import Network


class NoReasonToExport(Exception):
    """What leaves the house leaves for a reason."""


@action
def export_network(
    *,
    mention_id: UUID,
    look: Look,
    depth: int,
    start: int,
    form: str,
    reason: str,
    actor: Actor,
    at: datetime,
) -> Network:
    """The network that the page shows, for a file of this ``form``.

    Never more than the actor may see. Raises NoReasonToExport, and Absent where the
    subject is not in view.
    """
    actor.must("intelligence.export_network")
    if not reason.strip():
        raise NoReasonToExport
    found = networks.network(
        viewer=actor, mention_id=mention_id, look=look, depth=depth, start=start
    )
    audit.write(
        name="intelligence.network_exported",
        actor=actor,
        kind="intelligence.mention",
        subject_id=mention_id,
        domain="",
        at=at,
        verb=audit.Verb.DISCLOSURE,
        more={
            "detail": {"form": form, "links": len(found.edges)},
            "justification": reason.strip(),
            "shown": sorted({str(each.intelligence_id) for each in found.edges}),
        },
    )
    return found
