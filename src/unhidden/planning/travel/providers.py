"""What every source of travel times gives, and places on the ground."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import numpy as np

from unhidden.planning.week.faults import shorten_ways

EARTH_KILOMETRES = 6371.0
#: Straight lines are this much shorter than roads.
ROAD_FACTOR = 1.35

#: Whole minutes from each point to each, none longer than a detour.
TravelMinutes = tuple[tuple[int, ...], ...]


class TravelTimesUnavailable(Exception):
    """No travel times can be had; the text says why in a sentence."""


@dataclass(frozen=True, slots=True)
class RoutePoint:
    """A place by its position in degrees (WGS 84)."""

    latitude: float
    longitude: float


class TravelTimeProvider(Protocol):
    """A source of travel times; its name and version are kept with every plan."""

    name: str

    @property
    def data_version(self) -> str:
        """Which state of its data or program it answers from."""

    def measure_minutes(
        self, points: Sequence[RoutePoint], departs_at: datetime
    ) -> TravelMinutes:
        """Minutes by car from each point to each; raises TravelTimesUnavailable."""


def measure_kilometres(one: RoutePoint, other: RoutePoint) -> float:
    """The straight line between two points, by the haversine formula."""
    first, second = math.radians(one.latitude), math.radians(other.latitude)
    up = math.sin((second - first) / 2) ** 2
    along = math.sin(math.radians(other.longitude - one.longitude) / 2) ** 2
    share = up + math.cos(first) * math.cos(second) * along
    return 2 * EARTH_KILOMETRES * math.asin(math.sqrt(min(1.0, share)))


def round_minutes(minutes: np.ndarray) -> TravelMinutes:
    """Whole minutes, rounded up, with no way longer than a detour."""
    whole = np.ceil(minutes - 1e-9).astype(np.int64)
    np.fill_diagonal(whole, 0)
    return tuple(tuple(int(one) for one in row) for row in shorten_ways(whole))
