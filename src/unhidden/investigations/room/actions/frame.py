"""What every write in the room begins and ends with."""

from __future__ import annotations

from uuid import UUID, uuid5

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.investigations.frame.actions import hold_open_investigation
from unhidden.investigations.frame.queries import may_work
from unhidden.investigations.models import Investigation
from unhidden.investigations.room.actions import refusals
from unhidden.lib.contact_words import find_contacts


def hold_room(investigation_id: UUID, actor: Actor) -> Investigation:
    """The investigation, held by whoever works in it.

    Raises InvestigationClosed and Absent.
    """
    actor.must("investigations.work")
    head = hold_open_investigation(investigation_id, actor)
    if not may_work(head):
        raise Absent
    return head


def name_row(head: Investigation, entry: UUID) -> UUID:
    """The id of a row that a form asks for: the same for the same form sent twice.

    It is made of the investigation's, so that no form meets a row of another one.
    """
    return uuid5(head.id, str(entry))


def require_words(**texts: str) -> None:
    """Raise RoomWordsMissing for the first of these that says nothing."""
    for field, text in texts.items():
        if not text.strip():
            raise refusals.RoomWordsMissing(field)


def look_for_contacts(*texts: str, is_looked_at: bool) -> None:
    """Raise HasContacts where one of the texts seems to say how somebody is reached.

    Not where whoever writes has looked at it and says that it may stay.
    """
    if is_looked_at:
        return
    hits = [hit for text in texts for hit in find_contacts(text)]
    if hits:
        raise refusals.HasContacts(hits)
