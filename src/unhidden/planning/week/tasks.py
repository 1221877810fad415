"""A problem of a week cut into tasks: one crew's part in one kind of visit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from unhidden.planning.week.problem import (
    CrewDay,
    ForbiddenVisit,
    MenuItem,
    PromisedVisit,
    VisitCandidate,
    VisitPin,
    WeekProblem,
)

LEAD = 0
#: What a crew does: numbers of tasks with the minute each begins.
Stops = tuple[tuple[int, int], ...]
#: What keeping one pin counts for while searching: more than any week is worth.
PIN_VALUE = 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class VisitTask:
    """One crew's part in a visit of one kind to one candidate.

    ``number`` is its place among the tasks, ``candidate`` that among the candidates.
    ``value`` belongs to the crew that leads. A timed task is one thing at each hour of
    the grid: it has partners at its hour (the members of its group, or the crews that
    come along), or an order with another candidate.
    """

    number: int
    candidate: int
    item: int
    role: int
    source: VisitCandidate
    kind: MenuItem
    value: int
    uses: tuple[tuple[str, int], ...]
    group: int | None
    is_ordered: bool
    pin: VisitPin | None
    forbidden: tuple[ForbiddenVisit, ...]
    promises: tuple[PromisedVisit, ...]

    @property
    def place_number(self) -> int:
        """Where it is done."""
        return self.source.place

    @property
    def is_timed(self) -> bool:
        """Whether each hour of the grid is an option of its own."""
        return self.has_partners or self.is_ordered

    @property
    def has_partners(self) -> bool:
        """Whether others must begin at the same hour."""
        return self.group is not None or len(self.kind.crews) > 1

    @property
    def is_on_grid(self) -> bool:
        """Whether it begins at an hour of the grid only."""
        return self.is_timed or self.kind.is_on_grid

    @property
    def is_pinned(self) -> bool:
        """Whether doing it keeps a pin, which counts for PIN_VALUE."""
        return self.pin is not None and self.role == LEAD

    @property
    def lead_uses(self) -> tuple[tuple[str, int], ...]:
        """What the visit takes of the day's capacities, counted once."""
        return self.uses if self.role == LEAD else ()

    def find_window(self, day: int) -> tuple[int, int]:
        """The first and last minute at which it may begin on a day, its pin kept."""
        earliest, latest = self.kind.find_window(day)
        hour = None if self.pin is None else self.pin.starts_at
        if hour is None:
            return earliest, latest
        return max(hour, earliest), min(hour, latest)

    def measure_worth(self, shift: CrewDay) -> int:
        """What it brings when this crew does it, promises kept with it."""
        if self.role != LEAD:
            return self.value
        return self.value + sum(
            one.value for one in self.promises if one.crew == shift.crew
        )

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
        is_its_crew = self.role != LEAD or (
            pin.crew in (None, shift.crew) and pin.people <= shift.people
        )
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
    def doable_tasks(self) -> tuple[frozenset[int], ...]:
        """The same as sets."""
        return tuple(frozenset(one) for one in self.eligible)

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

    @cached_property
    def order_moments(self) -> tuple[tuple[tuple[int, int], ...], ...]:
        """For each order, days and hours at which its second visit could begin."""
        candidates = self.problem.candidate_of
        return tuple(
            tuple(
                sorted(
                    {
                        (day, hour)
                        for task in self.tasks
                        if task.source is candidates[order.then] and task.role == LEAD
                        for day in task.source.days
                        for hour in self.list_hours(task, day)
                    }
                )
            )
            for order in self.problem.orders
        )

    def list_hours(self, task: VisitTask, day: int) -> range:
        """The hours of the grid at which a task may begin on a day."""
        earliest, latest = task.find_window(day)
        grid = self.problem.grid
        return range(round_up(earliest, grid), latest + 1, grid)

    def first_start(self, task: VisitTask, day: int, at: int, since: int) -> int:
        """The first minute it can begin, coming from a place since a minute."""
        earliest, _ = task.find_window(day)
        start = max(earliest, since + self.travel_minutes[at][task.place_number])
        return round_up(start, self.problem.grid) if task.is_on_grid else start

    def is_reachable(self, task: VisitTask, shift: CrewDay, start: int) -> bool:
        """Whether a crew with nothing else to do makes it from this minute."""
        there = self.travel_minutes[shift.start_place][task.place_number]
        back = self.travel_minutes[task.place_number][shift.end_place]
        earliest, latest = task.find_window(shift.day)
        return (
            max(shift.starts_at + there, earliest) <= start <= latest
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
    start = week.first_start(task, shift.day, shift.start_place, shift.starts_at)
    return week.is_reachable(task, shift, start)


def _number_tasks(problem: WeekProblem) -> Iterable[VisitTask]:
    groups = {
        member: number
        for number, group in enumerate(problem.groups)
        for member in group.members
    }
    promises: dict[str, list[PromisedVisit]] = defaultdict(list)
    for one in problem.promises:
        promises[one.candidate].append(one)
    number = 0
    for index, candidate in enumerate(problem.candidates):
        pin = problem.pin_of.get(candidate.id)
        for position, item in enumerate(candidate.menu):
            if pin is not None and pin.kind not in (None, item.kind):
                continue
            forbidden = _prohibitions(problem, candidate, item)
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
                    uses=problem.list_uses(candidate, item),
                    group=groups.get(candidate.id),
                    is_ordered=candidate.id in problem.ordered_candidates,
                    pin=pin,
                    forbidden=forbidden,
                    promises=tuple(
                        one
                        for one in promises[candidate.id]
                        if one.kind in (None, item.kind)
                    ),
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
