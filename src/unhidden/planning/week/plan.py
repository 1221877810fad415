"""A plan of a week, and the prices that prove how good it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


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
class CapacityPrice:
    """What one more of a capacity on a day would bring at most."""

    name: str
    day: int
    price: float


@dataclass(frozen=True, slots=True)
class OrderPrice:
    """What is charged at one hour to the two visits of an order.

    The first visit is charged where it ends after the hour, the other where it begins
    at it or before: both at once cannot be.
    """

    first: str
    then: str
    day: int
    starts_at: int
    price: float


@dataclass(frozen=True, slots=True)
class PlanPrices:
    """Prices of what is scarce: from them alone anybody can work out a bound.

    The price of a visit to a candidate is below nothing only where it is pinned.
    """

    candidates: Mapping[str, float] = field(default_factory=dict)
    capacities: tuple[CapacityPrice, ...] = ()
    hours: tuple[HourPrice, ...] = ()
    orders: tuple[OrderPrice, ...] = ()


class LeftOutBecause(StrEnum):
    """Why a candidate is not in a plan."""

    CANNOT = "cannot"
    COSTS_MORE = "costs_more"
    OPEN = "open"


class ChangeKind(StrEnum):
    """What could be changed so that a visit becomes possible."""

    SKILLS = "skills"
    CAPACITY = "capacity"
    WINDOW = "window"
    SHIFT = "shift"
    DAY = "day"
    CREWS = "crews"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class ProblemChange:
    """One change of the week.

    ``SKILLS``: ``crew_day`` has ``skills`` more. ``CAPACITY``: there is ``amount`` more
    of ``capacity`` on ``day``. ``WINDOW``: visits to ``candidate`` may begin ``amount``
    minutes later. ``SHIFT``: ``crew_day`` ends ``amount`` minutes later. ``DAY``:
    ``candidate`` may be visited on ``day``. ``CREWS``: there are ``amount`` more crews
    like ``crew_day`` that have ``skills`` too. ``RULE``: pins, prohibitions and the
    limits of warrants are lifted for ``candidate``.
    """

    kind: ChangeKind
    candidate: str | None = None
    crew_day: str | None = None
    skills: tuple[str, ...] = ()
    capacity: str | None = None
    day: int | None = None
    amount: int = 0


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A candidate that a plan does not visit, and the one reason.

    ``CANNOT``: no crew of the week could make it, even in an empty plan; ``changes``,
    all together, let it in, and are the smallest found. ``COSTS_MORE``: the best way
    found puts the routes of ``way`` in place of those of the same crew-days; it brings
    ``brings`` and costs the rest ``costs``. ``OPEN``: the search ended first; the
    candidate may still bring up to ``may_bring``. A member of a group stands for its
    group's strike.
    """

    candidate: str
    because: LeftOutBecause
    group: str | None = None
    changes: tuple[ProblemChange, ...] = ()
    way: tuple[CrewRoute, ...] = ()
    brings: int = 0
    costs: int = 0
    may_bring: float = 0.0


@dataclass(frozen=True, slots=True)
class WeekPlan:
    """Routes, their value (of visits less minutes on the road), and a proven bound.

    No plan of this problem is worth more than ``bound``; None until it is proven.
    ``reasons`` has one for each candidate left out, once the search has ended.
    ``columns`` are routes that the search chose from, where they were asked for.
    """

    routes: tuple[CrewRoute, ...]
    value: int
    bound: float | None = None
    prices: PlanPrices = PlanPrices()
    reasons: tuple[LeftOut, ...] = ()
    columns: tuple[CrewRoute, ...] = ()

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
