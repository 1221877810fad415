"""Travel times by straight lines: the last resort, where nothing is known of roads.

Held against the skeleton of North Wales it is wrong by 11 minutes on average, and worst
around straits and mountains.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import numpy as np

from unhidden.planning.travel.providers import (
    ROAD_FACTOR,
    RoutePoint,
    TravelMinutes,
    measure_kilometres,
    round_minutes,
)

KILOMETRES_AN_HOUR, PARKING_MINUTES = 60, 3


class StraightTravel:
    """Straight lines, a third longer, at 60 km/h, and three minutes to park."""

    name, data_version = "straight lines", "1"

    def measure_minutes(
        self, points: Sequence[RoutePoint], departs_at: datetime
    ) -> TravelMinutes:
        """Minutes from each point to each, at any hour of the day."""
        return round_minutes(estimate_minutes(points))


def estimate_minutes(points: Sequence[RoutePoint]) -> np.ndarray:
    """Minutes from each point to each by straight lines, not rounded."""
    return np.array(
        [[_estimate_way(one, other) for other in points] for one in points], dtype=float
    ).reshape(len(points), len(points))


def _estimate_way(one: RoutePoint, other: RoutePoint) -> float:
    if one == other:
        return 0.0
    kilometres = measure_kilometres(one, other) * ROAD_FACTOR
    return kilometres / KILOMETRES_AN_HOUR * 60 + PARKING_MINUTES
