"""False reasons, made from a plan whose reasons are true, for a checker to find."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, zip_longest

from benchmarks.planner.checking import measure_plan
from benchmarks.planner.reason_checking import ReasonChecker
from unhidden.planning.week.plan import (
    ChangeKind,
    CrewRoute,
    LeftOut,
    LeftOutBecause,
    ProblemChange,
    WeekPlan,
)
from unhidden.planning.week.problem import WeekProblem

CANNOT, COSTS_MORE = LeftOutBecause.CANNOT, LeftOutBecause.COSTS_MORE


@dataclass(frozen=True, slots=True)
class PlantedReason:
    """A plan with one false reason, whose candidate it names, and what is false."""

    candidate: str
    lie: str
    plan: WeekPlan


def plant_false_reasons(
    problem: WeekProblem, plan: WeekPlan
) -> Iterator[PlantedReason]:
    """Plans with one false reason each, of every way in which one can be false."""
    for reason in plan.reasons:
        for lie, other in _list_lies(problem, reason):
            yield PlantedReason(reason.candidate, lie, _replace_reason(plan, other))
    yield from _leave_out_possible(problem, plan)


def _replace_reason(plan: WeekPlan, reason: LeftOut) -> WeekPlan:
    others = tuple(
        reason if one.candidate == reason.candidate else one for one in plan.reasons
    )
    return replace(plan, reasons=others)


def _list_lies(problem: WeekProblem, reason: LeftOut) -> Iterator[tuple[str, LeftOut]]:
    if reason.because is CANNOT:
        yield "costs more", replace(reason, because=COSTS_MORE, changes=(), brings=1)
        yield "open", replace(reason, because=LeftOutBecause.OPEN, changes=())
        yield "no change", replace(reason, changes=())
        yield "a change of nothing", replace(reason, changes=_change_nothing(problem))
        if reason.changes[0].kind is not ChangeKind.RULE:
            yield "too little", replace(reason, changes=_change_less(reason))
        return
    yield "cannot", replace(reason, because=CANNOT, changes=_change_nothing(problem))
    if reason.because is COSTS_MORE:
        yield "costs less", replace(reason, costs=reason.costs - 1)
        yield "brings more", replace(reason, brings=reason.brings + 1)
        yield "no way", replace(reason, way=())
        yield "late", replace(reason, way=_begin_later(reason.way))


def _change_nothing(problem: WeekProblem) -> tuple[ProblemChange, ...]:
    shift = problem.crew_days[0]
    return (ProblemChange(ChangeKind.SHIFT, crew_day=shift.id, amount=0),)


def _change_less(reason: LeftOut) -> tuple[ProblemChange, ...]:
    """The same change by one less, or without one of its skills."""
    first, *rest = reason.changes
    if first.amount:
        return (replace(first, amount=first.amount - 1), *rest)
    return (replace(first, skills=first.skills[1:], day=None), *rest)


def _begin_later(way: tuple[CrewRoute, ...]) -> tuple[CrewRoute, ...]:
    return tuple(
        replace(
            route,
            stops=tuple(
                replace(stop, starts_at=stop.starts_at + 1_000) for stop in route.stops
            ),
        )
        for route in way
    )


def _leave_out_possible(
    problem: WeekProblem, plan: WeekPlan
) -> Iterator[PlantedReason]:
    """A visit taken out of the plan, said to be impossible or to cost too much."""
    grouped = {one for group in problem.groups for one in group.members}
    for route in plan.routes:
        for stop in route.stops:
            item = problem.candidate_of[stop.candidate].find_item(stop.kind)
            if len(item.crews) > 1 or stop.candidate in grouped:
                continue
            less = _without_visit(problem, plan, stop.candidate)
            brings = plan.value - less.value
            if brings <= 0 or stop.candidate in problem.pin_of:
                continue
            for lie in (
                LeftOut(stop.candidate, COSTS_MORE, way=(route,), brings=1, costs=2),
                LeftOut(stop.candidate, CANNOT, changes=_change_nothing(problem)),
            ):
                planted = replace(less, reasons=(*plan.reasons, lie))
                yield PlantedReason(stop.candidate, f"left out: {lie.because}", planted)
            break


def _without_visit(problem: WeekProblem, plan: WeekPlan, candidate: str) -> WeekPlan:
    less = replace(
        plan,
        routes=tuple(
            CrewRoute(
                route.crew_day,
                tuple(one for one in route.stops if one.candidate != candidate),
            )
            for route in plan.routes
        ),
    )
    return replace(less, value=measure_plan(problem, less))


def list_unfound(
    problem: WeekProblem, plan: WeekPlan, most: int
) -> tuple[int, list[str]]:
    """How many lies were planted, of each kind by turns, and those not found."""
    by_lie: dict[str, list[PlantedReason]] = {}
    for one in plant_false_reasons(problem, plan):
        by_lie.setdefault(one.lie, []).append(one)
    turns = chain.from_iterable(zip_longest(*by_lie.values()))
    planted = [one for one in turns if one is not None][:most]
    unfound: list[str] = []
    for one in planted:
        checker = ReasonChecker(problem, one.plan, None)
        reasons = [each for each in one.plan.reasons if each.candidate == one.candidate]
        if not any(list(checker.find_faults(each)) for each in reasons):
            unfound.append(f"{one.candidate}: {one.lie}")
    return len(planted), unfound
