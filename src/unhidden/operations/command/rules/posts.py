"""When a post is held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

GOLD = "gold"
SILVER = "silver"
BRONZE = "bronze"
PLACE_OF_SAFETY = "place_of_safety"
#: Given by the lead alone, to who can take a plan while the operation runs.
PLANNING_POSTS = (GOLD, SILVER)
#: A post that was to begin a few minutes ago begins now: so long does typing take.
TYPING_TAKES = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class PostTime:
    """From when until when; without an end until somebody ends it."""

    from_at: datetime
    to_at: datetime | None

    def begin_now_or_later(self, at: datetime) -> PostTime | None:
        """The same from ``at`` on, if it was to begin just before; None if earlier."""
        if self.from_at < at - TYPING_TAKES:
            return None
        return PostTime(max(self.from_at, at), self.to_at)

    def holds_at(self, at: datetime) -> bool:
        """Whether it lasts at that moment; at its end it is over."""
        return self.from_at <= at and (self.to_at is None or self.to_at > at)

    def is_over(self, at: datetime) -> bool:
        return self.to_at is not None and self.to_at <= at

    def overlaps_with(self, other: PostTime) -> bool:
        """Whether both last at some moment."""
        begins_first = other.to_at is None or self.from_at < other.to_at
        ends_last = self.to_at is None or other.from_at < self.to_at
        return begins_first and ends_last
