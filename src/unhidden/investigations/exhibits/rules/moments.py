"""Moments as a custody record says them: a day and a time in London."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from unhidden.lib.working_days import LONDON


def moment_in_london(day: date, at: time) -> datetime:
    """The moment of a day and a time in London; of an hour that is twice, the first."""
    return datetime.combine(day, at, LONDON).astimezone(UTC)
