"""Why a plan leaves a candidate out: it cannot be visited, or costs more than it
brings, or the search ended before that was known.

Whoever looks for a reason may find a better plan instead; then that is taken, and the
reasons are looked for anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from unhidden.planning.week.changes import can_be_visited
from unhidden.planning.week.forcing import ForcedSearch
from unhidden.planning.week.insertion import list_visited
from unhidden.planning.week.master import MasterProgram
from unhidden.planning.week.meetings import find_ways, list_partners
from unhidden.planning.week.naming import name_routes
from unhidden.planning.week.packing import free_crews, pack_columns
from unhidden.planning.week.plan import (
    LeftOut,
    LeftOutBecause,
    ProblemChange,
)
from unhidden.planning.week.pricing import RoutePricing
from unhidden.planning.week.repairs import repair_routes
from unhidden.planning.week.schedules import measure_routes
from unhidden.planning.week.searching import Routes, SearchClock
from unhidden.planning.week.smallest_changes import find_smallest_change
from unhidden.planning.week.tasks import Stops, WeekTasks

COLUMNS_A_CREW = 12
PACKING_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class FoundWay:
    """The best plan found with a candidate, or a strike group, in it."""

    routes: Routes
    worth: int


class ReasonSearch:
    """Looks for the reasons of one plan, and makes the plan better where it can."""

    def __init__(
        self,
        master: MasterProgram,
        pricing: RoutePricing,
        routes: Routes,
        clock: SearchClock,
    ) -> None:
        self.master, self.pricing, self.clock = master, pricing, clock
        self.week, self.routes = master.table.week, dict(routes)
        self.worth = measure_routes(self.week, self.routes)
        self._pool_routes(self.routes)
        self.changes: dict[tuple[int, ...], tuple[ProblemChange, ...]] = {}
        self.ways: dict[tuple[int, ...], FoundWay | None] = {}
        self.columns: list[int] = []

    def search_reasons(self, on_better: Callable[[Routes], None]) -> None:
        """Look at every candidate left out, until nothing is better or time is over."""
        self._find_impossible()
        while not self.clock.is_over():
            better = self._look_at_all() or self._pack_columns()
            if better is None:
                break
            self._take_better(better)
            on_better(self.routes)

    def list_cases(self) -> list[tuple[int, ...]]:
        """The candidates left out, each alone or with its strike group."""
        visited = list_visited(self.week, self.routes)
        numbers = range(len(self.week.problem.candidates))
        out = [list_partners(self.week, one) for one in numbers if one not in visited]
        return list(dict.fromkeys(out))

    def _find_impossible(self) -> None:
        """Which cases no crew can make is the same for every plan of the week."""
        for case in self.list_cases():
            members = [self.week.problem.candidates[one].id for one in case]
            if self.clock.is_over():
                return
            if not can_be_visited(self.week.problem, members):
                found = find_smallest_change(self.week.problem, members)
                self.changes[case] = found

    def _look_at_all(self) -> dict[int, Stops] | None:
        """Find the best way of each case; the first that makes a better plan."""
        for case in self.list_cases():
            if case in self.changes or case in self.ways:
                continue
            if self.clock.is_over():
                return None
            way = self._find_way(case)
            if way is not None and way.worth > self.worth:
                return dict(way.routes)
            self.ways[case] = way
        return None

    def _find_way(self, case: tuple[int, ...]) -> FoundWay | None:
        """The best by exchange, and by forcing where those are many crews or none."""
        found = [
            {**self.routes, **dict(one.routes)}
            for one in find_ways(self.week, self.routes, case[0])[:1]
        ]
        if len(case) > 1 or not found:
            forced = ForcedSearch(
                self.master, self.pricing, self.routes, self.clock
            ).force_candidates(case)
            found += [] if forced is None else [forced]
        ways = [FoundWay(one, measure_routes(self.week, one)) for one in found]
        return max(ways, key=lambda one: one.worth, default=None)

    def _take_better(self, routes: dict[int, Stops]) -> None:
        """Go on with a better plan: ways into the one before say nothing of it."""
        self.routes = repair_routes(self.week, routes)
        self.worth = measure_routes(self.week, self.routes)
        self._pool_routes(self.routes)
        self.ways.clear()

    def _pool_routes(self, routes: Routes) -> None:
        for crew, stops in routes.items():
            self.master.add_route(crew, stops)

    def _pack_columns(self) -> dict[int, Stops] | None:
        """Choose anew from the best routes of every crew-day; None if not better."""
        self.columns = self._choose_columns()
        everything = free_crews(
            self.master, self.routes, range(len(self.master.table.crews))
        )
        packed = pack_columns(
            self.master,
            everything,
            self.columns,
            self.routes,
            seconds=min(PACKING_SECONDS, max(self.clock.seconds_left, 0.1)),
        )
        if packed is None or measure_routes(self.week, packed) <= self.worth:
            return None
        return packed

    def _choose_columns(self) -> list[int]:
        """The plan's own routes, and for each crew-day those that cost least."""
        for way in self.ways.values():
            self._pool_routes({} if way is None else way.routes)
        self.master.free_columns()
        answer = self.master.solve_program()
        chosen = [
            self.master.place_of[one]
            for one in self.routes.items()
            if one in self.master.place_of
        ]
        many = dict.fromkeys(range(len(self.master.table.crews)), 0)
        for place in np.argsort(-answer.reduced, kind="stable").tolist():
            column = self.master.columns[place]
            if column is None or not column.is_simple or place in chosen:
                continue
            many[column.crew] += 1
            if many[column.crew] <= COLUMNS_A_CREW:
                chosen.append(place)
        return chosen

    def make_reasons(self, bound: float | None) -> tuple[LeftOut, ...]:
        """One reason for each candidate left out; pins count in ``bound`` too."""
        gap = float("inf") if bound is None else max(0.0, bound - self.worth)
        found: list[LeftOut] = []
        for case in self.list_cases():
            found += [self._make_reason(one, case, gap) for one in case]
        return tuple(sorted(found, key=lambda one: one.candidate))

    def _make_reason(self, one: int, case: tuple[int, ...], gap: float) -> LeftOut:
        candidate = self.week.problem.candidates[one].id
        group = self._name_group(case)
        if self.changes.get(case):
            return LeftOut(
                candidate,
                LeftOutBecause.CANNOT,
                group,
                changes=self.changes[case],
            )
        way = self.ways.get(case)
        if way is None or way.worth > self.worth:
            most = sum(_find_dearest(self.week, each) for each in case)
            return LeftOut(
                candidate, LeftOutBecause.OPEN, group, may_bring=min(gap, most)
            )
        brings = self._measure_visits(way.routes, case)
        return LeftOut(
            candidate,
            LeftOutBecause.COSTS_MORE,
            group,
            way=name_routes(self.week, self._list_changed(way.routes)),
            brings=brings,
            costs=self.worth - way.worth + brings,
        )

    def _name_group(self, case: tuple[int, ...]) -> str | None:
        groups = zip(self.week.group_members, self.week.problem.groups, strict=True)
        return next((group.id for members, group in groups if members == case), None)

    def _list_changed(self, routes: Routes) -> dict[int, Stops]:
        crews = routes.keys() | self.routes.keys()
        return {
            crew: routes.get(crew, ())
            for crew in crews
            if routes.get(crew, ()) != self.routes.get(crew, ())
        }

    def _measure_visits(self, routes: Routes, case: tuple[int, ...]) -> int:
        """What the visits of a case are worth in a plan."""
        return sum(
            self.week.tasks[number].measure_worth(self.week.problem.crew_days[crew])
            for crew, stops in routes.items()
            for number, _ in stops
            if self.week.tasks[number].candidate in case
        )


def _find_dearest(week: WeekTasks, candidate: int) -> int:
    """The most that a visit to a candidate is worth."""
    shifts = week.problem.crew_days
    return max(
        (
            task.measure_worth(shift)
            for task in week.leads_of[candidate]
            for shift in shifts
        ),
        default=0,
    )
