"""The rest of a day planned anew, once something has happened that no plan knew.

What was executed stays as it was. What is left is a problem of one day: crews start
where they are and when they are free, capacities hold what is left (nothing, where
more was taken than there is), and keeping what was promised is worth something.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from unhidden.planning.week.plan import CrewRoute, PlannedStop, WeekPlan
from unhidden.planning.week.problem import (
    CrewDay,
    DaySeparation,
    ForbiddenVisit,
    PromisedVisit,
    WeekProblem,
)
from unhidden.planning.week.searching import SearchClock
from unhidden.planning.week.solver import plan_day

#: What keeping one promised visit is worth beside its own value.
PROMISE_VALUE = 400


@dataclass(frozen=True, slots=True)
class CrewState:
    """Where a crew is free for its next visit, and from which minute of the day."""

    crew_day: str
    place: int
    free_at: int


@dataclass(frozen=True, slots=True)
class DayState:
    """How a day stands: ``crews`` lists those still in service, and no other.

    ``settled`` are candidates that are not visited any more today: visited, under way,
    or closed. ``used`` is what was taken of each capacity, planned or not.
    """

    day: int
    minute: int
    crews: tuple[CrewState, ...]
    settled: frozenset[str] = frozenset()
    used: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class CrewStop:
    """One crew's part in a visit."""

    crew_day: str
    kind: str
    role: int
    starts_at: int


@dataclass(frozen=True, slots=True)
class VisitMove:
    """One difference: how a visit was planned, and how it is; None where it is not."""

    candidate: str
    before: tuple[CrewStop, ...]
    after: tuple[CrewStop, ...]


@dataclass(frozen=True, slots=True)
class ReplannedDay:
    """The rest of a day: its problem, the plan of it, and what differs from before.

    Crews in service had ``promised`` visits; of them the same crew leads ``kept``.
    """

    problem: WeekProblem
    plan: WeekPlan
    moves: tuple[VisitMove, ...]
    promised: int
    kept: int


def observe_day(
    problem: WeekProblem, plan: WeekPlan, day: int, minute: int
) -> DayState:
    """The day as it stands when everything went as planned until this minute."""
    crews: list[CrewState] = []
    settled: set[str] = set()
    used: dict[str, int] = {}
    for shift in problem.crew_days:
        if shift.day != day:
            continue
        stops = _list_stops(plan, shift)
        begun = [one for one in stops if one.starts_at <= minute]
        crews.append(_observe_crew(problem, shift, stops, minute))
        settled |= {one.candidate for one in begun}
        for name, amount in _list_used(problem, begun):
            used[name] = used.get(name, 0) + amount
    return DayState(
        day, minute, tuple(crews), frozenset(settled), tuple(sorted(used.items()))
    )


def _observe_crew(
    problem: WeekProblem,
    shift: CrewDay,
    stops: tuple[PlannedStop, ...],
    minute: int,
) -> CrewState:
    """Where a crew is free; one on its way is free where it is going, once there."""
    place, free_at = shift.start_place, shift.starts_at
    for stop in stops:
        candidate = problem.candidate_of[stop.candidate]
        leaves_at = stop.starts_at - problem.travel[place][candidate.place]
        if leaves_at > minute:
            break
        place, free_at = candidate.place, stop.starts_at
        if stop.starts_at > minute:
            break
        free_at += candidate.find_item(stop.kind).minutes
    return CrewState(shift.id, place, max(minute, free_at))


def _list_used(
    problem: WeekProblem, stops: list[PlannedStop]
) -> Iterator[tuple[str, int]]:
    for stop in stops:
        candidate = problem.candidate_of[stop.candidate]
        if stop.role == 0:
            yield from problem.list_uses(candidate, candidate.find_item(stop.kind))


def _list_stops(plan: WeekPlan, shift: CrewDay) -> tuple[PlannedStop, ...]:
    found = [route.stops for route in plan.routes if route.crew_day == shift.id]
    return found[0] if found else ()


def replan_day(
    problem: WeekProblem, plan: WeekPlan, state: DayState, clock: SearchClock
) -> ReplannedDay:
    """Plan the rest of the day anew, changing as little as is worth it."""
    rest = make_rest_problem(problem, plan, state)
    before = _list_left(problem, plan, state)
    again = plan_day(rest, clock, start=_keep_routes(rest, before))
    promised = {(one.candidate, one.crew) for one in rest.promises}
    led = {
        (stop.candidate, rest.crew_day_of[crew_day].crew)
        for crew_day, stop in again.iterate_stops()
        if stop.role == 0
    }
    return ReplannedDay(
        problem=rest,
        plan=again,
        moves=tuple(_list_moves(before, again.routes)),
        promised=len(promised),
        kept=len(promised & led),
    )


def _list_left(
    problem: WeekProblem, plan: WeekPlan, state: DayState
) -> tuple[CrewRoute, ...]:
    """What the plan still had for this day."""
    return tuple(
        CrewRoute(
            route.crew_day,
            tuple(
                one
                for one in route.stops
                if one.starts_at > state.minute and one.candidate not in state.settled
            ),
        )
        for route in plan.routes
        if problem.crew_day_of[route.crew_day].day == state.day
    )


def _keep_routes(
    rest: WeekProblem, before: tuple[CrewRoute, ...]
) -> tuple[CrewRoute, ...]:
    return tuple(one for one in before if one.crew_day in rest.crew_day_of)


