"""Whether visits can be made at all in an empty week, found by trying everything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from unhidden.planning.week.problem import (
    CrewDay,
    MenuItem,
    VisitCandidate,
    WeekProblem,
)


@dataclass(frozen=True, slots=True)
class VisitPart:
    """One crew's part in a visit of one kind."""

    candidate: VisitCandidate
    item: MenuItem
    role: int


def can_place(problem: WeekProblem, members: Sequence[str]) -> bool:
    """Whether some crews can visit these at one hour, and do nothing else."""
    chosen = [problem.candidate_of[one] for one in members]
    grouped = {one for group in problem.groups for one in group.members}
    for items in product(*(one.menu for one in chosen)):
        parts = list_parts(chosen, items)
        is_alone = len(parts) == 1 and members[0] not in grouped
        is_alone = is_alone and members[0] not in problem.ordered_candidates
        for day in range(problem.days):
            if not has_capacity(problem, chosen, items, day):
                continue
            shifts = [one for one in problem.crew_days if one.day == day]
            step = 1 if is_alone and not items[0].is_on_grid else problem.grid
            if any(
                _can_share(problem, parts, shifts, start)
                for start in _list_starts(items, day, step)
            ):
                return True
    return False


def list_parts(
    chosen: Sequence[VisitCandidate], items: Sequence[MenuItem]
) -> list[VisitPart]:
    """Every part of visits of these kinds."""
    return [
        VisitPart(candidate, item, role)
        for candidate, item in zip(chosen, items, strict=True)
        for role in range(len(item.crews))
    ]


def has_capacity(
    problem: WeekProblem,
    chosen: Sequence[VisitCandidate],
    items: Sequence[MenuItem],
    day: int,
    taken: Counter[str] | None = None,
) -> bool:
    """Whether a day holds what these visits take, beside what is taken already."""
    wanted = Counter(taken or {})
    for item in items:
        for name, amount in item.uses:
            wanted[name] += amount
    limits = problem.capacities or {}
    return all(amount <= limits[name][day] for name, amount in wanted.items())


def _list_starts(items: Sequence[MenuItem], day: int, step: int) -> Iterator[int]:
    first = max(item.find_window(day)[0] for item in items)
    last = min(item.find_window(day)[1] for item in items)
    yield from range(-(-first // step) * step, last + 1, step)


def _can_share(
    problem: WeekProblem, parts: Sequence[VisitPart], shifts: list[CrewDay], start: int
) -> bool:
    """Whether these crews can have a part each; parts with fewest crews come first."""
    able = [
        [one.id for one in shifts if may_begin(problem, one, part, start)]
        for part in parts
    ]
    able.sort(key=len)

    def share(number: int, taken: frozenset[str]) -> bool:
        return number == len(able) or any(
            share(number + 1, taken | {crew})
            for crew in able[number]
            if crew not in taken
        )

    return share(0, frozenset())


def may_begin(
    problem: WeekProblem, shift: CrewDay, part: VisitPart, start: int
) -> bool:
    """Whether a crew with nothing else to do may begin a part at a minute."""
    candidate, item = part.candidate, part.item
    there = problem.travel[shift.start_place][candidate.place]
    back = problem.travel[candidate.place][shift.end_place]
    first, last = item.find_window(shift.day)
    return (
        may_take(problem, shift, part)
        and max(first, shift.starts_at + there) <= start <= last
        and start + item.minutes + back <= shift.ends_at
        and _keeps_hour(problem, candidate, start)
    )


def _keeps_hour(problem: WeekProblem, candidate: VisitCandidate, start: int) -> bool:
    pin = problem.pin_of.get(candidate.id)
    return pin is None or pin.starts_at in (None, start)


def may_take(problem: WeekProblem, shift: CrewDay, part: VisitPart) -> bool:
    """Whether day, skills, pins and prohibitions let a crew have a part."""
    candidate, item = part.candidate, part.item
    pin = problem.pin_of.get(candidate.id)
    keeps_pin = pin is None or (
        pin.kind in (None, item.kind)
        and pin.day in (None, shift.day)
        and (
            part.role > 0
            or (pin.crew in (None, shift.crew) and pin.people <= shift.people)
        )
    )
    return (
        keeps_pin
        and shift.day in candidate.days
        and item.crews[part.role] <= shift.skills
        and not any(
            rule.candidate == candidate.id
            and rule.crew in (None, shift.crew)
            and rule.day in (None, shift.day)
            and rule.kind in (None, item.kind)
            for rule in problem.forbidden
        )
    )
