"""Taking a chart out of the house as a picture, which the record tells."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.intelligence.networks.actions.networks import (
    NoReasonToExport,
    record_export,
)
from unhidden.intelligence.networks.queries import pictures
from unhidden.intelligence.networks.queries.pictures import NetworkPicture
from unhidden.intelligence.networks.rules.pictures import DrawnLinks


@action
def take_picture(
    *,
    mention_id: UUID,
    keys: DrawnLinks,
    form: str,
    reason: str,
    actor: Actor,
    at: datetime,
) -> NetworkPicture:
    """What may be drawn of the chart, in a picture of this ``form``.

    Exactly its reports are recorded as disclosed. Raises NoReasonToExport,
    NothingMayLeave, and Absent where the subject is not in view.
    """
    actor.must("intelligence.export_network")
    if not reason.strip():
        raise NoReasonToExport
    found = pictures.load_picture(viewer=actor, mention_id=mention_id, keys=keys)
    record_export(
        mention_id, found.edges, found.left_out, form, reason, actor=actor, at=at
    )
    return found
