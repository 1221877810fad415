"""The smallest change of a week that lets a candidate in that no crew could visit.

Changes are weighed in minutes: a minute of a window or a shift is one, a skill or a
place an hour, another day five, a crew eight, and a rule ten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from unhidden.planning.week.changes import (
    apply_changes,
    can_be_visited,
    iterate_parts,
    narrow_problem,
)
from unhidden.planning.week.plan import ChangeKind, ProblemChange
from unhidden.planning.week.problem import CrewDay, WeekProblem

HOUR = 60
WEIGHT_OF = {
    ChangeKind.SKILLS: HOUR,
    ChangeKind.CAPACITY: HOUR,
    ChangeKind.DAY: 5 * HOUR,
    ChangeKind.CREWS: 8 * HOUR,
    ChangeKind.RULE: 10 * HOUR,
}
#: No window and no shift is made longer than by this, nor a crew taught more skills.
MOST_MINUTES, MOST_SKILLS = 4 * HOUR, 3
LONGEST_WINDOW = 24 * HOUR


def find_smallest_change(
    problem: WeekProblem, members: Sequence[str]
) -> tuple[ProblemChange, ...]:
    """The lightest one change that works, or else several together.

    Nothing where even those do not: without a menu, or in a week without crews.
    """
    narrow = narrow_problem(problem, members)

    def lets_in(*changes: ProblemChange) -> bool:
        return can_be_visited(apply_changes(narrow, changes), members)

    for one in sorted(_list_single(narrow, lets_in), key=_weigh_change):
        if lets_in(one):
            return (one,)
    return _find_several(narrow, lets_in)


def _weigh_change(change: ProblemChange) -> int:
    if change.kind in (ChangeKind.WINDOW, ChangeKind.SHIFT):
        return change.amount
    many = len(change.skills) if change.kind is ChangeKind.SKILLS else change.amount
    return WEIGHT_OF[change.kind] * max(1, many)


Works = Callable[..., bool]


def _list_single(problem: WeekProblem, works: Works) -> Iterator[ProblemChange]:
    yield from _list_longer(problem, works)
    yield from _list_skills(problem)
    yield from _list_amounts(problem)
    yield from _list_crews(problem)
    for one in problem.candidates:
        yield ProblemChange(ChangeKind.RULE, candidate=one.id)
        for day in set(range(problem.days)) - one.days:
            yield ProblemChange(ChangeKind.DAY, candidate=one.id, day=day)


def _list_longer(problem: WeekProblem, works: Works) -> Iterator[ProblemChange]:
    """Windows and shifts longer by just enough, where at most four hours do."""
    for one in problem.candidates:
        yield from _find_minutes(
            lambda amount, id=one.id: ProblemChange(  # type: ignore[misc]
                ChangeKind.WINDOW, candidate=id, amount=amount
            ),
            works,
        )
    for shift in problem.crew_days:
        yield from _find_minutes(
            lambda amount, id=shift.id: ProblemChange(  # type: ignore[misc]
                ChangeKind.SHIFT, crew_day=id, amount=amount
            ),
            works,
        )


def _find_minutes(
    make: Callable[[int], ProblemChange], works: Works
) -> Iterator[ProblemChange]:
    """The change by the fewest minutes that works, where at most four hours do."""
    if works(make(MOST_MINUTES)):
        yield make(_find_least(lambda amount: works(make(amount)), MOST_MINUTES))


def _find_least(works: Callable[[int], bool], enough: int) -> int:
    """The least amount that works, by halving; ``enough`` is known to work."""
    least = 0
    while enough - least > 1:
        middle = (least + enough) // 2
        if works(middle):
            enough = middle
        else:
            least = middle
    return enough


def _list_skills(problem: WeekProblem) -> Iterator[ProblemChange]:
    wanted = set(iterate_parts(problem.candidates))
    for shift in problem.crew_days:
        for missing in {each - shift.skills for each in wanted}:
            if 0 < len(missing) <= MOST_SKILLS:
                yield ProblemChange(
                    ChangeKind.SKILLS,
                    crew_day=shift.id,
                    skills=tuple(sorted(missing)),
                )


def _list_amounts(problem: WeekProblem) -> Iterator[ProblemChange]:
    for name, most in _add_up_uses(problem).items():
        for day in range(problem.days):
            for amount in range(1, most + 1):
                yield ProblemChange(
                    ChangeKind.CAPACITY, capacity=name, day=day, amount=amount
                )


def _add_up_uses(problem: WeekProblem) -> dict[str, int]:
    """The most that the candidates could take of each capacity together."""
    total: dict[str, int] = {}
    for one in problem.candidates:
        most: dict[str, int] = {}
        for item in one.menu:
            for name, amount in item.uses:
                most[name] = max(most.get(name, 0), amount)
        for name, amount in most.items():
            total[name] = total.get(name, 0) + amount
    return total


def _list_crews(problem: WeekProblem) -> Iterator[ProblemChange]:
    """More crews like one of each shift, with every skill that the visits ask for."""
    parts = sum(
        max((len(item.crews) for item in one.menu), default=0)
        for one in problem.candidates
    )
    skills = frozenset[str]().union(*iterate_parts(problem.candidates))
    for model in _list_models(problem):
        for amount in range(1, parts + 1):
            yield ProblemChange(
                ChangeKind.CREWS,
                crew_day=model.id,
                skills=tuple(sorted(skills - model.skills)),
                amount=amount,
            )


def _list_models(problem: WeekProblem) -> Iterator[CrewDay]:
    """One crew-day of each day and shift."""
    seen: set[tuple[int, int, int]] = set()
    for one in problem.crew_days:
        shift = (one.day, one.starts_at, one.ends_at)
        if shift not in seen:
            seen.add(shift)
            yield one


def _find_several(problem: WeekProblem, works: Works) -> tuple[ProblemChange, ...]:
    """Everything lifted for one shift, then each change taken back that can be."""
    for model in _list_models(problem):
        changes = _lift_everything(problem, model)
        if not works(*changes):
            continue
        for one in sorted(changes, key=_weigh_change, reverse=True):
            fewer = [each for each in changes if each is not one]
            if works(*fewer):
                changes = fewer
        return tuple(_lessen_amounts(changes, works))
    return ()


def _lessen_amounts(changes: list[ProblemChange], works: Works) -> list[ProblemChange]:
    """The same changes in their order, each by as little as works with the others."""
    for place, one in enumerate(changes):
        make = partial(_replace_amount, changes, place)
        if one.amount:
            least = _find_least(partial(_works_by, works, make), one.amount)
            changes = make(least)
    return changes


def _works_by(
    works: Works, make: Callable[[int], list[ProblemChange]], amount: int
) -> bool:
    return works(*make(amount))


def _replace_amount(
    changes: list[ProblemChange], place: int, amount: int
) -> list[ProblemChange]:
    other = replace(changes[place], amount=amount)
    return [*changes[:place], other, *changes[place + 1 :]]


def _lift_everything(problem: WeekProblem, model: CrewDay) -> list[ProblemChange]:
    last = [one for one in _list_crews(problem) if one.crew_day == model.id][-1:]
    longer = ProblemChange(ChangeKind.SHIFT, crew_day=model.id, amount=LONGEST_WINDOW)
    lifted = [longer, *last]
    for name, amount in _add_up_uses(problem).items():
        lifted.append(
            ProblemChange(
                ChangeKind.CAPACITY, capacity=name, day=model.day, amount=amount
            )
        )
    for one in problem.candidates:
        lifted.append(ProblemChange(ChangeKind.RULE, candidate=one.id))
        if model.day not in one.days:
            lifted.append(
                ProblemChange(ChangeKind.DAY, candidate=one.id, day=model.day)
            )
        lifted.append(
            ProblemChange(ChangeKind.WINDOW, candidate=one.id, amount=LONGEST_WINDOW)
        )
    return lifted
