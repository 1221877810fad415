"""An event as a file for somebody's calendar."""

from __future__ import annotations

from datetime import UTC, datetime

from icalendar import Calendar, Event

from unhidden.operations.events.queries.public import EventPage


def file_of(event: EventPage, *, at: datetime) -> bytes:
    """The event in iCalendar (RFC 5545), with nothing that the title does not say.

    A calendar is seen by others: neither this site nor what it is for is named.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Events//EN")
    calendar.add("version", "2.0")
    entry = Event()
    entry.add("uid", str(event.id))
    entry.add("dtstamp", at.astimezone(UTC))
    entry.add("dtstart", event.starts_at.astimezone(UTC))
    entry.add("dtend", event.ends_at.astimezone(UTC))
    entry.add("summary", event.title)
    entry.add("location", event.place)
    entry.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    calendar.add_component(entry)
    return bytes(calendar.to_ical())
