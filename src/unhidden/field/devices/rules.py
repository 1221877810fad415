"""How a phone stands with us: plain values, no clock, no Django."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

#: For how long administrators are told of a lost phone, whatever it holds.
LOST_IS_NEWS = timedelta(days=1)


class DeviceStanding(StrEnum):
    """In this order: what was handed back is over, whatever else is said of it."""

    ENDED = "ended"
    LOST = "lost"
    WAITS = "waits"
    READY = "ready"


def judge_standing(
    *,
    approved_at: datetime | None,
    lost_at: datetime | None,
    ended_at: datetime | None,
) -> DeviceStanding:
    """Whether a phone may go out, and why not."""
    if ended_at is not None:
        return DeviceStanding.ENDED
    if lost_at is not None:
        return DeviceStanding.LOST
    return DeviceStanding.READY if approved_at else DeviceStanding.WAITS
