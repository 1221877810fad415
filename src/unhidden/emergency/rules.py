"""How long an emergency lasts, when it is reviewed, and who loses the right to one.

At most four hours, reviewed within two working days, never more than
three in 24 hours. ``emergency/sql`` holds the same limits in the database.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from unhidden.lib.working_days import LONDON, add_working_days

LASTS = timedelta(hours=4)
REVIEWED_WITHIN = 2  # working days
MOST = 3
WITHIN = timedelta(hours=24)
FEWEST_WORDS = 30  # characters

WAITING, OPEN, ENDED, NOT_OPENED = "waiting", "open", "ended", "not_opened"


class TooFewWords(Exception):
    """Thirty characters at least must say what the emergency is."""


@dataclass(frozen=True, slots=True)
class AccessCourse:
    """The moments of one access, as far as they have come."""

    asked_at: datetime
    until_at: datetime
    opened_at: datetime | None = None
    ended_at: datetime | None = None
    review_due_on: date | None = None
    reviewed_at: datetime | None = None


def find_closing_time(asked_at: datetime) -> datetime:
    """When the record closes by itself, whenever it was opened."""
    return asked_at + LASTS


def review_due_on(asked_at: datetime) -> date:
    """The last day on which its review is in time."""
    day = asked_at.astimezone(LONDON).date()
    return add_working_days(day, REVIEWED_WITHIN)


def has_enough_words(words: str) -> bool:
    return len(words.strip()) >= FEWEST_WORDS


def find_access_state(course: AccessCourse, at: datetime) -> str:
    """Waiting for approval, open, ended, or never opened."""
    is_over = course.ended_at is not None or at >= course.until_at
    if course.opened_at is None:
        return NOT_OPENED if is_over else WAITING
    return ENDED if is_over else OPEN


def is_overdue(course: AccessCourse, at: datetime) -> bool:
    """Whether it was opened, and its last day went by without a review."""
    return (
        course.opened_at is not None
        and course.reviewed_at is None
        and course.review_due_on is not None
        and course.review_due_on < at.astimezone(LONDON).date()
    )


def is_suspended(courses: Iterable[AccessCourse], at: datetime) -> bool:
    """Whether somebody's right rests until one of theirs is reviewed."""
    return any(is_overdue(course, at) for course in courses)


def free_again_at(asked: Iterable[datetime], at: datetime) -> datetime | None:
    """When somebody who asked too often may ask again; None for now."""
    recent = sorted(each for each in asked if at - WITHIN < each)
    return recent[-MOST] + WITHIN if len(recent) >= MOST else None
