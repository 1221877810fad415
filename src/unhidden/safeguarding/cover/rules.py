"""Who answers tonight, how long what they open stays open, and when a lead is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from unhidden.lib.working_days import LONDON

#: A duty is a night, or a weekend and a bank holiday with their nights.
LONGEST_DUTY = timedelta(hours=96)
#: For how long what the lead of a case wrote for the night may be opened.
LONGEST_SHEET = timedelta(days=14)
#: How far ahead a rota is kept: beyond it a date was mistyped.
ROTA_AHEAD = timedelta(days=366)
HOURS = (1, 2, 4, 8)


@dataclass(frozen=True, slots=True)
class DutyHours:
    """Somebody answers from one moment to another."""

    person_id: UUID
    from_at: datetime
    until_at: datetime
    ended_at: datetime | None = None


def make_moment(day: date, clock: time) -> datetime:
    """This hour of this day in London; the first of two when clocks go back."""
    return datetime.combine(day, clock, LONDON)


def find_hours(day: date, begins: time, ends: time) -> tuple[datetime, datetime]:
    """A duty from ``begins`` of this day to ``ends``, of the next day unless later."""
    last = day if ends > begins else day + timedelta(days=1)
    return make_moment(day, begins), make_moment(last, ends)


def find_duty_fault(from_at: datetime, until_at: datetime, at: datetime) -> str:
    """Why these hours are no duty: "backwards", "too_long", "too_far", "over", ""."""
    if until_at <= from_at:
        return "backwards"
    if until_at - from_at > LONGEST_DUTY:
        return "too_long"
    if from_at > at + ROTA_AHEAD:
        return "too_far"
    return "over" if until_at <= at else ""


def is_on_duty(hours: DutyHours, at: datetime) -> bool:
    """Whether they answer at this moment."""
    return hours.ended_at is None and hours.from_at <= at < hours.until_at


def who_answers(hours: Iterable[DutyHours], at: datetime) -> list[UUID]:
    """Whoever answers at this moment, each once, in the order of their beginning."""
    ordered = sorted(hours, key=lambda each: (each.from_at, str(each.person_id)))
    return list(dict.fromkeys(e.person_id for e in ordered if is_on_duty(e, at)))


def find_gaps(
    hours: Iterable[DutyHours], from_at: datetime, until_at: datetime
) -> list[tuple[datetime, datetime]]:
    """When nobody answers between two moments."""
    gaps: list[tuple[datetime, datetime]] = []
    reached = from_at
    good = (each for each in hours if each.ended_at is None)
    for each in sorted(good, key=lambda one: one.from_at):
        if each.from_at > reached:
            gaps.append((reached, min(each.from_at, until_at)))
        reached = max(reached, each.until_at)
        if reached >= until_at:
            return gaps
    return [*gaps, (reached, until_at)]


def find_closing_hour(
    at: datetime, *, hours: int, duty_ends: datetime, sheet_ends: datetime
) -> datetime:
    """When what was opened closes by itself: with the duty at the latest."""
    return min(at + timedelta(hours=hours), duty_ends, sheet_ends)


def find_shut_hour(
    until_at: datetime, shut: Iterable[datetime | None], duties: Iterable[DutyHours]
) -> datetime:
    """When what was opened shut, or will: at its hour, or with what it hung on.

    ``shut``: when it was shut by hand, and when what was opened was taken back.
    ``duties``: those of whoever opened it, from then to its hour.
    """
    ends = [min(each.until_at, each.ended_at or each.until_at) for each in duties]
    return min([until_at, *filter(None, shut), *([max(ends)] if ends else [])])


def find_sheet_fault(from_at: datetime, until_at: datetime, at: datetime) -> str:
    """Why a sheet cannot be for these nights: "backwards", "too_long", "over", ""."""
    if until_at <= from_at:
        return "backwards"
    if until_at - from_at > LONGEST_SHEET:
        return "too_long"
    return "over" if until_at <= at else ""
