"""The days of a calendar, counted from the week that it prepares.

What is due before the week is due on a working day, if need be an earlier one; what
follows it, on a working day after it. The days of the week are what they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from unhidden.lib.working_days import nearest_working_day


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A line of the template: what is to be done, by which post, and when.

    One of the counts says when: before the first day, on each day, after the last.
    """

    code: str
    phase: str
    owner: str
    title_en: str
    title_cy: str
    weeks_before: int = 0
    days_before: int = 0
    each_day: bool = False
    weeks_after: int = 0
    months_after: int = 0


@dataclass(frozen=True, slots=True)
class DatedLine:
    """A line on its day; ``key`` is the same however the week is moved."""

    key: str
    line: TemplateLine
    due_on: date


def date_lines(
    template: Iterable[TemplateLine], starts_on: date, ends_on: date
) -> list[DatedLine]:
    """Each line of the template on its day, or on each of its days."""
    found: list[DatedLine] = []
    for line in template:
        if line.each_day:
            days = range((ends_on - starts_on).days + 1)
            found += [
                DatedLine(f"{line.code}-{n + 1}", line, starts_on + timedelta(days=n))
                for n in days
            ]
        else:
            found.append(DatedLine(line.code, line, _date(line, starts_on, ends_on)))
    return found


def is_late(due_on: date, state: str, today: date) -> bool:
    """Whether a line should have been done by the end of a day before today."""
    return state == "open" and due_on < today


def _date(line: TemplateLine, starts_on: date, ends_on: date) -> date:
    if line.weeks_before or line.days_before:
        before = timedelta(weeks=line.weeks_before, days=line.days_before)
        return nearest_working_day(starts_on - before, step=-1)
    after = relativedelta(weeks=line.weeks_after, months=line.months_after)
    return nearest_working_day(ends_on + after, step=1)
