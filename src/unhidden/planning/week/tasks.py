"""A problem of a week cut into tasks: one crew's part in one kind of visit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from unhidden.planning.week.problem import (
    CrewDay,
    ForbiddenVisit,
    MenuItem,
    VisitCandidate,
    VisitPin,
    WeekProblem,
)

LEAD = 0
#: What keeping one pin counts for while searching: more than any week is worth.
PIN_VALUE = 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class VisitTask:
    """One crew's part in a visit of one kind to one candidate.

    ``number`` is its place among the tasks, ``candidate`` that among the candidates.
    ``value`` belongs to the crew that leads. A timed task has partners at one hour: the
    members of its group, or the crews that come along.
    """

    number: int
    candidate: int
    item: int
    role: int
    source: VisitCandidate
    kind: MenuItem
    value: int
    earliest: int
    latest: int
    group: int | None
    pin: VisitPin | None
    forbidden: tuple[ForbiddenVisit, ...]

    @property
    def place_number(self) -> int:
        """Where it is done."""
        return self.source.place

    @property
    def is_timed(self) -> bool:
        """Whether others must begin at the same hour."""
        return self.group is not None or len(self.kind.crews) > 1

    @property
    def is_on_grid(self) -> bool:
        """Whether it begins at an hour of the grid only."""
        return self.is_timed or self.kind.is_on_grid

    @property
    def lead_uses(self) -> tuple[tuple[str, int], ...]:
        """What the visit takes of the day's capacities, counted once."""
        return self.kind.uses if self.role == LEAD else ()

    def may_be_done_by(self, shift: CrewDay) -> bool:
        """Whether skill, day, pin and prohibition let this crew do it, at any hour."""
        return (
            shift.day in self.source.days
            and self.kind.crews[self.role] <= shift.skills
            and self._keeps_pin(shift)
            and not any(_forbids(rule, shift) for rule in self.forbidden)
        )

    def _keeps_pin(self, shift: CrewDay) -> bool:
        pin = self.pin
        if pin is None:
            return True
        is_its_crew = self.role != LEAD or pin.crew in (None, shift.crew)
        return pin.day in (None, shift.day) and is_its_crew


def _forbids(rule: ForbiddenVisit, shift: CrewDay) -> bool:
    return rule.crew in (None, shift.crew) and rule.day in (None, shift.day)


@dataclass(frozen=True)
class WeekTasks:
    """A problem with its tasks, and for each crew-day those it could do alone."""

    problem: WeekProblem
    tasks: tuple[VisitTask, ...]
    of_visit: Mapping[tuple[str, str, int], VisitTask]
    eligible: tuple[tuple[int, ...], ...]

    @cached_property
    def travel_minutes(self) -> tuple[tuple[int, ...], ...]:
        """Minutes from place to place."""
        return self.problem.travel

    @cached_property
    def travel_array(self) -> np.ndarray:
        """The same for arithmetic."""
        return np.array(self.problem.travel, dtype=np.int32)

    @cached_property
    def group_members(self) -> tuple[tuple[int, ...], ...]:
        """The candidates of each group."""
        index = {one.id: number for number, one in enumerate(self.problem.candidates)}
        return tuple(
            tuple(index[one] for one in group.members) for group in self.problem.groups
        )

    @cached_property
    def leads_of(self) -> tuple[tuple[VisitTask, ...], ...]:
        """The leading tasks of each candidate."""
        found: list[list[VisitTask]] = [[] for _ in self.problem.candidates]
        for task in self.tasks:
            if task.role == LEAD:
                found[task.candidate].append(task)
        return tuple(tuple(each) for each in found)

    def first_start(self, task: VisitTask, at: int, since: int) -> int:
        """The first minute it can begin, coming from a place since a minute."""
        start = max(task.earliest, since + self.travel_minutes[at][task.place_number])
        return round_up(start, self.problem.grid) if task.is_on_grid else start

    def is_reachable(self, task: VisitTask, shift: CrewDay, start: int) -> bool:
        """Whether a crew with nothing else to do makes it from this minute."""
        there = self.travel_minutes[shift.start_place][task.place_number]
        back = self.travel_minutes[task.place_number][shift.end_place]
        return (
            shift.starts_at + there <= start <= task.latest
            and start + task.kind.minutes + back <= shift.ends_at
        )


def round_up(minute: int, grid: int) -> int:
    """The first minute of the grid that is not before ``minute``."""
    return -(-minute // grid) * grid


def cut_into_tasks(problem: WeekProblem) -> WeekTasks:
    """Cut every visit that a pin or a prohibition leaves possible into tasks."""
    tasks = tuple(_number_tasks(problem))
    bare = WeekTasks(problem, tasks, {}, ())
    return WeekTasks(
        problem=problem,
        tasks=tasks,
        of_visit={(one.source.id, one.kind.kind, one.role): one for one in tasks},
        eligible=tuple(
            tuple(one.number for one in tasks if _is_doable(bare, one, shift))
            for shift in problem.crew_days
        ),
    )


def _is_doable(week: WeekTasks, task: VisitTask, shift: CrewDay) -> bool:
    if not task.may_be_done_by(shift):
        return False
    start = week.first_start(task, shift.start_place, shift.starts_at)
    return week.is_reachable(task, shift, start)


def _number_tasks(problem: WeekProblem) -> Iterable[VisitTask]:
    groups = {
        member: number
        for number, group in enumerate(problem.groups)
        for member in group.members
    }
    number = 0
    for index, candidate in enumerate(problem.candidates):
        pin = problem.pin_of.get(candidate.id)
        for position, item in enumerate(candidate.menu):
            if pin is not None and pin.kind not in (None, item.kind):
                continue
            forbidden = _prohibitions(problem, candidate, item)
            hour = None if pin is None else pin.starts_at
            for role in range(len(item.crews)):
                extra = PIN_VALUE if pin is not None else 0
                yield VisitTask(
                    number=number,
                    candidate=index,
                    item=position,
                    role=role,
                    source=candidate,
                    kind=item,
                    value=item.value + extra if role == LEAD else 0,
                    earliest=item.earliest
                    if hour is None
                    else max(hour, item.earliest),
                    latest=item.latest if hour is None else min(hour, item.latest),
                    group=groups.get(candidate.id),
                    pin=pin,
                    forbidden=forbidden,
                )
                number += 1


def _prohibitions(
    problem: WeekProblem, candidate: VisitCandidate, item: MenuItem
) -> tuple[ForbiddenVisit, ...]:
    return tuple(
        one
        for one in problem.forbidden
        if one.candidate == candidate.id and one.kind in (None, item.kind)
    )
