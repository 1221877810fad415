"""An appointment as a file for somebody's calendar."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import NAMESPACE_OID, uuid5

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from unhidden.safeguarding.support.queries.contacts import SupportContactCard


def make_calendar_file(card: SupportContactCard, *, at: datetime) -> bytes:
    """The appointment in iCalendar (RFC 5545), with its hours and nothing else.

    A calendar is seen by others: no case, no person, no place, no other party, and no
    name of this program. Its mark is not the appointment's own, which the records have.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Calendar//EN")
    calendar.add("version", "2.0")
    entry = Event()
    entry.add("uid", str(uuid5(NAMESPACE_OID, f"appointment:{card.id}")))
    entry.add("dtstamp", at.astimezone(UTC))
    entry.add("dtstart", card.starts_at.astimezone(UTC))
    entry.add("dtend", card.ends_at.astimezone(UTC))
    entry.add("summary", _("Appointment"))
    entry.add("class", "PRIVATE")
    calendar.add_component(entry)
    return bytes(calendar.to_ical())
