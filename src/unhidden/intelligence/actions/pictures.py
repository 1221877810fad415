"""Taking a chart out of the house as a picture, which the record tells."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.intelligence.actions.networks import NoReasonToExport
from unhidden.intelligence.queries import pictures
from unhidden.intelligence.queries.pictures import Picture
from unhidden.intelligence.rules.pictures import Keys


class NothingToDraw(Exception):
    """None of the links may leave, or none is in view."""


@action
def take_picture(
    *, mention_id: UUID, keys: Keys, form: str, reason: str, actor: Actor, at: datetime
) -> Picture:
    """What may be drawn of the chart, in a picture of this ``form``.

    Exactly its reports are recorded as disclosed. Raises NoReasonToExport,
    NothingToDraw, and Absent where the subject is not in view.
    """
    actor.must("intelligence.export_network")
    if not reason.strip():
        raise NoReasonToExport
    found = pictures.picture(viewer=actor, mention_id=mention_id, keys=keys)
    if not found.edges:
        raise NothingToDraw
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
