"""What the room's first page shows."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from unhidden.investigations.models import ActionQueue
from unhidden.investigations.room.presenters.pages import RoomLink, link_to
from unhidden.investigations.room.queries.logs import POLICY_FILE, SEALED_LOG
from unhidden.investigations.room.queries.room import IncidentRoomView
from unhidden.ui import parts


def summarise_room(view: IncidentRoomView) -> list[parts.SummaryRow]:
    """How many actions wait in each queue, late ones, and documents not yet read."""
    actions = reverse("investigations:actions", args=[view.head.id])
    rows = [
        parts.SummaryRow(
            ActionQueue(queue).label, str(count), f"{actions}?queue={queue}"
        )
        for queue, count in view.counts.queues.items()
    ]
    late = parts.SummaryRow(
        _("Past its day"), str(view.counts.late), f"{actions}?due=late"
    )
    papers = reverse("investigations:papers", args=[view.head.id])
    unread = parts.SummaryRow(
        _("Documents that nobody has read"),
        str(view.counts.unread),
        f"{papers}?stage=registered",
    )
    return [*rows, late, unread]


def list_ways(view: IncidentRoomView) -> list[RoomLink]:
    """The pages of the room that the viewer may read."""
    found = [
        link_to(_("Lines of enquiry"), "lines", view.head.id),
        link_to(_("Actions"), "actions", view.head.id),
        link_to(_("Documents and statements"), "papers", view.head.id),
        link_to(_("Interviews"), "interviews", view.head.id),
    ]
    if view.may_read_log:
        url = reverse("decision_log:log", args=[POLICY_FILE, view.head.id])
        found.append(RoomLink(_("Policy file"), url))
    if view.may_read_sealed_log:
        url = reverse("decision_log:log", args=[SEALED_LOG, view.head.id])
        found.append(RoomLink(_("Sealed log"), url))
    return found
