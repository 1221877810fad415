"""Times of events as exact as they are told, and which of them disagree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TypeVar

from dateutil.relativedelta import relativedelta

from unhidden.lib.working_days import LONDON


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """When an item says that something happened; ``same_as`` names what tells of it."""

    key: object
    happened_at: datetime
    precision: str
    same_as: object | None = None


E = TypeVar("E", bound=ToldEvent)


def begin_of(at: datetime, precision: str) -> datetime:
    """The first moment of what a time stands for: its minute, day, month or year."""
    local = at.astimezone(LONDON)
    if precision == "minute":
        return local.replace(second=0, microsecond=0)
    day = local.date()
    if precision == "month":
        day = day.replace(day=1)
    if precision == "year":
        day = day.replace(day=1, month=1)
    return datetime.combine(day, time(0), LONDON)


def end_of(at: datetime, precision: str) -> datetime:
    """The first moment after what a time stands for."""
    begin = begin_of(at, precision)
    if precision == "minute":
        return begin + timedelta(minutes=1)
    step = {"day": {"days": 1}, "month": {"months": 1}, "year": {"years": 1}}[precision]
    day = begin.date() + relativedelta(**step)  # type: ignore[arg-type]  # its words
    return datetime.combine(day, time(0), LONDON)


def do_disagree(events: Sequence[ToldEvent]) -> bool:
    """Whether no moment is left at which all of them could be true."""
    begins = [begin_of(each.happened_at, each.precision) for each in events]
    ends = [end_of(each.happened_at, each.precision) for each in events]
    return bool(events) and max(begins) >= min(ends)


def group_events(events: Sequence[E]) -> list[list[E]]:
    """The events in order, with what tells of the same side by side.

    Each stands once. A group stands where its first is; what names an event that is
    not there stands alone.
    """
    roots = {each.key: each.key for each in events}

    def find_root(key: object) -> object:
        while roots[key] != key:
            key = roots[key]
        return key

    for each in events:
        if each.same_as is not None and each.same_as in roots:
            roots[find_root(each.key)] = find_root(each.same_as)
    groups: dict[object, list[E]] = {}
    for each in sorted(events, key=_order):
        groups.setdefault(find_root(each.key), []).append(each)
    return list(groups.values())


def _order(event: ToldEvent) -> tuple[datetime, datetime, str]:
    begin = begin_of(event.happened_at, event.precision)
    return begin, end_of(event.happened_at, event.precision), str(event.key)
