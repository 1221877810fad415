"""What a plan that somebody changed by hand breaks, as facts that a page can word.

It tries nothing: each stop is held against the rules of the week as it stands.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from unhidden.planning.week.plan import CrewRoute, PlannedStop, WeekPlan
from unhidden.planning.week.problem import (
    DAY_MINUTES,
    CrewDay,
    MenuItem,
    WeekProblem,
)


class BreachKind(StrEnum):
    """Which rule is broken."""

    UNKNOWN = "unknown"
    LATE = "late"
    BACK_LATE = "back_late"
    DAY = "day"
    WINDOW = "window"
    GRID = "grid"
    SKILLS = "skills"
    FORBIDDEN = "forbidden"
    TWICE = "twice"
    CREWS = "crews"
    TOGETHER = "together"
    GROUP = "group"
    CAPACITY = "capacity"
    APART = "apart"
    ORDER = "order"
    PIN = "pin"


@dataclass(frozen=True, slots=True)
class PlanBreach:
    """One broken rule, with what it is about.

    ``LATE``: the crew is there only at ``amount``. ``BACK_LATE``: it is back ``amount``
    minutes after its shift. ``SKILLS``: ``names`` are lacking. ``CAPACITY``: the day
    takes ``amount`` of ``names``. ``GROUP``, ``APART``: ``names`` has the id.
    ``ORDER``: ``names`` has who must come first.
    """

    kind: BreachKind
    candidate: str | None = None
    crew_day: str | None = None
    day: int | None = None
    names: tuple[str, ...] = ()
    amount: int = 0


def find_breaches(problem: WeekProblem, plan: WeekPlan) -> tuple[PlanBreach, ...]:
    """Every rule that a plan breaks, none where it may be carried out.

    What the problem does not know is said first, and then nothing else.
    """
    unknown = tuple(_find_unknown(problem, plan))
    if unknown:
        return unknown
    search = BreachSearch(problem, plan)
    return (
        *search.find_in_routes(),
        *search.find_in_stops(),
        *search.find_in_visits(),
        *search.find_in_groups(),
        *search.find_in_days(),
        *search.find_in_orders(),
        *search.find_in_pins(),
    )


def measure_plan_value(problem: WeekProblem, plan: WeekPlan) -> int:
    """The visits of a plan and the promises it keeps, less the minutes on the road.

    Raises KeyError or StopIteration for what the problem does not know.
    """
    value = 0
    for route in plan.routes:
        shift = problem.crew_day_of[route.crew_day]
        at = shift.start_place
        for stop in route.stops:
            candidate = problem.candidate_of[stop.candidate]
            value -= problem.travel[at][candidate.place]
            at = candidate.place
            if stop.role == 0:
                value += candidate.find_item(stop.kind).value
                value += _win_promises(problem, shift, stop)
        value -= problem.travel[at][shift.end_place] if route.stops else 0
    return value


def _win_promises(problem: WeekProblem, shift: CrewDay, stop: PlannedStop) -> int:
    return sum(
        one.value
        for one in problem.promises
        if (one.candidate, one.crew) == (stop.candidate, shift.crew)
        and one.kind in (None, stop.kind)
    )


def _find_unknown(problem: WeekProblem, plan: WeekPlan) -> Iterator[PlanBreach]:
    times = Counter(route.crew_day for route in plan.routes)
    for crew_day, many in times.items():
        if crew_day not in problem.crew_day_of or many > 1:
            yield PlanBreach(BreachKind.UNKNOWN, crew_day=crew_day)
    for crew_day, stop in plan.iterate_stops():
        candidate = problem.candidate_of.get(stop.candidate)
        menu = () if candidate is None else candidate.menu
        crews = [len(item.crews) for item in menu if item.kind == stop.kind]
        if not crews or not 0 <= stop.role < crews[0]:
            yield PlanBreach(BreachKind.UNKNOWN, stop.candidate, crew_day)


class BreachSearch:
    """Looks for breaches in one plan whose names are all known."""

    def __init__(self, problem: WeekProblem, plan: WeekPlan) -> None:
        self.problem, self.plan = problem, plan
        self.grouped = {one for group in problem.groups for one in group.members}
        self.parts: dict[str, list[tuple[CrewDay, PlannedStop]]] = defaultdict(list)
        for crew_day, stop in plan.iterate_stops():
            shift = problem.crew_day_of[crew_day]
            self.parts[stop.candidate].append((shift, stop))

    def _item(self, stop: PlannedStop) -> MenuItem:
        return self.problem.candidate_of[stop.candidate].find_item(stop.kind)

    def find_in_routes(self) -> Iterator[PlanBreach]:
        """Stops that a crew reaches too late, and crews back after their shift."""
        for route in self.plan.routes:
            yield from self._find_late(route, self.problem.crew_day_of[route.crew_day])

    def _find_late(self, route: CrewRoute, shift: CrewDay) -> Iterator[PlanBreach]:
        at, since = shift.start_place, shift.starts_at
        for stop in route.stops:
            place = self.problem.candidate_of[stop.candidate].place
            there = since + self.problem.travel[at][place]
            if there > stop.starts_at:
                yield PlanBreach(
                    BreachKind.LATE, stop.candidate, shift.id, shift.day, amount=there
                )
            at, since = place, stop.starts_at + self._item(stop).minutes
        back = since + self.problem.travel[at][shift.end_place] - shift.ends_at
        if back > 0 and route.stops:
            yield PlanBreach(
                BreachKind.BACK_LATE, None, shift.id, shift.day, amount=back
            )

    def find_in_stops(self) -> Iterator[PlanBreach]:
        """Stops on a wrong day or hour, without a skill, or forbidden."""
        for parts in self.parts.values():
            for shift, stop in parts:
                for kind in self._list_kinds(shift, stop):
                    yield PlanBreach(kind, stop.candidate, shift.id, shift.day)
                lacking = self._item(stop).crews[stop.role] - shift.skills
                if lacking:
                    yield PlanBreach(
                        BreachKind.SKILLS,
                        stop.candidate,
                        shift.id,
                        shift.day,
                        tuple(sorted(lacking)),
                    )

    def _list_kinds(self, shift: CrewDay, stop: PlannedStop) -> Iterator[BreachKind]:
        item = self._item(stop)
        first, last = item.find_window(shift.day)
        if shift.day not in self.problem.candidate_of[stop.candidate].days:
            yield BreachKind.DAY
        if not first <= stop.starts_at <= last:
            yield BreachKind.WINDOW
        is_on_grid = item.is_on_grid or len(item.crews) > 1
        is_on_grid = is_on_grid or stop.candidate in self.grouped
        is_on_grid = is_on_grid or stop.candidate in self.problem.ordered_candidates
        if is_on_grid and stop.starts_at % self.problem.grid:
            yield BreachKind.GRID
        if any(
            rule.candidate == stop.candidate
            and rule.crew in (None, shift.crew)
            and rule.day in (None, shift.day)
            and rule.kind in (None, stop.kind)
            for rule in self.problem.forbidden
        ):
            yield BreachKind.FORBIDDEN

    def find_in_visits(self) -> Iterator[PlanBreach]:
        """Visits in two kinds, without all their crews, or not at one hour."""
        for candidate, parts in self.parts.items():
            if len({stop.kind for _, stop in parts}) > 1:
                yield PlanBreach(BreachKind.TWICE, candidate)
                continue
            roles = sorted(stop.role for _, stop in parts)
            if len(roles) > len(set(roles)):
                yield PlanBreach(BreachKind.TWICE, candidate)
            elif roles != list(range(len(self._item(parts[0][1]).crews))):
                yield PlanBreach(BreachKind.CREWS, candidate)
            if len({(shift.day, stop.starts_at) for shift, stop in parts}) > 1:
                yield PlanBreach(BreachKind.TOGETHER, candidate)

    def find_in_groups(self) -> Iterator[PlanBreach]:
        """Groups struck in part, or not at one hour."""
        for group in self.problem.groups:
            struck = [one for one in group.members if one in self.parts]
            hours = {
                (shift.day, stop.starts_at)
                for one in struck
                for shift, stop in self.parts[one]
            }
            if struck and (len(struck) < len(group.members) or len(hours) > 1):
                yield PlanBreach(BreachKind.GROUP, names=(group.id,))

    def find_in_days(self) -> Iterator[PlanBreach]:
        """Days that take more than there is, or share what must be apart."""
        taken: Counter[tuple[str, int]] = Counter()
        for parts in self.parts.values():
            for shift, stop in parts:
                candidate = self.problem.candidate_of[stop.candidate]
                uses = self.problem.list_uses(candidate, self._item(stop))
                for name, amount in uses if stop.role == 0 else ():
                    taken[name, shift.day] += amount
        apart = {one.capacity_name: one.id for one in self.problem.separations}
        for (name, day), amount in taken.items():
            if amount > self.problem.capacity_of[name][day]:
                kind = BreachKind.APART if name in apart else BreachKind.CAPACITY
                names = (apart.get(name, name),)
                yield PlanBreach(kind, day=day, names=names, amount=amount)

    def find_in_orders(self) -> Iterator[PlanBreach]:
        """Visits that begin before the one that must come first has ended."""
        for order in self.problem.orders:
            first, then = self.parts.get(order.first), self.parts.get(order.then)
            if not first or not then:
                continue
            ended = max(
                shift.day * DAY_MINUTES + stop.starts_at + self._item(stop).minutes
                for shift, stop in first
            )
            if any(
                shift.day * DAY_MINUTES + stop.starts_at < ended for shift, stop in then
            ):
                yield PlanBreach(BreachKind.ORDER, order.then, names=(order.first,))

    def find_in_pins(self) -> Iterator[PlanBreach]:
        """Pins that are not kept: nobody goes, or not so."""
        for pin in self.problem.pins:
            if not any(
                stop.role == 0
                and pin.kind in (None, stop.kind)
                and pin.crew in (None, shift.crew)
                and pin.day in (None, shift.day)
                and pin.starts_at in (None, stop.starts_at)
                and pin.people <= shift.people
                for shift, stop in self.parts.get(pin.candidate, [])
            ):
                yield PlanBreach(BreachKind.PIN, pin.candidate)
