"""Taking a network out of the house, which the record tells with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.intelligence.networks.queries import networks
from unhidden.intelligence.networks.rules.networks import Edge, Network
from unhidden.intelligence.subjects.queries.near import LinkFilter
from unhidden.lib.refusals import ActionRefused


class NoReasonToExport(ActionRefused):
    """What leaves the house leaves for a reason."""


class NothingMayLeave(ActionRefused):
    """No link may leave: there is none, or each waits for a second person."""


@action
def export_network(
    *,
    mention_id: UUID,
    look: LinkFilter,
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
    record_export(
        mention_id, found.edges, found.left_out, form, reason, actor=actor, at=at
    )
    return found


def record_export(
    mention_id: UUID,
    edges: Sequence[Edge],
    left_out: int,
    form: str,
    reason: str,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """Tell which reports leave with these links; raises NothingMayLeave for none."""
    if not edges:
        raise NothingMayLeave
    audit.write_event(
        name="intelligence.network_exported",
        actor=actor,
        kind="intelligence.mention",
        subject_id=mention_id,
        domain="",
        at=at,
        verb=audit.Verb.DISCLOSURE,
        more={
            "detail": {"form": form, "links": len(edges), "left_out": left_out},
            "justification": reason.strip(),
            "shown": sorted({str(each.intelligence_id) for each in edges}),
        },
    )
