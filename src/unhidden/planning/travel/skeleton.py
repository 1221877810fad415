"""Travel times by a skeleton of towns and roads, with a way to and from the road."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

import networkx as nx
import numpy as np

from unhidden.planning.travel.north_wales import (
    NORTH_WALES_LEGS,
    NORTH_WALES_TOWNS,
    RoadLeg,
    RoadTown,
)
from unhidden.planning.travel.providers import (
    ROAD_FACTOR,
    RoutePoint,
    TravelMinutes,
    measure_kilometres,
    round_minutes,
)
from unhidden.planning.travel.straight import estimate_minutes

NEAR_TOWNS = 3
#: A point farther from every town than this is not on the skeleton.
FARTHEST_KILOMETRES = 25.0
#: A road is straight when it takes no more than so many times the straight line.
LONGEST_WAY_ROUND = 1.6
LOCAL_KILOMETRES_AN_HOUR, PARKING_MINUTES = 40, 3


class SkeletonTravel:
    """Towns and legs, which officers may have corrected.

    A leg taken out is a closed road. A point far from every town, and two points that
    no road joins, are estimated by straight lines.
    """

    name = "skeleton"

    def __init__(
        self,
        towns: Sequence[RoadTown] = NORTH_WALES_TOWNS,
        legs: Sequence[RoadLeg] = NORTH_WALES_LEGS,
    ) -> None:
        """Raise ValueError where a leg names no town or takes no time."""
        names = {one.name for one in towns}
        for leg in legs:
            if not {leg.one, leg.other} <= names or leg.minutes < 1:
                raise ValueError(f"The leg {leg.one} to {leg.other} cannot be driven.")
        self.towns, self.legs = tuple(towns), tuple(legs)
        self.between = self._measure_towns()

    @property
    def data_version(self) -> str:
        """A short digest of towns and legs: other roads have another."""
        said = repr((self.towns, sorted(self.legs, key=repr)))
        return hashlib.sha256(said.encode()).hexdigest()[:12]

    def _measure_towns(self) -> np.ndarray:
        """Minutes from town to town; endless where no road leads."""
        graph: nx.Graph[str] = nx.Graph()
        graph.add_nodes_from(one.name for one in self.towns)
        for leg in self.legs:
            known = graph.get_edge_data(leg.one, leg.other, {}).get("weight", np.inf)
            graph.add_edge(leg.one, leg.other, weight=min(known, leg.minutes))
        ways = dict(nx.all_pairs_dijkstra_path_length(graph))
        names = [one.name for one in self.towns]
        minutes = [[ways[one].get(other, np.inf) for other in names] for one in names]
        return np.array(minutes, dtype=float).reshape(len(names), len(names))

    def measure_minutes(
        self, points: Sequence[RoutePoint], departs_at: datetime
    ) -> TravelMinutes:
        """Minutes from each point to each, at any hour of the day."""
        far = self._measure_far(points)
        by_road = np.full((len(points), len(points)), np.inf)
        is_near = np.eye(len(points), dtype=bool)
        if len(self.towns):
            access = self._measure_access(far)
            for number, row in enumerate(access):
                there = (row[:, None] + self.between).min(axis=0)
                by_road[number] = (there + access).min(axis=1) + PARKING_MINUTES
            nearest = far.argmin(axis=1)
            is_near = nearest[:, None] == nearest[None, :]
        direct = estimate_minutes(points)
        by_road = np.where(np.isfinite(by_road), by_road, direct)
        return round_minutes(np.where(is_near, np.minimum(by_road, direct), by_road))

    def _measure_far(self, points: Sequence[RoutePoint]) -> np.ndarray:
        """Kilometres from each point to each town, by straight lines."""
        towns = [RoutePoint(one.latitude, one.longitude) for one in self.towns]
        far = [[measure_kilometres(one, town) for town in towns] for one in points]
        return np.array(far, dtype=float).reshape(len(points), len(towns))

    def _measure_access(self, far: np.ndarray) -> np.ndarray:
        """Minutes between each point and the nearest towns; endless to the others.

        Beside the nearest town only those count to which a road leads from it without
        a long way round: otherwise there is water or a mountain between.
        """
        access = np.full(far.shape, np.inf)
        for number, kilometres in enumerate(far):
            first, *others = np.argsort(kilometres, kind="stable")[:NEAR_TOWNS]
            for town in (first, *others):
                apart = measure_kilometres(
                    self._locate_town(first), self._locate_town(town)
                )
                most = LONGEST_WAY_ROUND * _drive_locally(apart)
                is_joined = town == first or self.between[first, town] <= most
                if is_joined and kilometres[town] <= FARTHEST_KILOMETRES:
                    access[number, town] = _drive_locally(kilometres[town])
        return access

    def _locate_town(self, town: int) -> RoutePoint:
        return RoutePoint(self.towns[town].latitude, self.towns[town].longitude)


def _drive_locally(kilometres: float) -> float:
    """Minutes on small roads for so many kilometres of straight line."""
    return kilometres * ROAD_FACTOR / LOCAL_KILOMETRES_AN_HOUR * 60
