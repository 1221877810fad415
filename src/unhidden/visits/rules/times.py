"""When a visit was, by the clock on the wall."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

# Longer than any visit; an end earlier in the day than the start is past midnight.
LONGEST = timedelta(hours=10)
_USUAL = timedelta(minutes=30)
_JUST_ENDED = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class VisitTimes:
    """The day, the start and the end as they stand in the form."""

    on: date
    starts_at: time | None
    ends_at: time | None


def compute_span(
    on: date, starts_at: time, ends_at: time
) -> tuple[datetime, datetime] | None:
    """Start and end by the local clock, the end after midnight if need be.

    None when the visit would have lasted longer than any visit does.
    """
    start = datetime.combine(on, starts_at)
    end = datetime.combine(on, ends_at)
    if end < start:
        end += timedelta(days=1)
    return (start, end) if end - start <= LONGEST else None


def suggest_times(on: date, starts_at: time | None, now: datetime) -> VisitTimes:
    """What to put in the form before anybody types: the plan, then the clock.

    ``now`` is local and naive. A visit that began less than two hours ago by the
    plan has just ended; one that began earlier took half an hour; one that the plan
    does not place in the past took the last half hour.
    """
    if on < now.date() and starts_at is None:
        return VisitTimes(on, None, None)
    start = datetime.combine(on, starts_at) if starts_at else now
    if start >= now:
        midnight = datetime.combine(now.date(), time())
        return _times(max(now - _USUAL, midnight), now)
    end = now if now - start <= _JUST_ENDED else start + _USUAL
    return _times(start, end)


def _times(start: datetime, end: datetime) -> VisitTimes:
    return VisitTimes(start.date(), _minute(start), _minute(end))


def _minute(moment: datetime) -> time:
    return moment.time().replace(second=0, microsecond=0)
