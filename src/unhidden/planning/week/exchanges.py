"""Ways to put one more candidate into a plan: into a route, with up to two visits that
make room for it.

Visits that belong to a strike group, and those that are pinned, make room for nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from unhidden.planning.week.insertion import count_use
from unhidden.planning.week.problem import DAY_MINUTES
from unhidden.planning.week.schedules import (
    OrderedTask,
    measure_route,
    schedule_tasks,
    settle_hours,
)
from unhidden.planning.week.searching import Routes
from unhidden.planning.week.tasks import Stops, VisitTask, WeekTasks

MOST_DROPPED = 2
MOST_FOUND = 3


@dataclass(frozen=True, slots=True)
class VisitExchange:
    """One way: the routes that change, the candidates dropped for it, and its price.

    ``brings`` is what the new visit is worth, ``costs`` what the rest is worth less.
    """

    task: int
    crew: int
    starts_at: int
    routes: tuple[tuple[int, Stops], ...]
    dropped: frozenset[int]
    brings: int
    costs: int

    @property
    def net_gain(self) -> int:
        """What the plan is worth more with it."""
        return self.brings - self.costs


@dataclass(frozen=True, slots=True)
class RoutePart:
    """One crew's route with a part of the new visit, and what its rest has lost."""

    crew: int
    stops: Stops
    dropped: frozenset[int]
    loss: int