def make_rest_problem(
    problem: WeekProblem, plan: WeekPlan, state: DayState
) -> WeekProblem:
    """The problem of what is left of a day; other days have no crews in it."""
    shifts = tuple(_list_shifts(problem, state))
    crews = {one.crew for one in shifts}
    done, later = _split_other_days(problem, plan, state)
    groups = tuple(
        one for one in problem.groups if not (done | later).intersection(one.members)
    )
    partial = {one for each in problem.groups for one in each.members}
    partial -= {one for each in groups for one in each.members}
    left = tuple(
        one for one in problem.candidates if one.id not in done | later | partial
    )
    ids = {one.id for one in left}
    promises = tuple(_list_promises(problem, plan, state, ids, crews))
    promised = {one.candidate for one in promises}
    return replace(
        problem,
        candidates=left,
        crew_days=shifts,
        groups=groups,
        capacities=_subtract_used(problem, state),
        pins=tuple(one for one in problem.pins if one.candidate in promised),
        forbidden=(
            *_keep_prohibitions(problem, ids, crews),
            *_forbid_wrong_order(problem, ids, done, later),
            *_forbid_shared_day(problem, ids, state),
        ),
        orders=tuple(
            one for one in problem.orders if one.first in ids and one.then in ids
        ),
        separations=tuple(_narrow_separations(problem, ids)),
        promises=promises,
    )


def _keep_prohibitions(
    problem: WeekProblem, ids: set[str], crews: set[str]
) -> Iterator[ForbiddenVisit]:
    for one in problem.forbidden:
        if one.candidate in ids and one.crew in (None, *crews):
            yield one


def _list_shifts(problem: WeekProblem, state: DayState) -> Iterator[CrewDay]:
    for one in state.crews:
        shift = problem.crew_day_of[one.crew_day]
        starts_at = min(max(shift.starts_at, one.free_at), shift.ends_at)
        yield replace(shift, starts_at=starts_at, start_place=one.place)


def _split_other_days(
    problem: WeekProblem, plan: WeekPlan, state: DayState
) -> tuple[set[str], set[str]]:
    """Candidates visited before or settled today, and those that other days have."""
    done, later = set(state.settled), set[str]()
    for crew_day, stop in plan.iterate_stops():
        day = problem.crew_day_of[crew_day].day
        if day < state.day:
            done.add(stop.candidate)
        elif day > state.day:
            later.add(stop.candidate)
    return done, later


def _subtract_used(problem: WeekProblem, state: DayState) -> dict[str, tuple[int, ...]]:
    used = dict(state.used)
    return {
        name: tuple(
            max(0, amount - used.get(name, 0)) if day == state.day else amount
            for day, amount in enumerate(amounts)
        )
        for name, amounts in (problem.capacities or {}).items()
    }


def _forbid_wrong_order(
    problem: WeekProblem, ids: set[str], done: set[str], later: set[str]
) -> Iterator[ForbiddenVisit]:
    """No visit today to whatever would then come after what it must precede."""
    for one in problem.orders:
        if one.first in ids and one.then in done:
            yield ForbiddenVisit(one.first)
        if one.then in ids and one.first in later:
            yield ForbiddenVisit(one.then)


def _forbid_shared_day(
    problem: WeekProblem, ids: set[str], state: DayState
) -> Iterator[ForbiddenVisit]:
    """No visit to a member left of a separation whose day is taken already."""
    used = dict(state.used)
    for one in problem.separations:
        if used.get(one.capacity_name):
            yield from (ForbiddenVisit(each) for each in one.members if each in ids)


def _narrow_separations(problem: WeekProblem, ids: set[str]) -> Iterator[DaySeparation]:
    for one in problem.separations:
        left = tuple(each for each in one.members if each in ids)
        if len(left) > 1:
            yield replace(one, members=left)


def _list_promises(
    problem: WeekProblem,
    plan: WeekPlan,
    state: DayState,
    ids: set[str],
    in_service: set[str],
) -> Iterator[PromisedVisit]:
    for route in _list_left(problem, plan, state):
        crew = problem.crew_day_of[route.crew_day].crew
        for stop in route.stops:
            if stop.role == 0 and stop.candidate in ids and crew in in_service:
                yield PromisedVisit(stop.candidate, crew, PROMISE_VALUE)


def _list_moves(
    before: tuple[CrewRoute, ...], after: tuple[CrewRoute, ...]
) -> Iterator[VisitMove]:
    """Every candidate whose visit differs, in order of its id."""
    old, new = _list_parts(before), _list_parts(after)
    for candidate in sorted(old.keys() | new.keys()):
        one, other = old.get(candidate, ()), new.get(candidate, ())
        if one != other:
            yield VisitMove(candidate, one, other)


def _list_parts(routes: tuple[CrewRoute, ...]) -> dict[str, tuple[CrewStop, ...]]:
    found: dict[str, list[CrewStop]] = {}
    for route in routes:
        for stop in route.stops:
            part = CrewStop(route.crew_day, stop.kind, stop.role, stop.starts_at)
            found.setdefault(stop.candidate, []).append(part)
    return {
        one: tuple(sorted(parts, key=lambda part: part.role))
        for one, parts in found.items()
    }
