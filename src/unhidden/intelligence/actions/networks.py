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


class NothingMayLeave(Exception):
    """No link may leave: there is none, or each waits for a second person."""


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
    """What may leave of the network that the page shows, for a file of this ``form``.

    Never more than the actor may see, and nothing that waits for a second person.
    Raises NoReasonToExport, NothingMayLeave, and Absent where the subject is not in
    view.
    """
    actor.must("intelligence.export_network")
    if not reason.strip():
        raise NoReasonToExport
    found = networks.to_take_out(
        viewer=actor, mention_id=mention_id, look=look, depth=depth, start=start
    )
    if not found.edges:
        raise NothingMayLeave
    told = {"form": form, "links": len(found.edges), "left_out": found.left_out}
    audit.write(
        name="intelligence.network_exported",
        actor=actor,
        kind="intelligence.mention",
        subject_id=mention_id,
        domain="",
        at=at,
        verb=audit.Verb.DISCLOSURE,
        more={
            "detail": told,
            "justification": reason.strip(),
            "shown": sorted({str(each.intelligence_id) for each in found.edges}),
        },
    )
    return found
