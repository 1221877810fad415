"""What makes a problem of a week unsolvable as data, said before anybody solves it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import numpy as np

from unhidden.planning.week.problem import WeekProblem

LATEST_MINUTE = 2 * 24 * 60


class FaultyProblem(ValueError):
    """A problem that says what cannot be; its text has one sentence for each fault."""


def check_problem(problem: WeekProblem) -> None:
    """Raise FaultyProblem when the data contradict themselves."""
    if found := list(find_faults(problem)):
        raise FaultyProblem(" ".join(found))


def find_faults(problem: WeekProblem) -> Iterator[str]:
    """One sentence for each fault of the data; nothing when they may be solved."""
    yield from _find_repeats(problem)
    yield from _find_strangers(problem)
    yield from _find_wrong_places(problem)
    yield from _find_wrong_days(problem)
    yield from _find_wrong_visits(problem)
    yield from _find_contradictions(problem)


def _find_repeats(problem: WeekProblem) -> Iterator[str]:
    members = [one for group in problem.groups for one in group.members]
    for noun, ids in (
        ("Candidate", [one.id for one in problem.candidates]),
        ("Crew-day", [one.id for one in problem.crew_days]),
        ("Group", [one.id for one in problem.groups]),
        ("Member of a group", members),
        ("Pin of candidate", [one.candidate for one in problem.pins]),
        ("Separation", [one.id for one in problem.separations]),
        ("Order", [f"{one.first} before {one.then}" for one in problem.orders]),
    ):
        for repeated in _find_twice(ids):
            yield f"{noun} {repeated} is there more than once."
    for one in problem.candidates:
        for kind in _find_twice(item.kind for item in one.menu):
            yield f"Candidate {one.id} has {kind} on its menu more than once."


def _find_twice(ids: Iterable[str]) -> list[str]:
    return [one for one, times in Counter(ids).items() if times > 1]


def _find_strangers(problem: WeekProblem) -> Iterator[str]:
    named = [
        (f"group {group.id}", each)
        for group in problem.groups
        for each in group.members
    ]
    named += [("a pin", one.candidate) for one in problem.pins]
    named += [("a forbidden visit", one.candidate) for one in problem.forbidden]
    named += [("a promise", one.candidate) for one in problem.promises]
    for order in problem.orders:
        named += [("an order", order.first), ("an order", order.then)]
    for one in problem.separations:
        named += [(f"separation {one.id}", each) for each in one.members]
    for where, candidate in named:
        if candidate not in problem.candidate_of:
            yield f"Candidate {candidate} of {where} is not in the problem."
    yield from _find_strange_crews(problem)
    used = {
        (one.id, name)
        for one in problem.candidates
        for item in one.menu
        for name, _ in item.uses
    }
    for candidate, name in sorted(used):
        if name not in problem.capacity_of:
            yield f"Candidate {candidate} uses {name}, of which nothing is said."


def _find_strange_crews(problem: WeekProblem) -> Iterator[str]:
    crews = {one.crew for one in problem.crew_days}
    named = [(one.crew, one.candidate) for one in problem.pins]
    named += [(one.crew, one.candidate) for one in problem.forbidden]
    for crew, candidate in named:
        if crew is not None and crew not in crews:
            yield f"Crew {crew}, named with {candidate}, has no shift."


def _find_wrong_places(problem: WeekProblem) -> Iterator[str]:
    size = len(problem.travel)
    if any(len(row) != size for row in problem.travel):
        yield "The table of travel times is not square."
        return
    places = [(f"candidate {one.id}", one.place) for one in problem.candidates]
    for shift in problem.crew_days:
        places += [(f"crew-day {shift.id}", shift.start_place)]
        places += [(f"crew-day {shift.id}", shift.end_place)]
    for whose, place in places:
        if not 0 <= place < size:
            yield f"The place of {whose} is not in the table of travel times."
    minutes = np.array(problem.travel).reshape(size, size)
    if (minutes < 0).any():
        yield "A travel time is less than nothing."
    elif (minutes != shorten_ways(minutes)).any():
        yield "A detour is shorter than its way: shorten the table of travel times."


def shorten_ways(minutes: np.ndarray) -> np.ndarray:
    """The shortest ways through a table of travel times, detours allowed."""
    shortest = minutes.copy()
    for by in range(len(shortest)):
        np.minimum(shortest, shortest[:, by : by + 1] + shortest[by], out=shortest)
    return shortest


def _find_wrong_days(problem: WeekProblem) -> Iterator[str]:
    for shift in problem.crew_days:
        if not 0 <= shift.day < problem.days:
            yield f"Crew-day {shift.id} lies outside the week."
        if not 0 <= shift.starts_at <= shift.ends_at <= LATEST_MINUTE:
            yield f"Crew-day {shift.id} ends before it starts, or after two days."
    shifts = Counter((one.crew, one.day) for one in problem.crew_days)
    for (crew, day), times in shifts.items():
        if times > 1:
            yield f"Crew {crew} has more than one shift on day {day}."
    yield from _find_wrong_amounts(problem)


def _find_wrong_amounts(problem: WeekProblem) -> Iterator[str]:
    for name, amounts in problem.capacity_of.items():
        if len(amounts) != problem.days or min(amounts, default=0) < 0:
            yield f"Capacity {name} needs one amount for each day, none below nothing."
    if problem.grid < 1:
        yield "The grid of strike hours needs at least a minute."


def _find_wrong_visits(problem: WeekProblem) -> Iterator[str]:
    for one in problem.candidates:
        for item in one.menu:
            if item.minutes < 1 or not item.crews or item.earliest < 0:
                yield f"{item.kind} at candidate {one.id} lasts no time or has no crew."
            if item.value < 0 or any(amount < 0 for _, amount in item.uses):
                yield f"{item.kind} at candidate {one.id} has an amount below nothing."


def _find_contradictions(problem: WeekProblem) -> Iterator[str]:
    """Groups, orders and separations of which no two can hold at once."""
    group_of = {one: group.id for group in problem.groups for one in group.members}
    for order in problem.orders:
        if order.first == order.then:
            yield f"Candidate {order.first} is to be visited before itself."
        elif group_of.get(order.first, "") == group_of.get(order.then):
            yield f"{order.first} and {order.then} are struck at one hour, in no order."
    for one in problem.separations:
        groups = [group_of[member] for member in one.members if member in group_of]
        for repeated in _find_twice(groups):
            yield f"Separation {one.id} keeps members of group {repeated} apart."
        for member in _find_twice(one.members):
            yield f"Separation {one.id} names {member} more than once."
