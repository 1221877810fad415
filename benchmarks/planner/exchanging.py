"""Better plans by putting a candidate, or a strike group, into one: each crew-day is
tried, and each exchange with one or two visits.

Routes are tried with every stop as early as it can be; whatever seems better is held
against every rule by the checker of plans.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise, product

from benchmarks.planner.checking import find_violations, measure_plan
from benchmarks.planner.placing import VisitPart, list_parts, may_begin, may_take
from unhidden.planning.week.plan import CrewRoute, PlannedStop, WeekPlan
from unhidden.planning.week.problem import CrewDay, WeekProblem

MOST_DROPPED = 2


def find_better_plan(
    problem: WeekProblem, plan: WeekPlan, members: Sequence[str]
) -> WeekPlan | None:
    """A better plan with these candidates in it; None where no exchange gives one."""
    search = ExchangeTrial(problem, plan)
    chosen = [problem.candidate_of[one] for one in members]
    for items in product(*(one.menu for one in chosen)):
        for better in search.list_better(list_parts(chosen, items)):
            return better
    return None


class ExchangeTrial:
    """Tries exchanges in one plan."""

    def __init__(self, problem: WeekProblem, plan: WeekPlan) -> None:
        self.problem, self.plan = problem, plan
        self.stops = {route.crew_day: route.stops for route in plan.routes}
        self.grouped = {one for group in problem.groups for one in group.members}
        self.value_of = {
            stop.candidate: problem.candidate_of[stop.candidate]
            .find_item(stop.kind)
            .value
            for _, stop in plan.iterate_stops()
        }

    def list_better(self, parts: list[VisitPart]) -> Iterator[WeekPlan]:
        """Every better plan with these parts in it that is found."""
        brings = sum(one.item.value for one in parts if one.role == 0)
        if len(parts) == 1 and parts[0].candidate.id not in self.grouped:
            fixed = parts[0].candidate.id in self.problem.ordered_candidates
        else:
            fixed = True
        for day in range(self.problem.days):
            shifts = [one for one in self.problem.crew_days if one.day == day]
            starts = self._list_starts(parts, shifts) if fixed else [None]
            for dropped in self._list_dropped(shifts, brings) if starts else ():
                for start in starts:
                    yield from self._try_parts(parts, shifts, dropped, start)

    def _list_dropped(
        self, shifts: list[CrewDay], brings: int
    ) -> Iterator[frozenset[str]]:
        """Up to two visits of the day that are worth less than what comes for them."""
        pinned = set(self.problem.pin_of)
        today = {
            stop.candidate for one in shifts for stop in self.stops.get(one.id, ())
        }
        possible = sorted(today - self.grouped - pinned)
        roads = sum(self._measure_road(one) for one in shifts)
        for many in range(MOST_DROPPED + 1):
            for one in combinations(possible, many):
                if sum(self.value_of[each] for each in one) < brings + roads:
                    yield frozenset(one)

    def _measure_road(self, shift: CrewDay) -> int:
        places = [
            self.problem.candidate_of[stop.candidate].place
            for stop in self.stops.get(shift.id, ())
        ]
        way = [shift.start_place, *places, shift.end_place]
        return sum(self.problem.travel[one][other] for one, other in pairwise(way))

    def _list_starts(
        self, parts: list[VisitPart], shifts: list[CrewDay]
    ) -> list[int | None]:
        """The hours of a day at which each part has a crew that could begin."""
        last = max((one.ends_at for one in shifts), default=0)
        return [
            hour
            for hour in range(0, last + 1, self.problem.grid)
            if all(
                any(may_begin(self.problem, shift, part, hour) for shift in shifts)
                for part in parts
            )
        ]

    def _try_parts(
        self,
        parts: list[VisitPart],
        shifts: list[CrewDay],
        dropped: frozenset[str],
        start: int | None,
    ) -> Iterator[WeekPlan]:
        """Give the parts to different crews, each at its best place in the route."""
        able = [
            [
                (shift.id, stops)
                for shift in shifts
                if may_take(self.problem, shift, part)
                and (start is None or may_begin(self.problem, shift, part, start))
                for stops in self._list_routes(shift, part, dropped, start)
            ]
            for part in parts
        ]
        for chosen in product(*able):
            if len({crew for crew, _ in chosen}) == len(chosen):
                better = self._check_plan(dict(chosen), dropped)
                if better is not None:
                    yield better

    def _list_routes(
        self,
        shift: CrewDay,
        part: VisitPart,
        dropped: frozenset[str],
        start: int | None,
    ) -> list[tuple[PlannedStop, ...]]:
        """The route with the part where it costs the least road; none where nowhere."""
        left = [
            one for one in self.stops.get(shift.id, ()) if one.candidate not in dropped
        ]
        found: list[tuple[int, tuple[PlannedStop, ...]]] = []
        for place in range(len(left) + 1):
            new = PlannedStop(
                part.candidate.id,
                part.item.kind,
                part.role,
                -1 if start is None else start,
            )
            made = self._time_route(shift, [*left[:place], new, *left[place:]])
            if made is not None:
                found.append((self._measure_way(shift, made), made))
        return [min(found, key=lambda one: one[0])[1]] if found else []

    def _measure_way(self, shift: CrewDay, stops: tuple[PlannedStop, ...]) -> int:
        places = [self.problem.candidate_of[one.candidate].place for one in stops]
        way = [shift.start_place, *places, shift.end_place]
        return sum(self.problem.travel[one][other] for one, other in pairwise(way))

    def _time_route(
        self, shift: CrewDay, order: list[PlannedStop]
    ) -> tuple[PlannedStop, ...] | None:
        """Every stop as early as it can be; those with partners keep their hour."""
        at, since = shift.start_place, shift.starts_at
        timed: list[PlannedStop] = []
        for stop in order:
            candidate = self.problem.candidate_of[stop.candidate]
            item = candidate.find_item(stop.kind)
            first, last = item.find_window(shift.day)
            earliest = max(since + self.problem.travel[at][candidate.place], first)
            is_fixed = (
                len(item.crews) > 1
                or stop.candidate in self.grouped
                or stop.candidate in self.problem.ordered_candidates
            )
            step = self.problem.grid if item.is_on_grid else 1
            start = stop.starts_at if is_fixed else -(-earliest // step) * step
            if not earliest <= start <= last:
                return None
            timed.append(replace(stop, starts_at=start))
            at, since = candidate.place, start + item.minutes
        is_back = since + self.problem.travel[at][shift.end_place] <= shift.ends_at
        return tuple(timed) if is_back else None

    def _check_plan(
        self, chosen: dict[str, tuple[PlannedStop, ...]], dropped: frozenset[str]
    ) -> WeekPlan | None:
        """The plan with these routes, where it is better and breaks no rule."""
        routes = tuple(
            CrewRoute(
                crew_day,
                chosen.get(crew_day)
                or tuple(one for one in stops if one.candidate not in dropped),
            )
            for crew_day, stops in {**self.stops, **chosen}.items()
        )
        made = replace(self.plan, routes=routes)
        value = measure_plan(self.problem, made)
        if value <= self.plan.value:
            return None
        made = replace(made, value=value)
        return None if find_violations(self.problem, made) else made
