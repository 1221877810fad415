"""Changes of a week that would let a candidate in, and whether a candidate can be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

import networkx as nx

from unhidden.planning.week.plan import ChangeKind, ProblemChange
from unhidden.planning.week.problem import (
    CrewDay,
    MenuItem,
    VisitCandidate,
    WeekProblem,
)
from unhidden.planning.week.tasks import LEAD, VisitTask, WeekTasks, cut_into_tasks


def can_be_visited(problem: WeekProblem, members: Sequence[str]) -> bool:
    """Whether an otherwise empty week can hold visits to these, all at one hour.

    ``members`` is one candidate, or all of a strike group.
    """
    week = cut_into_tasks(narrow_problem(problem, members))
    if all(not one.is_timed for one in week.tasks):
        return any(
            task.number in week.doable_tasks[crew]
            and _has_room(week, [task], shift.day)
            for crew, shift in enumerate(week.problem.crew_days)
            for task in week.tasks
        )
    return any(
        _can_meet(week, day, hour)
        for day in range(problem.days)
        for hour in sorted(
            {at for task in week.tasks for at in week.list_hours(task, day)}
        )
    )


def narrow_problem(problem: WeekProblem, members: Sequence[str]) -> WeekProblem:
    """The same week with no other candidates."""
    wanted = set(members)
    return replace(
        problem,
        candidates=tuple(one for one in problem.candidates if one.id in wanted),
        groups=tuple(one for one in problem.groups if wanted.issuperset(one.members)),
        pins=tuple(one for one in problem.pins if one.candidate in wanted),
        forbidden=tuple(one for one in problem.forbidden if one.candidate in wanted),
        orders=(),
        separations=(),
        promises=(),
    )


def _has_room(week: WeekTasks, leads: Sequence[VisitTask], day: int) -> bool:
    used: dict[str, int] = {}
    for task in leads:
        for name, amount in task.uses:
            used[name] = used.get(name, 0) + amount
    limits = week.problem.capacity_of
    return all(amount <= limits[name][day] for name, amount in used.items())


def _can_meet(week: WeekTasks, day: int, hour: int) -> bool:
    """Whether every candidate can have a kind, and each part a crew of its own."""
    crews = [
        number
        for number, shift in enumerate(week.problem.crew_days)
        if shift.day == day
    ]
    able = {
        task.number: [
            crew
            for crew in crews
            if task.number in week.doable_tasks[crew]
            and week.is_reachable(task, week.problem.crew_days[crew], hour)
        ]
        for task in week.tasks
    }
    menus = [
        [one for one in leads if all(able[each] for each in _list_roles(week, one))]
        for leads in week.leads_of
    ]
    return any(
        _has_room(week, leads, day)
        and _can_match(
            {each: able[each] for one in leads for each in _list_roles(week, one)}
        )
        for leads in product(*menus)
    )


def _list_roles(week: WeekTasks, lead: VisitTask) -> list[int]:
    """The tasks of a visit by the task that leads it."""
    return [
        week.of_visit[lead.source.id, lead.kind.kind, role].number
        for role in range(LEAD, len(lead.kind.crews))
    ]


def _can_match(able: dict[int, list[int]]) -> bool:
    graph: nx.Graph[object] = nx.Graph()
    parts = [("part", one) for one in able]
    graph.add_nodes_from(parts)
    graph.add_edges_from((("part", one), crew) for one in able for crew in able[one])
    matched = nx.bipartite.maximum_matching(graph, top_nodes=parts)
    return all(one in matched for one in parts)


def apply_change(problem: WeekProblem, change: ProblemChange) -> WeekProblem:
    """The problem with one thing changed, as ``ProblemChange`` describes it."""
    match change.kind:
        case ChangeKind.SKILLS | ChangeKind.SHIFT:
            return _change_crew_day(problem, change)
        case ChangeKind.CAPACITY:
            return _change_capacity(problem, change)
        case ChangeKind.CREWS:
            return _add_crews(problem, change)
        case _:
            return _change_candidate(problem, change)


def _change_crew_day(problem: WeekProblem, change: ProblemChange) -> WeekProblem:
    def change_one(one: CrewDay) -> CrewDay:
        if one.id != change.crew_day:
            return one
        if change.kind is ChangeKind.SKILLS:
            return replace(one, skills=one.skills.union(change.skills))
        return replace(one, ends_at=one.ends_at + change.amount)

    crew_days = tuple(change_one(one) for one in problem.crew_days)
    return replace(problem, crew_days=crew_days)


def _change_capacity(problem: WeekProblem, change: ProblemChange) -> WeekProblem:
    changed = {
        name: tuple(
            amount + change.amount * (name == change.capacity and day == change.day)
            for day, amount in enumerate(amounts)
        )
        for name, amounts in (problem.capacities or {}).items()
    }
    return replace(problem, capacities=changed)


def _add_crews(problem: WeekProblem, change: ProblemChange) -> WeekProblem:
    (model,) = [one for one in problem.crew_days if one.id == change.crew_day]
    more = tuple(
        replace(
            model,
            id=f"{model.id} more {number}",
            crew=f"{model.crew} more {number}",
            skills=model.skills.union(change.skills),
        )
        for number in range(change.amount)
    )
    return replace(problem, crew_days=(*problem.crew_days, *more))


def _change_candidate(problem: WeekProblem, change: ProblemChange) -> WeekProblem:
    is_lifted = change.kind is ChangeKind.RULE

    def change_item(item: MenuItem) -> MenuItem:
        if is_lifted:
            return replace(item, lawful_from=None, lawful_until=None)
        return replace(item, latest=item.latest + change.amount)

    def change_one(one: VisitCandidate) -> VisitCandidate:
        if one.id != change.candidate:
            return one
        if change.kind is ChangeKind.DAY:
            more = () if change.day is None else (change.day,)
            return replace(one, days=one.days.union(more))
        return replace(one, menu=tuple(change_item(item) for item in one.menu))

    def is_kept(candidate: str) -> bool:
        return not is_lifted or candidate != change.candidate

    return replace(
        problem,
        candidates=tuple(change_one(one) for one in problem.candidates),
        pins=tuple(one for one in problem.pins if is_kept(one.candidate)),
        forbidden=tuple(one for one in problem.forbidden if is_kept(one.candidate)),
    )


def apply_changes(
    problem: WeekProblem, changes: Sequence[ProblemChange]
) -> WeekProblem:
    """The problem with each change applied after the other."""
    for one in changes:
        problem = apply_change(problem, one)
    return problem


def iterate_parts(members: Sequence[VisitCandidate]) -> Iterator[frozenset[str]]:
    """The skills that each part of each kind of visit asks for."""
    for one in members:
        for item in one.menu:
            yield from item.crews
