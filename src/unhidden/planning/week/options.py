"""What each crew-day may be asked to do, as arrays that pricing reads.

A task with partners at one hour becomes one option for each hour of the grid at which
the others can be there too. So "at the same hour" is a row of a linear program.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import networkx as nx
import numpy as np

from unhidden.planning.week.problem import DAY_MINUTES, CrewDay
from unhidden.planning.week.tasks import LEAD, VisitTask, WeekTasks

#: Which row of the linear program: its kind, and what tells it from others.
RowKey = tuple[str | int, ...]
#: A group, a day and an hour at which all its members can be led at once.
StrikeHour = tuple[int, int, int]


@dataclass(frozen=True)
class CrewOptions:
    """The options of one crew-day, one place in each array for each option.

    ``entry_*`` list the coefficients of all options in the rows of the linear program.
    """

    shift: CrewDay
    number: int
    task: np.ndarray
    candidate: np.ndarray
    place: np.ndarray
    earliest: np.ndarray
    latest: np.ndarray
    minutes: np.ndarray
    is_on_grid: np.ndarray
    value: np.ndarray
    entry_option: np.ndarray
    entry_row: np.ndarray
    entry_amount: np.ndarray

    @cached_property
    def at_hour(self) -> Mapping[tuple[int, int | None], int]:
        """The option of a task; of a timed one, by its hour."""
        return {
            (int(task), int(first) if first == last else None): position
            for position, (task, first, last) in enumerate(
                zip(self.task, self.earliest, self.latest, strict=True)
            )
        }

    @cached_property
    def entries_of(self) -> tuple[tuple[tuple[int, int], ...], ...]:
        """The rows and amounts of each option."""
        found: list[list[tuple[int, int]]] = [[] for _ in self.task]
        for option, row, amount in zip(
            self.entry_option, self.entry_row, self.entry_amount, strict=True
        ):
            found[option].append((int(row), int(amount)))
        return tuple(tuple(each) for each in found)

    def find_option(self, task: int, start: int) -> int | None:
        """The option by which a task begins at a minute; None where there is none."""
        exact = self.at_hour.get((task, start))
        return self.at_hour.get((task, None)) if exact is None else exact

    def reward_options(self, duals: np.ndarray) -> np.ndarray:
        """What each option brings once the rows it takes from are paid for."""
        paid = np.bincount(
            self.entry_option,
            weights=self.entry_amount * duals[self.entry_row],
            minlength=len(self.task),
        )
        return np.asarray(self.value - paid)


@dataclass(frozen=True)
class OptionTable:
    """All options, the rows they take from, and the hours at which groups may go."""

    week: WeekTasks
    crews: tuple[CrewOptions, ...]
    rows: Mapping[RowKey, int]
    strikes: tuple[StrikeHour, ...]


def make_options(week: WeekTasks) -> OptionTable:
    """Lay out options and rows; hours no matching of crews can serve are left out."""
    strikes = tuple(find_strike_hours(week))
    hours = _hours_of_tasks(week, strikes)
    rows: dict[RowKey, int] = {}
    for key in (*_list_plain_rows(week), *_list_hour_rows(week, hours, strikes)):
        rows.setdefault(key, len(rows))
    crews = tuple(
        _options_of(week, number, hours, rows)
        for number in range(len(week.problem.crew_days))
    )
    return OptionTable(week, crews, rows, strikes)


def find_strike_hours(week: WeekTasks) -> Iterator[StrikeHour]:
    """Every group, day and hour at which each member can have a crew of its own."""
    for group, members in enumerate(week.group_members):
        leads = [week.leads_of[member] for member in members]
        for day in range(week.problem.days):
            hours = {
                hour
                for tasks in leads
                for task in tasks
                for hour in week.list_hours(task, day)
            }
            for hour in sorted(hours):
                if is_matchable(week, leads, day, hour):
                    yield group, day, hour


def is_matchable(
    week: WeekTasks, leads: list[tuple[VisitTask, ...]], day: int, hour: int
) -> bool:
    """Whether different crews can lead at every member at this hour (Hall's test)."""
    graph: nx.Graph[object] = nx.Graph()
    members = [("member", number) for number in range(len(leads))]
    graph.add_nodes_from(members)
    for number, shift in enumerate(week.problem.crew_days):
        if shift.day != day:
            continue
        eligible = set(week.eligible[number])
        for member, tasks in zip(members, leads, strict=True):
            if any(
                task.number in eligible and week.is_reachable(task, shift, hour)
                for task in tasks
            ):
                graph.add_edge(member, number)
    if any(graph.degree(member) == 0 for member in members):
        return False
    matched = nx.bipartite.maximum_matching(graph, top_nodes=members)
    return all(member in matched for member in members)


def _hours_of_tasks(
    week: WeekTasks, strikes: tuple[StrikeHour, ...]
) -> dict[int, dict[int, list[int]]]:
    """The hours by day of every timed task."""
    of_group: dict[int, dict[int, list[int]]] = {}
    for group, day, hour in strikes:
        of_group.setdefault(group, {}).setdefault(day, []).append(hour)
    found: dict[int, dict[int, list[int]]] = {}
    for task in week.tasks:
        if task.group is not None:
            days = of_group.get(task.group, {})
            found[task.number] = {
                day: [hour for hour in hours if hour in week.list_hours(task, day)]
                for day, hours in days.items()
            }
        elif task.is_timed:
            found[task.number] = {
                day: list(week.list_hours(task, day)) for day in task.source.days
            }
    return found


def _list_plain_rows(week: WeekTasks) -> Iterator[RowKey]:
    for number in range(len(week.problem.candidates)):
        yield "candidate", number
    for number in range(len(week.problem.crew_days)):
        yield "crew", number
    for name in week.problem.capacity_of:
        for day in range(week.problem.days):
            yield "capacity", name, day


def _list_hour_rows(
    week: WeekTasks,
    hours: dict[int, dict[int, list[int]]],
    strikes: tuple[StrikeHour, ...],
) -> Iterator[RowKey]:
    for task in week.tasks:
        for day, starts in hours.get(task.number, {}).items():
            for hour in starts if task.has_partners else ():
                yield from (key for key, _ in _timed_entries(task, day, hour))
    for group, day, hour in strikes:
        for member in week.group_members[group]:
            yield "hour", member, day, hour
    for number, moments in enumerate(week.order_moments):
        for day, hour in moments:
            yield "order", number, day, hour


def list_order_entries(
    week: WeekTasks, task: VisitTask, day: int, hour: int
) -> Iterator[tuple[RowKey, int]]:
    """The moments at which an ordered visit keeps the other of its order away.

    At each moment either the first visit has not ended yet, or the other has begun; or
    neither. So every two visits in the wrong order meet in a row.
    """
    begins = day * DAY_MINUTES + hour
    ends = begins + task.kind.minutes
    for number, order in enumerate(week.problem.orders):
        for at_day, at in week.order_moments[number]:
            moment = at_day * DAY_MINUTES + at
            is_first_on = order.first == task.source.id and moment < ends
            if is_first_on or (order.then == task.source.id and moment >= begins):
                yield ("order", number, at_day, at), 1


def _timed_entries(
    task: VisitTask, day: int, hour: int
) -> Iterator[tuple[RowKey, int]]:
    """The rows that make a crew's partners come at the same hour."""
    if task.role != LEAD:
        yield ("support", task.candidate, task.item, task.role, day, hour), -1
        return
    if task.group is not None:
        yield ("hour", task.candidate, day, hour), 1
    for role in range(1, len(task.kind.crews)):
        yield ("support", task.candidate, task.item, role, day, hour), 1


def _options_of(
    week: WeekTasks,
    number: int,
    hours: dict[int, dict[int, list[int]]],
    rows: Mapping[RowKey, int],
) -> CrewOptions:
    shift = week.problem.crew_days[number]
    found: list[tuple[VisitTask, int, int]] = []
    for position in week.eligible[number]:
        task = week.tasks[position]
        if position not in hours:
            found.append((task, *task.find_window(shift.day)))
            continue
        found += [
            (task, hour, hour)
            for hour in hours[position].get(shift.day, [])
            if week.is_reachable(task, shift, hour)
        ]
    entries = [
        (option, rows[key], amount)
        for option, (task, first, _) in enumerate(found)
        for key, amount in _entries(week, task, shift.day, first)
    ]
    return CrewOptions(
        shift=shift,
        number=number,
        task=_column([task.number for task, _, _ in found]),
        candidate=_column([task.candidate for task, _, _ in found]),
        place=_column([task.place_number for task, _, _ in found]),
        earliest=_column([first for _, first, _ in found]),
        latest=_column([last for _, _, last in found]),
        minutes=_column([task.kind.minutes for task, _, _ in found]),
        is_on_grid=_column([int(task.is_on_grid) for task, _, _ in found]),
        value=np.array(
            [task.measure_worth(shift) for task, _, _ in found], dtype=float
        ),
        entry_option=_column([option for option, _, _ in entries]),
        entry_row=_column([row for _, row, _ in entries]),
        entry_amount=_column([amount for _, _, amount in entries]),
    )


def _column(values: list[int]) -> np.ndarray:
    return np.array(values, dtype=np.int32)


def _entries(
    week: WeekTasks, task: VisitTask, day: int, hour: int
) -> Iterator[tuple[RowKey, int]]:
    """Every row in which a task counts, with its amount."""
    if task.role == LEAD:
        yield ("candidate", task.candidate), 1
    for name, amount in task.lead_uses:
        yield ("capacity", name, day), amount
    if task.has_partners:
        yield from _timed_entries(task, day, hour)
    if task.is_ordered and task.role == LEAD:
        yield from list_order_entries(week, task, day, hour)
