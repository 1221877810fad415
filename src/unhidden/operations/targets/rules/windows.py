"""When a place may be visited: minutes of the day, which may pass midnight."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from unhidden.lib.working_days import LONDON
from unhidden.operations.rosters.rules.clock import minute_of

DAY = 24 * 60
A_DAY = timedelta(days=1)
OPENING, NIGHT = "opening", "night"

#: Usual hours by kind of premises, where nobody has said others: from, to, and which.
_USUAL = {
    "takeaway": (16 * 60, 23 * 60, NIGHT),
    "pub": (18 * 60, 25 * 60, NIGHT),
    "restaurant": (11 * 60, 22 * 60, OPENING),
    "hotel": (8 * 60, 21 * 60, OPENING),
    "dwelling": (9 * 60, 19 * 60, OPENING),
    "farm": (7 * 60, 17 * 60, OPENING),
    "food_plant": (6 * 60, 22 * 60, OPENING),
}
_DAYTIME = (9 * 60, 17 * 60, OPENING)


@dataclass(frozen=True, slots=True)
class VisitWindow:
    """Minutes of the day between which a visit may begin.

    ``closes`` is more than a day's minutes where the window passes midnight.
    """

    opens: int
    closes: int
    kind: str = OPENING

    @property
    def passes_midnight(self) -> bool:
        return self.closes > DAY

    def opens_on(self, on: date, days: Collection[date]) -> bool:
        """Whether a visit may begin at some hour of the day.

        ``days`` are those of the place, none standing for all.
        """
        opened = (on, on - A_DAY) if self.passes_midnight else (on,)
        return not days or any(day in days for day in opened)

    def holds_moment(self, on: date, at: time, days: Collection[date]) -> bool:
        """Whether a visit may begin then, on one of ``days``."""
        return any(not days or day in days for day in self.list_days(on, at))

    def list_days(self, on: date, at: time) -> tuple[date, ...]:
        """The days by whose hours a visit may begin then: that day, or the last.

        Or the next, where its first hour is the last of this: clocks go forward.
        """
        moment = datetime.combine(on, at, LONDON)
        return tuple(
            day
            for day in (on, on - A_DAY, on + A_DAY)
            if self.opens <= minute_of(day, moment) <= self.closes
        )


def usual_window(premises_kind: str) -> VisitWindow:
    """When premises of this kind are usually open."""
    opens, closes, kind = _USUAL.get(premises_kind, _DAYTIME)
    return VisitWindow(opens, closes, kind)


def make_window(opens: time, closes: time, kind: str) -> VisitWindow:
    """From two hours on the clock; one that closes first closes on the next day."""
    first, last = _minute(opens), _minute(closes)
    return VisitWindow(first, last if last > first else last + DAY, kind)


def clock_of(minute: int) -> time:
    """The hour on the clock of a minute that may lie on the next day."""
    return time(minute // 60 % 24, minute % 60)


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute
