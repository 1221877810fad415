"""Weeks of landing keys, and what a copy of a photo may be: plain values, no clock."""

from __future__ import annotations

from datetime import date, timedelta

#: Days between the making of a landing key and the first on which a phone seals to it:
#: every backup of that time can open what a phone may still send.
AHEAD = timedelta(days=14)
#: The longest copy of a photo that a phone makes, and what a browser is let show.
LONGEST_COPY = 300_000
SHOWN = frozenset({"image/jpeg", "image/png", "image/webp"})
_WEEK = timedelta(days=7)


def list_key_weeks(today: date) -> list[date]:
    """The Mondays of the weeks that are to have a landing key.

    This week, which the database takes only where there is no key at all, and those of
    the next three that begin no sooner than ``AHEAD``; nearer ones have theirs.
    """
    monday = today - timedelta(days=today.weekday())
    coming = [monday + number * _WEEK for number in (1, 2, 3)]
    return [monday, *(week for week in coming if week >= today + AHEAD)]
