"""A plan of a week, and the prices that prove how good it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PlannedStop:
    """One crew's part in one visit; ``role`` 0 leads, the others support."""

    candidate: str
    kind: str
    role: int
    starts_at: int


@dataclass(frozen=True, slots=True)
class CrewRoute:
    """What a crew does on a day, in order of time."""

    crew_day: str
    stops: tuple[PlannedStop, ...]


@dataclass(frozen=True, slots=True)
class HourPrice:
    """What one strike, or one support, at one hour is charged or paid.

    ``kind`` is empty and ``role`` 0 where a member of a group stands for its hour: the
    crew that leads there is charged, and the group's hour is paid. Otherwise the crew
    that leads is charged, and the crew in that role is paid.
    """

    candidate: str
    kind: str
    role: int
    day: int
    starts_at: int
    price: float


@dataclass(frozen=True, slots=True)
class PlanPrices:
    """Prices of what is scarce: from them alone anybody can work out a bound.

    The price of a visit to a candidate is below nothing only where it is pinned.
    """

    candidates: Mapping[str, float] = field(default_factory=dict)
    capacities: Mapping[tuple[str, int], float] = field(default_factory=dict)
    hours: tuple[HourPrice, ...] = ()


@dataclass(frozen=True, slots=True)
class WeekPlan:
    """Routes, their value (of visits less minutes on the road), and a proven bound.

    No plan of this problem is worth more than ``bound``; None until it is proven.
    """

    routes: tuple[CrewRoute, ...]
    value: int
    bound: float | None = None
    prices: PlanPrices = PlanPrices()

    @property
    def share_of_bound(self) -> float | None:
        """How much of the best possible this plan has for certain, from 0 to 1."""
        if self.bound is None or self.bound <= 0:
            return None
        return self.value / self.bound

    def iterate_stops(self) -> Iterator[tuple[str, PlannedStop]]:
        """Every stop with the id of its crew-day."""
        for route in self.routes:
            for stop in route.stops:
                yield route.crew_day, stop
