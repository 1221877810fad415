"""When a clock is due: its rule on that day, and the day it is counted to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from dateutil.relativedelta import relativedelta

from unhidden.lib.working_days import LONDON, is_working_day

CALENDAR, WORKING, MONTHS, HOURS, NONE = "days", "working_days", "months", "hours", "no"
_ADULT_YEARS = 18


@dataclass(frozen=True, slots=True)
class ClockLength:
    """How long a clock runs; ``count`` may be negative, of days before its event."""

    unit: str
    count: int


@dataclass(frozen=True, slots=True)
class ClockTerm:
    """A rule's length, the days on which it holds, and when it was written down.

    ``number`` counts the versions of a code. ``reaches_back`` when the rule holds from
    its day on also for what runs already.
    """

    key: str
    code: str
    length: ClockLength
    from_on: date
    to_on: date | None
    written_at: datetime
    is_withdrawn: bool = False
    number: int = 0
    reaches_back: bool = False


Term = TypeVar("Term", bound=ClockTerm)


def find_term(
    terms: Iterable[Term], code: str, day: date, *, today: date | None = None
) -> Term | None:
    """The rule of a code on a day: the newest that began by then, and has not ended.

    Of two that begin on one day the one written later holds. ``today`` is when a clock
    of that day is counted: a rule that reaches back and has begun by then holds for it.
    None: no rule then.
    """
    held = [
        term
        for term in terms
        if term.code == code
        and not term.is_withdrawn
        and (term.from_on <= day or _reaches(term, today))
    ]
    if not held:
        return None
    newest = max(held, key=lambda term: (term.from_on, term.number, term.written_at))
    return newest if newest.to_on is None or day <= newest.to_on else None


def _reaches(term: ClockTerm, today: date | None) -> bool:
    return term.reaches_back and today is not None and term.from_on <= today


def make_start(day: date, *, at: datetime) -> datetime:
    """The moment from which an event's clocks count.

    Of an event of today it is now; of an earlier day its first minute, the safer one.
    """
    if day == at.astimezone(LONDON).date():
        return at
    return datetime.combine(day, time(0), LONDON)


def compute_due(
    length: ClockLength, started_at: datetime, *, pauses: Sequence[date] = ()
) -> datetime:
    """When a clock is due: of days the last minute, in London; of hours the very hour.

    Neither the day of the event nor a bank holiday counts as a working day. A month
    ends on the same day of the next one, or on its last day. ``pauses`` are the days
    on which the clock stopped and went on, by turns: from the one until before the
    other no day counts.
    """
    if length.unit == HOURS:
        still = timedelta(hours=length.count, days=_count_still(pauses))
        return (started_at.astimezone(UTC) + still).astimezone(LONDON)
    start = started_at.astimezone(LONDON).date()
    if length.unit == MONTHS:
        months = relativedelta(months=length.count)
        day = start + months + timedelta(days=_count_still(pauses))
    elif length.count < 0:
        day = start + timedelta(days=length.count)
    else:
        day = _count_on(start, length, pauses)
    return datetime.combine(day, time(23, 59), LONDON)


def add_years_to_birth(born_on: date) -> date:
    """The day on which somebody turns 18.

    Who was born on 29 February is a child until 1 March: the reading that protects.
    """
    year = born_on.year + _ADULT_YEARS
    try:
        return born_on.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def is_paused(pauses: Sequence[date]) -> bool:
    """Whether the last stop has no day yet on which the clock went on."""
    return len(pauses) % 2 == 1


def _list_still(pauses: Sequence[date]) -> list[tuple[date, date]]:
    return list(zip(pauses[::2], pauses[1::2], strict=False))


def _count_still(pauses: Sequence[date]) -> int:
    return sum((until - since).days for since, until in _list_still(pauses))


def _count_on(start: date, length: ClockLength, pauses: Sequence[date]) -> date:
    """The day that is ``length.count`` counting days after ``start``."""
    still = _list_still(pauses)
    day, left = start, length.count
    while left > 0:
        day += timedelta(days=1)
        stands = any(since <= day < until for since, until in still)
        if not stands and (length.unit == CALENDAR or is_working_day(day)):
            left -= 1
    return day
