"""A change of a week made as its description says, without the planner's code."""

from __future__ import annotations

from dataclasses import replace

from unhidden.planning.week.plan import ChangeKind, ProblemChange
from unhidden.planning.week.problem import CrewDay, VisitCandidate, WeekProblem


def change_week(problem: WeekProblem, change: ProblemChange) -> WeekProblem:
    """The week with the change made; raises ValueError where it names nothing there."""
    crew_days = {one.id for one in problem.crew_days}
    candidates = {one.id for one in problem.candidates}
    if change.kind in (ChangeKind.SKILLS, ChangeKind.SHIFT, ChangeKind.CREWS):
        if change.crew_day not in crew_days:
            raise ValueError(f"There is no crew-day {change.crew_day} to change.")
        return _change_shifts(problem, change)
    if change.kind is ChangeKind.CAPACITY:
        return _raise_capacity(problem, change)
    if change.candidate not in candidates:
        raise ValueError(f"There is no candidate {change.candidate} to change.")
    return _change_place(problem, change)


def _change_shifts(problem: WeekProblem, change: ProblemChange) -> WeekProblem:
    shifts: list[CrewDay] = []
    for one in problem.crew_days:
        is_meant = one.id == change.crew_day
        if is_meant and change.kind is ChangeKind.SKILLS:
            shifts.append(replace(one, skills=one.skills | set(change.skills)))
        elif is_meant and change.kind is ChangeKind.SHIFT:
            shifts.append(replace(one, ends_at=one.ends_at + change.amount))
        else:
            shifts.append(one)
        for number in range(change.amount if is_meant else 0):
            if change.kind is ChangeKind.CREWS:
                name = f"new crew {number} like {one.id}"
                skills = one.skills | set(change.skills)
                shifts.append(replace(one, id=name, crew=name, skills=skills))
    return replace(problem, crew_days=tuple(shifts))


def _raise_capacity(problem: WeekProblem, change: ProblemChange) -> WeekProblem:
    capacities = {name: list(one) for name, one in (problem.capacities or {}).items()}
    if change.capacity not in capacities or change.day is None:
        raise ValueError(f"There is no capacity {change.capacity} to change.")
    capacities[change.capacity][change.day] += change.amount
    return replace(
        problem, capacities={name: tuple(one) for name, one in capacities.items()}
    )


def _change_place(problem: WeekProblem, change: ProblemChange) -> WeekProblem:
    places: list[VisitCandidate] = []
    for one in problem.candidates:
        if one.id != change.candidate:
            places.append(one)
        elif change.kind is ChangeKind.DAY and change.day is not None:
            places.append(replace(one, days=one.days | {change.day}))
        elif change.kind is ChangeKind.WINDOW:
            menu = [
                replace(item, latest=item.latest + change.amount) for item in one.menu
            ]
            places.append(replace(one, menu=tuple(menu)))
        else:
            menu = [
                replace(item, lawful_from=None, lawful_until=None) for item in one.menu
            ]
            places.append(replace(one, menu=tuple(menu)))
    is_lifted = change.kind is ChangeKind.RULE
    return replace(
        problem,
        candidates=tuple(places),
        pins=tuple(
            one
            for one in problem.pins
            if not is_lifted or one.candidate != change.candidate
        ),
        forbidden=tuple(
            one
            for one in problem.forbidden
            if not is_lifted or one.candidate != change.candidate
        ),
    )
