"""Whether a visit may enter by a warrant: in time, by number, with an entry left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

#: Silver is told of what ends within these days.
ENDS_SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class WarrantTerms:
    """What decides whether a visit may enter by a warrant."""

    number: str
    issued_at: datetime
    expires_at: datetime
    entries_left: int


class EntryFault(StrEnum):
    """Why nobody can be sent to enter there then."""

    NO_NUMBER = "no_number"
    ANOTHER_NUMBER = "another_number"
    NOT_GRANTED_YET = "not_granted_yet"
    ENDED = "ended"
    HOUR_NEEDED = "hour_needed"
    USED_UP = "used_up"


def find_entry_fault(
    authority: str,
    warrants: Sequence[WarrantTerms],
    *,
    on: date,
    starts_at: time | None,
    zone: tzinfo,
) -> EntryFault | None:
    """Why a visit cannot be tasked to enforce by this authority; None where it can.

    Where warrants are kept for its premises, it is one of theirs that counts. A visit
    without an hour must be lawful at every hour of its day.
    """
    if not authority.strip():
        return EntryFault.NO_NUMBER
    if not warrants:
        return None
    held = next((one for one in warrants if one.number == authority), None)
    if held is None:
        return EntryFault.ANOTHER_NUMBER
    if held.entries_left < 1:
        return EntryFault.USED_UP
    return _find_fault_in_time(held, on, starts_at, zone)


def _find_fault_in_time(
    held: WarrantTerms, on: date, starts_at: time | None, zone: tzinfo
) -> EntryFault | None:
    first = datetime.combine(on, starts_at or time(), zone)
    last = first if starts_at else datetime.combine(on + timedelta(1), time(), zone)
    is_before = first < held.issued_at if starts_at else last <= held.issued_at
    if is_before:
        return EntryFault.NOT_GRANTED_YET
    if first >= held.expires_at:
        return EntryFault.ENDED
    if first < held.issued_at or last > held.expires_at:
        return EntryFault.HOUR_NEEDED
    return None


def ends_soon(expires_at: datetime, at: datetime) -> bool:
    """Whether a warrant that has not ended yet ends within a week."""
    return at < expires_at <= at + ENDS_SOON
