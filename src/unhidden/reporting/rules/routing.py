"""Which desk a report goes to: the most specific route that fits it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class DeskRoute:
    """A route as plain values; an empty area or topic stands for any."""

    area: str
    topic: str
    desk_id: UUID

    def fits(self, area: str, topic: str) -> bool:
        return self.area in ("", area) and self.topic in ("", topic)


def desk_of(
    ways: Iterable[DeskRoute], *, area: str, topic: str, fallback: UUID | None
) -> UUID | None:
    """The desk for this area and topic.

    A route of both comes before one of the area alone, and that before one of the
    topic alone: who knows a place can tell who knows the trade.
    """
    fitting = [way for way in ways if way.fits(area, topic)]
    best = max(fitting, key=lambda way: (way.area != "", way.topic != ""), default=None)
    return best.desk_id if best else fallback
