"""A bound worked out anew from shipped prices, crew-day by crew-day.

It shares no code with the planner. For each crew-day the best route at these prices is
found exactly: no candidate twice, every label compared in full. Slow is right here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from unhidden.planning.week.plan import CapacityPrice, PlanPrices
from unhidden.planning.week.problem import (
    CrewDay,
    MenuItem,
    VisitCandidate,
    WeekProblem,
)

NOBODY = -1


class WrongPrices(ValueError):
    """Prices from which no bound follows."""


def recompute_bound(problem: WeekProblem, prices: PlanPrices) -> float:
    """What no plan can be worth at these prices, pins kept; raises WrongPrices."""
    return PriceBook(problem, prices).compute_bound()


@dataclass(frozen=True, slots=True)
class PricedStop:
    """One thing a crew could do: when it may begin, and what it brings once paid for.

    ``step`` is 1, or the grid. A stop with partners may begin at one minute only.
    """

    candidate: int
    place: int
    earliest: int
    latest: int
    step: int
    minutes: int
    reward: float


class PriceBook:
    """A problem at given prices."""

    def __init__(self, problem: WeekProblem, prices: PlanPrices) -> None:
        self.problem, self.prices = problem, prices
        self.grouped = {one for group in problem.groups for one in group.members}
        self.ordered = {
            one for each in problem.orders for one in (each.first, each.then)
        }
        self.capacities = {(one.name, one.day): one.price for one in prices.capacities}
        self.hours: dict[tuple[str, str, int, int, int], float] = {
            (one.candidate, one.kind, one.role, one.day, one.starts_at): one.price
            for one in prices.hours
        }
        self.group_hours: dict[tuple[str, ...], list[tuple[int, int]]] = {}
        self._check_prices()

    def _check_prices(self) -> None:
        for candidate, price in self.prices.candidates.items():
            if price < 0 and candidate not in self.problem.pin_of:
                raise WrongPrices(f"The price of {candidate} is below nothing.")
        if any(one.price < 0 for one in self.prices.capacities):
            raise WrongPrices("The price of a capacity is below nothing.")
        orders = {(one.first, one.then) for one in self.problem.orders}
        for one in self.prices.orders:
            if one.price < 0 or (one.first, one.then) not in orders:
                raise WrongPrices("The price of an order is below nothing or of none.")

    def compute_bound(self) -> float:
        """All that is paid, and the best that each crew-day can bring."""
        return (
            sum(self.prices.candidates.values())
            + sum(one.price * self._count(one) for one in self.prices.capacities)
            + sum(one.price for one in self.prices.orders)
            + sum(self._pay_group(group.members) for group in self.problem.groups)
            + sum(self.find_best_route(shift) for shift in self.problem.crew_days)
        )

    def _count(self, one: CapacityPrice) -> int:
        """How much there is of a capacity; one visit a day of a separation."""
        if one.name in {each.capacity_name for each in self.problem.separations}:
            return 1
        return (self.problem.capacities or {})[one.name][one.day]

    def _pay_group(self, members: tuple[str, ...]) -> float:
        """The most a group is paid, at any hour it may be struck, or nothing."""
        paid = [
            sum(self.hours.get((one, "", 0, day, hour), 0.0) for one in members)
            for day, hour in self._list_group_hours(members)
        ]
        return max([0.0, *paid])

    def _list_group_hours(self, members: tuple[str, ...]) -> list[tuple[int, int]]:
        """Days and hours at which each member can have a crew of its own."""
        if members not in self.group_hours:
            problem = self.problem
            last = max((one.ends_at for one in problem.crew_days), default=0)
            self.group_hours[members] = [
                (day, hour)
                for day in range(problem.days)
                for hour in range(0, last + 1, problem.grid)
                if self._can_match(members, day, hour, frozenset())
            ]
        return self.group_hours[members]

    def _can_match(
        self, members: tuple[str, ...], day: int, hour: int, taken: frozenset[str]
    ) -> bool:
        """Whether crews not taken can lead at all these members, each at one."""
        if not members:
            return True
        candidate = self.problem.candidate_of[members[0]]
        return any(
            self._can_match(members[1:], day, hour, taken | {shift.id})
            for shift in self.problem.crew_days
            if shift.day == day
            and shift.id not in taken
            and any(
                self._may_go(shift, candidate, item, 0)
                and self._can_reach(shift, candidate, item, hour)
                for item in candidate.menu
            )
        )

    def _may_go(
        self, shift: CrewDay, candidate: VisitCandidate, item: MenuItem, role: int
    ) -> bool:
        """Whether day, skills, pin and prohibitions let a crew have this part."""
        pin = self.problem.pin_of.get(candidate.id)
        is_pinned_so = pin is None or (
            pin.kind in (None, item.kind)
            and pin.day in (None, shift.day)
            and (
                role > 0
                or (pin.crew in (None, shift.crew) and pin.people <= shift.people)
            )
        )
        return (
            is_pinned_so
            and shift.day in candidate.days
            and item.crews[role] <= shift.skills
            and not any(
                rule.candidate == candidate.id
                and rule.crew in (None, shift.crew)
                and rule.day in (None, shift.day)
                and rule.kind in (None, item.kind)
                for rule in self.problem.forbidden
            )
        )

    def _can_reach(
        self, shift: CrewDay, candidate: VisitCandidate, item: MenuItem, start: int
    ) -> bool:
        """Whether a crew with nothing else to do can begin at this minute."""
        earliest, latest = self._window(candidate, item, shift.day)
        there = self.problem.travel[shift.start_place][candidate.place]
        back = self.problem.travel[candidate.place][shift.end_place]
        return (
            max(earliest, shift.starts_at + there) <= start <= latest
            and start + item.minutes + back <= shift.ends_at
        )

    def _window(
        self, candidate: VisitCandidate, item: MenuItem, day: int
    ) -> tuple[int, int]:
        """When the place, the warrant and the pin let a visit begin on a day."""
        first, last = [item.earliest], [item.latest]
        if item.lawful_from is not None:
            first.append(item.lawful_from - 1440 * day)
        if item.lawful_until is not None:
            last.append(item.lawful_until - 1440 * day)
        pin = self.problem.pin_of.get(candidate.id)
        if pin is not None and pin.starts_at is not None:
            first.append(pin.starts_at)
            last.append(pin.starts_at)
        return max(first), min(last)

    def list_stops(self, shift: CrewDay) -> Iterator[PricedStop]:
        """What a crew could do on its day that brings anything, and what it brings."""
        for number, candidate in enumerate(self.problem.candidates):
            for item in candidate.menu:
                for role in range(len(item.crews)):
                    if self._may_go(shift, candidate, item, role):
                        for stop in self._price_stops(
                            shift, number, candidate, item, role
                        ):
                            if stop.reward > 0:
                                yield stop

    def _price_stops(
        self,
        shift: CrewDay,
        number: int,
        candidate: VisitCandidate,
        item: MenuItem,
        role: int,
    ) -> Iterator[PricedStop]:
        earliest, latest = self._window(candidate, item, shift.day)
        reward = self._reward_lead(shift, candidate, item) if role == 0 else 0.0
        has_partners = len(item.crews) > 1 or candidate.id in self.grouped
        if not has_partners and candidate.id not in self.ordered:
            step = self.problem.grid if item.is_on_grid else 1
            yield PricedStop(
                number, candidate.place, earliest, latest, step, item.minutes, reward
            )
            return
        for hour in self._list_hours(shift.day, candidate, earliest, latest):
            charged = self._charge_order(candidate, item, role, shift.day, hour)
            if has_partners:
                charged += self._charge_hour(candidate, item, role, shift.day, hour)
            yield PricedStop(
                number, candidate.place, hour, hour, 1, item.minutes, reward - charged
            )

    def _reward_lead(
        self, shift: CrewDay, candidate: VisitCandidate, item: MenuItem
    ) -> float:
        """What a visit is worth to the crew that leads, and what it pays for it."""
        reward = item.value - self.prices.candidates.get(candidate.id, 0.0)
        for name, amount in item.uses:
            reward -= amount * self.capacities.get((name, shift.day), 0.0)
        for one in self.problem.separations:
            if candidate.id in one.members:
                reward -= self.capacities.get((one.capacity_name, shift.day), 0.0)
        for promise in self.problem.promises:
            if (promise.candidate, promise.crew) == (candidate.id, shift.crew):
                reward += promise.value if promise.kind in (None, item.kind) else 0
        return reward

    def _charge_order(
        self, candidate: VisitCandidate, item: MenuItem, role: int, day: int, hour: int
    ) -> float:
        """What the crew that leads is charged for coming before or after another."""
        charged, begins = 0.0, 1440 * day + hour
        for one in self.prices.orders if role == 0 else ():
            moment = 1440 * one.day + one.starts_at
            is_first_on = one.first == candidate.id and begins + item.minutes > moment
            if is_first_on or (one.then == candidate.id and begins <= moment):
                charged += one.price
        return charged

    def _list_hours(
        self, day: int, candidate: VisitCandidate, earliest: int, latest: int
    ) -> list[int]:
        """Hours of the grid at which a visit with partners may begin."""
        hours = range(0, latest + 1, self.problem.grid)
        found = [hour for hour in hours if hour >= earliest]
        for group in self.problem.groups:
            if candidate.id in group.members:
                struck = set(self._list_group_hours(group.members))
                found = [hour for hour in found if (day, hour) in struck]
        return found

    def _charge_hour(
        self, candidate: VisitCandidate, item: MenuItem, role: int, day: int, hour: int
    ) -> float:
        """What a crew is charged for its hour; a crew in support is paid."""
        if role > 0:
            return -self.hours.get((candidate.id, item.kind, role, day, hour), 0.0)
        partners = [
            self.hours.get((candidate.id, item.kind, other, day, hour), 0.0)
            for other in range(1, len(item.crews))
        ]
        return sum(partners) + self.hours.get((candidate.id, "", 0, day, hour), 0.0)

    def find_best_route(self, shift: CrewDay) -> float:
        """What the best route of a crew-day brings at these prices, or nothing."""
        return BestRoute(self.problem, shift, list(self.list_stops(shift))).find_value()


@dataclass(frozen=True, slots=True, eq=False)
class PartialWay:
    """A way to have come to a stop: when it ends there, its reward, and from where.

    ``remembered`` has the bits of those visited that may not be visited again.
    """

    end: int
    reward: float
    stop: PricedStop | None
    before: PartialWay | None
    remembered: int

    def list_visited(self) -> list[int]:
        """The candidates visited, in order."""
        if self.stop is None or self.before is None:
            return []
        return [*self.before.list_visited(), self.stop.candidate]


class BestRoute:
    """Finds the best route over some stops.

    At first nobody is remembered, and a route may come back to where it was. Whoever
    the best route visits twice is remembered from then on, until it visits nobody
    twice: then no route that may be driven is better.
    """

    def __init__(
        self, problem: WeekProblem, shift: CrewDay, stops: list[PricedStop]
    ) -> None:
        self.travel, self.shift, self.stops = problem.travel, shift, stops
        self.remembered = 0

    def find_value(self) -> float:
        """The value of the best route; 0 when staying is best."""
        while True:
            value, way = self._find_best_way()
            times = Counter(way.list_visited())
            twice = [candidate for candidate, many in times.items() if many > 1]
            if not twice:
                return value
            for candidate in twice:
                self.remembered |= 1 << candidate

    def _find_best_way(self) -> tuple[float, PartialWay]:
        start = PartialWay(self.shift.starts_at, 0.0, None, None, 0)
        ending: defaultdict[int, list[PartialWay]] = defaultdict(list)
        best: defaultdict[int, list[PartialWay]] = defaultdict(list)
        value, found = 0.0, start
        ending[start.end].append(start)
        for minute in range(self.shift.starts_at, self.shift.ends_at + 1):
            for way in sorted(ending.pop(minute, []), key=lambda one: -one.reward):
                if _is_beaten(best, way):
                    continue
                if (whole := way.reward - self._measure_back(way)) > value:
                    value, found = whole, way
                for longer in self._extend(way):
                    ending[longer.end].append(longer)
        return value, found

    def _measure_back(self, way: PartialWay) -> int:
        if way.stop is None:
            return 0
        return self.travel[way.stop.place][self.shift.end_place]

    def _extend(self, way: PartialWay) -> Iterator[PartialWay]:
        """Every way that goes one stop further."""
        place = self.shift.start_place if way.stop is None else way.stop.place
        here = NOBODY if way.stop is None else way.stop.candidate
        for stop in self.stops:
            if stop.candidate == here or way.remembered >> stop.candidate & 1:
                continue
            road = self.travel[place][stop.place]
            start = -(-max(way.end + road, stop.earliest) // stop.step) * stop.step
            end = start + stop.minutes
            back = self.travel[stop.place][self.shift.end_place]
            if start <= stop.latest and end + back <= self.shift.ends_at:
                mark = (1 << stop.candidate) & self.remembered
                reward = way.reward + stop.reward - road
                yield PartialWay(end, reward, stop, way, way.remembered | mark)


def _is_beaten(best: defaultdict[int, list[PartialWay]], way: PartialWay) -> bool:
    """Whether a way no later has as much and remembers no more; else it is noted."""
    if way.stop is None:
        return False
    others = best[way.stop.candidate]
    for one in others:
        if one.reward >= way.reward and not one.remembered & ~way.remembered:
            return True
    others.append(way)
    return False
