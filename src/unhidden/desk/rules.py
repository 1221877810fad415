"""What must be known of the calls that a danger to life asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import Enum

from unhidden.lib.working_days import LONDON


class DangerFault(Enum):
    """What the record of the calls lacks."""

    NOT_CALLED_YET = "not_called_yet"
    OFFICER_MISSING = "officer_missing"
    NOTHING_TOLD = "nothing_told"


@dataclass(frozen=True, slots=True)
class EmergencyCalls:
    """999 was called, and the duty officer was told.

    ``incident`` is the operator's reference, if they gave one.
    """

    called_at: datetime
    incident: str
    duty_officer: str
    told_at: datetime
    what_was_told: str


def fault_of(calls: EmergencyCalls, *, at: datetime) -> DangerFault | None:
    """What is wrong with the record, if anything."""
    if max(calls.called_at, calls.told_at) > at:
        return DangerFault.NOT_CALLED_YET
    if not calls.duty_officer.strip():
        return DangerFault.OFFICER_MISSING
    if not calls.what_was_told.strip():
        return DangerFault.NOTHING_TOLD
    return None


def last_at(clock: time, *, now: datetime) -> datetime:
    """The last moment at which the clocks of London showed this time."""
    today = now.astimezone(LONDON).date()
    found = datetime.combine(today, clock, LONDON)
    if found <= now:
        return found
    return datetime.combine(today - timedelta(days=1), clock, LONDON)
