"""The roads that travel times count on: as shipped, and as officers correct them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.conf import settings

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.operations.models import TravelLeg
from unhidden.operations.plans.queries.cards import LegCard
from unhidden.operations.plans.rules.weeks import GeoPoint
from unhidden.operations.policies import PLAN
from unhidden.planning.travel.north_wales import NORTH_WALES_LEGS, RoadLeg
from unhidden.planning.travel.providers import (
    RoutePoint,
    TravelMinutes,
    TravelTimesUnavailable,
    round_minutes,
)
from unhidden.planning.travel.servers import ServerTravel, find_server
from unhidden.planning.travel.skeleton import SkeletonTravel


@dataclass(slots=True)
class RoadTimes:
    """Minutes between points, and by whom they were once they are measured.

    A server's are used where one is set and answers, with what officers' corrections
    add; else those of the program's own roads. ``is_fallen_back`` says that a server
    did not answer.
    """

    shipped: SkeletonTravel
    corrected: SkeletonTravel
    server: ServerTravel | None
    at: datetime
    provider: str = ""
    version: str = ""
    is_fallen_back: bool = False

    def measure_points(self, points: Sequence[GeoPoint]) -> Sequence[Sequence[int]]:
        """Whole minutes from each point to each."""
        places = [RoutePoint(*one) for one in points]
        own = self.corrected.measure_minutes(places, self.at)
        self.provider, self.version = self.corrected.name, self.corrected.data_version
        if self.server is None:
            return own
        try:
            told = self.server.measure_minutes(places, self.at)
            version = self.server.data_version
        except TravelTimesUnavailable:
            self.is_fallen_back = True
            return own
        self.provider, self.version = self.server.name, version
        return self._correct(told, own, places)

    def _correct(
        self, told: TravelMinutes, own: TravelMinutes, places: Sequence[RoutePoint]
    ) -> TravelMinutes:
        """A server's minutes, longer by what officers say of the roads."""
        if self.corrected.data_version == self.shipped.data_version or not places:
            return told
        usual = self.shipped.measure_minutes(places, self.at)
        added = np.maximum(np.array(own) - np.array(usual), 0)
        return round_minutes(np.array(told) + added)


@query
def measure_roads(*, viewer: Actor, at: datetime) -> RoadTimes:
    """Travel times as the roads are now."""
    legs = tuple(
        RoadLeg(leg.start, leg.end, leg.minutes)
        for leg in list_legs(viewer=viewer)
        if leg.minutes is not None
    )
    shipped = tuple(
        RoadLeg(start, end, minutes)
        for (start, end), minutes in sorted(list_shipped_legs().items())
    )
    server = find_server(settings.TRAVEL_SERVER)
    return RoadTimes(
        SkeletonTravel(legs=shipped), SkeletonTravel(legs=legs), server, at
    )


@query
def list_legs(*, viewer: Actor) -> list[LegCard]:
    """Every road by its towns, with what officers say of it last."""
    viewer.must(PLAN)
    said = _newest_of_each()
    return [
        _card(start, end, minutes, said.get((start, end)))
        for (start, end), minutes in sorted(list_shipped_legs().items())
    ]


@query
def get_leg(*, viewer: Actor, start: str, end: str) -> LegCard:
    """The road between two towns, in either order; raises Absent."""
    viewer.must(PLAN)
    first, last = sorted((start, end))
    shipped = list_shipped_legs()
    if (first, last) not in shipped:
        raise Absent
    said = _newest_of_each().get((first, last))
    return _card(first, last, shipped[first, last], said)


def list_shipped_legs() -> Mapping[tuple[str, str], int]:
    """The program's own roads: minutes by the names of both towns, in their order."""
    found: dict[tuple[str, str], int] = {}
    for leg in NORTH_WALES_LEGS:
        start, end = sorted((leg.one, leg.other))
        found[start, end] = min(leg.minutes, found.get((start, end), leg.minutes))
    return found


def _newest_of_each() -> dict[tuple[str, str], TravelLeg]:
    """What was said last of each road of which anything was said."""
    rows = TravelLeg.objects.select_related("said_by")
    newest = rows.order_by("start", "end", "-said_at", "-id").distinct("start", "end")
    return {(row.start, row.end): row for row in newest}


def _card(start: str, end: str, shipped: int, said: TravelLeg | None) -> LegCard:
    is_changed = said is not None and not said.is_as_shipped
    return LegCard(
        start=start,
        end=end,
        shipped=shipped,
        minutes=said.minutes if said is not None and is_changed else shipped,
        is_changed=is_changed,
        reason=said.reason if said else "",
        said_by=said.said_by.name if said else "",
        said_at=said.said_at if said else None,
    )
