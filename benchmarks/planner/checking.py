"""A checker of plans that shares no code with the planner.

It reads a problem and a plan, and says in a sentence each rule that the plan breaks.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from unhidden.planning.week.plan import CrewRoute, PlannedStop, WeekPlan
from unhidden.planning.week.problem import CrewDay, MenuItem, WeekProblem


def find_violations(problem: WeekProblem, plan: WeekPlan) -> list[str]:
    """Every rule that a plan breaks; none when it may be carried out and is worth what
    it says.
    """
    unknown = list(_find_unknown(problem, plan))
    if unknown:
        return unknown
    checker = PlanChecker(problem, plan)
    return [
        *checker.find_impossible_routes(),
        *checker.find_wrong_stops(),
        *checker.find_incomplete_visits(),
        *checker.find_broken_groups(),
        *checker.find_excess(),
        *checker.find_shared_days(),
        *checker.find_wrong_orders(),
        *checker.find_broken_pins(),
        *checker.find_wrong_value(),
    ]


def _find_unknown(problem: WeekProblem, plan: WeekPlan) -> Iterator[str]:
    days = Counter(route.crew_day for route in plan.routes)
    for name, times in days.items():
        if name not in problem.crew_day_of:
            yield f"There is no crew-day {name}."
        if times > 1:
            yield f"Crew-day {name} has more than one route."
    for _, stop in plan.iterate_stops():
        candidate = problem.candidate_of.get(stop.candidate)
        items = [] if candidate is None else candidate.menu
        crews = [len(item.crews) for item in items if item.kind == stop.kind]
        if not crews or not 0 <= stop.role < crews[0]:
            yield f"There is no {stop.kind}, role {stop.role}, for {stop.candidate}."


class PlanChecker:
    """Checks one plan whose names are all known."""

    def __init__(self, problem: WeekProblem, plan: WeekPlan) -> None:
        self.problem, self.plan = problem, plan
        self.grouped = {one for group in problem.groups for one in group.members}
        self.visits: dict[str, list[tuple[CrewDay, PlannedStop]]] = defaultdict(list)
        for crew_day, stop in plan.iterate_stops():
            shift = problem.crew_day_of[crew_day]
            self.visits[stop.candidate].append((shift, stop))

    def _item(self, stop: PlannedStop) -> MenuItem:
        menu = self.problem.candidate_of[stop.candidate].menu
        return next(item for item in menu if item.kind == stop.kind)

    def find_impossible_routes(self) -> Iterator[str]:
        """Routes that no crew can drive: a stop too early, or back after the shift."""
        for route in self.plan.routes:
            shift = self.problem.crew_day_of[route.crew_day]
            yield from self._find_impossible_stops(route, shift)

    def _find_impossible_stops(self, route: CrewRoute, shift: CrewDay) -> Iterator[str]:
        at, free_at = shift.start_place, shift.starts_at
        for stop in route.stops:
            place = self.problem.candidate_of[stop.candidate].place
            there_at = free_at + self.problem.travel[at][place]
            if stop.starts_at < there_at:
                yield f"{route.crew_day} is at {stop.candidate} only at {there_at}."
            at, free_at = place, stop.starts_at + self._item(stop).minutes
        if free_at + self.problem.travel[at][shift.end_place] > shift.ends_at:
            yield f"{route.crew_day} is back after its shift has ended."

    def find_wrong_stops(self) -> Iterator[str]:
        """Stops on a wrong day, at a wrong hour, without a skill, or forbidden."""
        for crew_day, stop in self.plan.iterate_stops():
            shift, item = self.problem.crew_day_of[crew_day], self._item(stop)
            what = f"{stop.kind} at {stop.candidate} by {crew_day}"
            if shift.day not in self.problem.candidate_of[stop.candidate].days:
                yield f"{what} is on a day on which it cannot be."
            if not item.earliest <= stop.starts_at <= item.latest:
                yield f"{what} begins outside its window."
            if not self._is_lawful(item, 1440 * shift.day + stop.starts_at):
                yield f"{what} begins without its warrant."
            if self._is_bound_to_grid(stop) and stop.starts_at % self.problem.grid:
                yield f"{what} does not begin on the grid."
            if missing := item.crews[stop.role] - shift.skills:
                yield f"{what} lacks {', '.join(sorted(missing))}."
            if self._is_forbidden(shift, stop):
                yield f"{what} is forbidden."

    def _is_lawful(self, item: MenuItem, moment: int) -> bool:
        is_granted = item.lawful_from is None or moment >= item.lawful_from
        return is_granted and (item.lawful_until is None or moment <= item.lawful_until)

    def _is_bound_to_grid(self, stop: PlannedStop) -> bool:
        item = self._item(stop)
        has_partners = len(item.crews) > 1 or stop.candidate in self.grouped
        is_ordered = any(
            stop.candidate in (one.first, one.then) for one in self.problem.orders
        )
        return item.is_on_grid or has_partners or is_ordered

    def _is_forbidden(self, shift: CrewDay, stop: PlannedStop) -> bool:
        return any(
            rule.candidate == stop.candidate
            and rule.crew in (None, shift.crew)
            and rule.day in (None, shift.day)
            and rule.kind in (None, stop.kind)
            for rule in self.problem.forbidden
        )

    def find_incomplete_visits(self) -> Iterator[str]:
        """Visits made twice, in two kinds, or without all their crews at one hour."""
        for candidate, parts in self.visits.items():
            stops = [stop for _, stop in parts]
            if len({stop.kind for stop in stops}) > 1:
                yield f"{candidate} is visited in more than one kind."
                continue
            roles = sorted(stop.role for stop in stops)
            if roles != list(range(len(self._item(stops[0]).crews))):
                yield f"{candidate} is visited by crews in the roles {roles}."
            if len({(shift.day, stop.starts_at) for shift, stop in parts}) > 1:
                yield f"The crews at {candidate} do not begin together."

    def find_broken_groups(self) -> Iterator[str]:
        """Groups struck in part, or not at one hour."""
        for group in self.problem.groups:
            struck = [one for one in group.members if one in self.visits]
            if struck and len(struck) < len(group.members):
                yield f"Group {group.id} is struck in part."
            hours = {
                (shift.day, stop.starts_at)
                for member in struck
                for shift, stop in self.visits[member]
            }
            if len(hours) > 1:
                yield f"Group {group.id} is struck at more than one hour."

    def find_excess(self) -> Iterator[str]:
        """Days on which more of a capacity is taken than there is."""
        taken: Counter[tuple[str, int]] = Counter()
        for crew_day, stop in self.plan.iterate_stops():
            if stop.role == 0:
                day = self.problem.crew_day_of[crew_day].day
                for name, amount in self._item(stop).uses:
                    taken[name, day] += amount
        for (name, day), amount in taken.items():
            if amount > self.problem.capacity_of[name][day]:
                yield f"Day {day} takes {amount} of {name}."

    def find_shared_days(self) -> Iterator[str]:
        """Days shared by candidates that must not share one."""
        for one in self.problem.separations:
            days = Counter(
                shift.day
                for member in one.members
                for shift, stop in self.visits.get(member, [])
                if stop.role == 0
            )
            for day, times in days.items():
                if times > 1:
                    yield f"Separation {one.id} is broken on day {day}."

    def find_wrong_orders(self) -> Iterator[str]:
        """Visits that begin before the one that must come first has ended."""
        for order in self.problem.orders:
            for before, first in self.visits.get(order.first, []):
                ended = 1440 * before.day + first.starts_at + self._item(first).minutes
                for after, then in self.visits.get(order.then, []):
                    if 1440 * after.day + then.starts_at < ended:
                        yield f"{order.then} begins before {order.first} has ended."

    def find_broken_pins(self) -> Iterator[str]:
        """Pins that are not kept: nobody goes, or not so."""
        for pin in self.problem.pins:
            parts = self.visits.get(pin.candidate, [])
            leads = [(shift, stop) for shift, stop in parts if stop.role == 0]
            is_kept = any(
                pin.kind in (None, stop.kind)
                and pin.crew in (None, shift.crew)
                and pin.day in (None, shift.day)
                and pin.starts_at in (None, stop.starts_at)
                and pin.people <= shift.people
                for shift, stop in leads
            )
            if not is_kept:
                yield f"The pin of {pin.candidate} is not kept."

    def find_wrong_value(self) -> Iterator[str]:
        """A value that is not that of the visits less the minutes on the road."""
        value = measure_plan(self.problem, self.plan)
        if value != self.plan.value:
            yield f"The plan is worth {value}, and says {self.plan.value}."


def measure_plan(problem: WeekProblem, plan: WeekPlan) -> int:
    """The visits of a plan and the promises it keeps, less the minutes on the road."""
    value = 0
    for route in plan.routes:
        shift = problem.crew_day_of[route.crew_day]
        places = [problem.candidate_of[stop.candidate].place for stop in route.stops]
        way = [shift.start_place, *places, shift.end_place] if places else []
        value -= sum(problem.travel[one][other] for one, other in pairwise(way))
        for stop in route.stops:
            if stop.role == 0:
                item = problem.candidate_of[stop.candidate].find_item(stop.kind)
                value += item.value + _win_promises(problem, shift, stop)
    return value


def _win_promises(problem: WeekProblem, shift: CrewDay, stop: PlannedStop) -> int:
    return sum(
        one.value
        for one in problem.promises
        if (one.candidate, one.crew) == (stop.candidate, shift.crew)
        and one.kind in (None, stop.kind)
    )
