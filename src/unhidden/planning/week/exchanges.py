"""Ways to put one more candidate into a plan: into a route, with up to two visits that
make room for it.

Visits that belong to a strike group, and those that are pinned, make room for nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
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
    def gain(self) -> int:
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
        """The best ways, best first, each with another crew-day in the lead.

        None for a member of a strike group, which goes with its group alone.
        """
        best: dict[int, VisitExchange] = {}
        for task in self.week.leads_of[candidate]:
            if task.group is not None:
                return []
            for crew in range(len(self.week.eligible)):
                if task.number in self.week.doable[crew]:
                    least = self._find_least(best)
                    for one in self._list_ways(task, crew, least):
                        if crew not in best or one.gain > best[crew].gain:
                            best[crew] = one
        ordered = sorted(best.values(), key=lambda one: (-one.gain, one.crew))
        return ordered[:MOST_FOUND]

    @staticmethod
    def _find_least(best: dict[int, VisitExchange]) -> float:
        """What a way must gain to be among those kept."""
        gains = sorted((one.gain for one in best.values()), reverse=True)
        return gains[MOST_FOUND - 1] if len(gains) >= MOST_FOUND else -float("inf")

    def _list_ways(
        self, task: VisitTask, crew: int, least: float
    ) -> Iterator[VisitExchange]:
        for dropped in self._list_drops(task, crew, least):
            parts = self._place_part(task, crew, dropped)
            for part in parts:
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

    def _place_part(
        self, task: VisitTask, crew: int, dropped: frozenset[int]
    ) -> Iterator[RoutePart]:
        """The best route of a crew with the task; one for each hour of a timed task."""
        shift = self.week.problem.crew_days[crew]
        hours = self.week.list_hours(task, shift.day) if task.is_timed else (None,)
        left = self._leave_out(crew, dropped)
        for hour in hours:
            if hour is not None and not self.week.is_reachable(task, shift, hour):
                continue
            if (part := self._fit_part(task, crew, left, hour, dropped)) is not None:
                yield part

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
        """The whole way: partners found, and dropped visits out of other routes."""
        starts_at = dict(part.stops)[task.number]
        parts = self._add_partners(task, part, starts_at)
        if parts is None:
            return
        dropped = frozenset[int]().union(*(one.dropped for one in parts))
        routes = {one.crew: one.stops for one in parts}
        costs = sum(one.loss for one in parts)
        for crew in {crew for one in dropped for crew, _ in self.parts_of[one]}:
            if crew in routes:
                continue
            stops = schedule_tasks(self.week, crew, self._leave_out(crew, dropped))
            if stops is None:
                return
            routes[crew] = stops
            costs += self.worth[crew] - measure_route(self.week, crew, stops)
        if self._keeps_orders(routes):
            shift = self.week.problem.crew_days[part.crew]
            yield VisitExchange(
                task=task.number,
                crew=part.crew,
                starts_at=starts_at,
                routes=tuple(sorted(routes.items())),
                dropped=dropped,
                brings=task.measure_worth(shift),
                costs=costs,
            )

    def _add_partners(
        self, task: VisitTask, lead: RoutePart, starts_at: int
    ) -> list[RoutePart] | None:
        """The lead with the cheapest crew for each other role; None without one."""
        parts = [lead]
        for role in range(1, len(task.kind.crews)):
            partner = self.week.of_visit[task.source.id, task.kind.kind, role]
            found = self._find_partner(partner, parts, starts_at)
            if found is None:
                return None
            parts.append(found)
        return parts

    def _find_partner(
        self, partner: VisitTask, parts: list[RoutePart], starts_at: int
    ) -> RoutePart | None:
        day = self.week.problem.crew_days[parts[0].crew].day
        taken = {one.crew for one in parts}
        dropped = frozenset[int]().union(*(one.dropped for one in parts))
        best: RoutePart | None = None
        for crew, shift in enumerate(self.week.problem.crew_days):
            if shift.day != day or crew in taken:
                continue
            if partner.number not in self.week.doable[crew]:
                continue
            for more in self._list_more_drops(crew, dropped):
                left = self._leave_out(crew, dropped | more)
                part = self._fit_part(partner, crew, left, starts_at, dropped | more)
                if part is not None and (best is None or part.loss < best.loss):
                    best = part
        return best

    def _list_more_drops(
        self, crew: int, dropped: frozenset[int]
    ) -> list[frozenset[int]]:
        """Nothing more, or one visit of this crew alone, within the most dropped."""
        if len(dropped) == MOST_DROPPED:
            return [frozenset()]
        own = [self.week.tasks[one].candidate for one, _ in self.routes.get(crew, ())]
        alone = [one for one in own if self._may_drop(one)]
        alone = [one for one in alone if len(self.parts_of[one]) == 1]
        return [frozenset(), *(frozenset((one,)) for one in alone)]

    def _keeps_orders(self, changed: dict[int, Stops]) -> bool:
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
