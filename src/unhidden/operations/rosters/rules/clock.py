"""Hours on the clock as moments and as minutes of a day, on days of a clock change too.

A minute of a day counts from twelve hours before its noon, as the service days of GTFS
do (gtfs.org, schedule reference, field type "Time"): nine in the morning is 540 on
every day, and what passes midnight passes 1,440. Only the hours before a change are
told otherwise, so that a shift over it keeps its true length.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from unhidden.lib.working_days import LONDON

NOON = time(12)
_NOON_MINUTE = 720


@dataclass(frozen=True, slots=True)
class ShiftSpan:
    """A shift between two moments."""

    starts_at: datetime
    ends_at: datetime

    @property
    def length_minutes(self) -> int:
        """How long it truly lasts."""
        return _minutes(self.ends_at - self.starts_at)

    @property
    def last_on(self) -> date:
        """The last day that it touches; one that ends at midnight does not."""
        last = self.ends_at - timedelta(minutes=1)
        return last.astimezone(LONDON).date()

    def minutes_since(self, earlier: ShiftSpan) -> int:
        """The minutes from the earlier one's end; below 0 if they overlap."""
        return _minutes(self.starts_at - earlier.ends_at)


def is_on_the_clock(on: date, at: time) -> bool:
    """Whether the hour exists that day: one is left out when clocks go forward."""
    moment = datetime.combine(on, at, LONDON)
    return moment.astimezone(UTC).astimezone(LONDON).time() == at


def make_span(on: date, starts_at: time, ends_at: time) -> ShiftSpan:
    """The moments of a shift; an end at or before its start lies on the next day.

    Of an hour that comes twice, a shift starts in the first and ends in the second: it
    is then taken at its longest.
    """
    last = on if ends_at > starts_at else on + timedelta(days=1)
    return ShiftSpan(
        starts_at=datetime.combine(on, starts_at, LONDON).astimezone(UTC),
        ends_at=datetime.combine(last, ends_at.replace(fold=1), LONDON).astimezone(UTC),
    )


def find_missing_hour(on: date, starts_at: time, ends_at: time) -> date | None:
    """The day on which the start or the end does not exist; None when both do."""
    last = on if ends_at > starts_at else on + timedelta(days=1)
    for day, at in ((on, starts_at), (last, ends_at)):
        if not is_on_the_clock(day, at):
            return day
    return None


def minute_of(on: date, moment: datetime) -> int:
    """The moment as a minute of the day; past 1,440 on the next."""
    noon = datetime.combine(on, NOON, LONDON)
    return _NOON_MINUTE + _minutes(moment - noon.astimezone(UTC))


def moment_of(on: date, minute: int) -> datetime:
    """The moment, in London, that is a minute of the day."""
    noon = datetime.combine(on, NOON, LONDON).astimezone(UTC)
    return (noon + timedelta(minutes=minute - _NOON_MINUTE)).astimezone(LONDON)


def _minutes(length: timedelta) -> int:
    return int(length.total_seconds() // 60)