class ExchangeSearch:
    """Tries every way to put a candidate into one plan."""

    def __init__(self, week: WeekTasks, routes: Routes) -> None:
        self.week, self.routes = week, routes
        self.use = count_use(week, routes)
        self.worth = {
            crew: measure_route(week, crew, stops) for crew, stops in routes.items()
        }
        self.parts_of: dict[int, list[tuple[int, VisitTask]]] = defaultdict(list)
        for crew, stops in routes.items():
            for number, _ in stops:
                task = week.tasks[number]
                self.parts_of[task.candidate].append((crew, task))

    def find_exchanges(self, candidate: int) -> list[VisitExchange]:
        """The best ways by one crew alone, best first, each with another crew-day.

        What several crews do at one hour is found by ``meetings``.
        """
        best: dict[int, VisitExchange] = {}
        for task in self.week.leads_of[candidate]:
            for crew in range(len(self.week.eligible)) if not task.is_timed else ():
                if task.number in self.week.doable_tasks[crew]:
                    least = self._find_least(best)
                    for one in self._list_ways(task, crew, least):
                        if crew not in best or one.net_gain > best[crew].net_gain:
                            best[crew] = one
        return keep_best(best.values())

    @staticmethod
    def _find_least(best: dict[int, VisitExchange]) -> float:
        """What a way must gain to be among those kept."""
        gains = sorted((one.net_gain for one in best.values()), reverse=True)
        return gains[MOST_FOUND - 1] if len(gains) >= MOST_FOUND else -float("inf")

    def _list_ways(
        self, task: VisitTask, crew: int, least: float
    ) -> Iterator[VisitExchange]:
        for dropped in self._list_drops(task, crew, least):
            left = self._leave_out(crew, dropped)
            part = self._fit_part(task, crew, left, None, dropped)
            if part is not None:
                yield from self._complete(task, part)

    def _list_drops(
        self, task: VisitTask, crew: int, least: float
    ) -> list[frozenset[int]]:
        """Sets of candidates that may make room, in which capacities then suffice."""
        shift = self.week.problem.crew_days[crew]
        lacking = self._list_lacking(task, shift.day)
        own = [self.week.tasks[one].candidate for one, _ in self.routes.get(crew, ())]
        others = [] if not lacking else self._list_users(shift.day, lacking)
        possible = sorted({one for one in (*own, *others) if self._may_drop(one)})
        most = task.measure_worth(shift) - least + self._measure_roads(crew)
        sets = [
            frozenset(one)
            for many in range(MOST_DROPPED + 1)
            for one in combinations(possible, many)
        ]
        return [
            one
            for one in sets
            if self._measure_value(one) < most and self._is_enough(one, lacking)
        ]

    def _list_lacking(self, task: VisitTask, day: int) -> dict[str, int]:
        """How much of each capacity is missing for one more visit."""
        limits = self.week.problem.capacity_of
        missing = {
            name: self.use.used[name, day] + amount - limits[name][day]
            for name, amount in task.lead_uses
        }
        return {name: amount for name, amount in missing.items() if amount > 0}

    def _list_users(self, day: int, lacking: dict[str, int]) -> Iterable[int]:
        for candidate, parts in self.parts_of.items():
            for crew, task in parts:
                is_today = self.week.problem.crew_days[crew].day == day
                if is_today and any(name in lacking for name, _ in task.lead_uses):
                    yield candidate

    def _is_enough(self, dropped: frozenset[int], lacking: dict[str, int]) -> bool:
        freed: dict[str, int] = defaultdict(int)
        for one in dropped if lacking else ():
            for _, task in self.parts_of[one]:
                for name, amount in task.lead_uses:
                    freed[name] += amount
        return all(freed[name] >= amount for name, amount in lacking.items())

    def _may_drop(self, candidate: int) -> bool:
        return all(
            task.group is None and task.pin is None
            for _, task in self.parts_of[candidate]
        )

    def _measure_value(self, dropped: frozenset[int]) -> int:
        crew_days = self.week.problem.crew_days
        return sum(
            task.measure_worth(crew_days[crew])
            for one in dropped
            for crew, task in self.parts_of[one]
        )

    def _measure_roads(self, crew: int) -> int:
        """All the road of a crew's route, which is the most that drops can save."""
        shift = self.week.problem.crew_days[crew]
        stops = self.routes.get(crew, ())
        value = sum(self.week.tasks[one].measure_worth(shift) for one, _ in stops)
        return value - self.worth.get(crew, 0)

    def _leave_out(self, crew: int, dropped: frozenset[int]) -> list[OrderedTask]:
        week = self.week
        return [
            one
            for one in settle_hours(week, self.routes.get(crew, ()))
            if week.tasks[one[0]].candidate not in dropped
        ]

    def _fit_part(
        self,
        task: VisitTask,
        crew: int,
        left: list[OrderedTask],
        hour: int | None,
        dropped: frozenset[int],
    ) -> RoutePart | None:
        shift = self.week.problem.crew_days[crew]
        best: RoutePart | None = None
        for place in range(len(left) + 1):
            order = [*left[:place], (task.number, hour), *left[place:]]
            stops = schedule_tasks(self.week, crew, order)
            if stops is None:
                continue
            worth = measure_route(self.week, crew, stops) - task.measure_worth(shift)
            loss = self.worth.get(crew, 0) - worth
            if best is None or loss < best.loss:
                best = RoutePart(crew, stops, dropped, loss)
        return best

    def _complete(self, task: VisitTask, part: RoutePart) -> Iterator[VisitExchange]:
        """The whole way, dropped visits taken out of other routes too."""
        routes, costs = {part.crew: part.stops}, part.loss
        for crew in {crew for one in part.dropped for crew, _ in self.parts_of[one]}:
            if crew in routes:
                continue
            stops = schedule_tasks(self.week, crew, self._leave_out(crew, part.dropped))
            if stops is None:
                return
            routes[crew] = stops
            costs += self.worth[crew] - measure_route(self.week, crew, stops)
        yield VisitExchange(
            task=task.number,
            crew=part.crew,
            starts_at=dict(part.stops)[task.number],
            routes=tuple(sorted(routes.items())),
            dropped=part.dropped,
            brings=task.measure_worth(self.week.problem.crew_days[part.crew]),
            costs=costs,
        )

    def list_parts_at(
        self, task: VisitTask, crew: int, hour: int, most: float
    ) -> list[RoutePart]:
        """The best route of a crew with its part at an hour, for each way to make room.

        Nothing that loses ``most`` or more; only visits by one crew alone make room.
        """
        own = [self.week.tasks[one].candidate for one, _ in self.routes.get(crew, ())]
        alone = [
            one
            for one in own
            if one != task.candidate
            and self._may_drop(one)
            and len(self.parts_of[one]) == 1
        ]
        most += self._measure_roads(crew)
        found: list[RoutePart] = []
        for many in range(MOST_DROPPED + 1):
            for one in combinations(alone, many):
                dropped = frozenset(one)
                if self._measure_value(dropped) < most:
                    left = self._leave_out(crew, dropped)
                    part = self._fit_part(task, crew, left, hour, dropped)
                    found += [] if part is None else [part]
        return found

    def has_room_for(
        self, tasks: Sequence[VisitTask], parts: Sequence[RoutePart], day: int
    ) -> bool:
        """Whether every capacity of the day holds these visits with those dropped."""
        wanted: dict[str, int] = defaultdict(int)
        for task in tasks:
            for name, amount in task.lead_uses:
                wanted[name] += amount
        limits = self.week.problem.capacity_of
        lacking = {
            name: self.use.used[name, day] + amount - limits[name][day]
            for name, amount in wanted.items()
        }
        short = {name: amount for name, amount in lacking.items() if amount > 0}
        dropped = frozenset[int]().union(*(one.dropped for one in parts))
        return self._is_enough(dropped, short)

    def keeps_orders(self, changed: dict[int, Stops]) -> bool:
        """Whether every order holds with these routes in place of the plan's."""
        if not self.week.problem.orders:
            return True
        begun: dict[str, int] = {}
        ended: dict[str, int] = {}
        for crew, stops in {**self.routes, **changed}.items():
            midnight = self.week.problem.crew_days[crew].day * DAY_MINUTES
            for number, start in stops:
                task = self.week.tasks[number]
                begun[task.source.id] = midnight + start
                ended[task.source.id] = midnight + start + task.kind.minutes
        return all(
            ended[one.first] <= begun[one.then]
            for one in self.week.problem.orders
            if one.first in ended and one.then in begun
        )


def keep_best(ways: Iterable[VisitExchange]) -> list[VisitExchange]:
    """The few best ways, best first."""
    return sorted(ways, key=lambda one: (-one.net_gain, one.crew))[:MOST_FOUND]
