"""Six situations of a day drawn by chance, each with the rest of the day replanned."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

import numpy as np

from benchmarks.planner.checking import find_violations
from unhidden.planning.week.faults import shorten_ways
from unhidden.planning.week.plan import PlannedStop, WeekPlan
from unhidden.planning.week.problem import CrewDay, WeekProblem
from unhidden.planning.week.replanning import (
    DayState,
    ReplannedDay,
    observe_day,
    replan_day,
)
from unhidden.planning.week.searching import SearchClock
from unhidden.planning.week.situations import (
    DaySituation,
    SituationKind,
    apply_situation,
)

DAYS, MINUTES = (0, 1, 4), (640, 900, 1080)
SECONDS = 1.0
DETOUR_MINUTES, NEAR_MANY = 25, 12
URGENT_FACTOR = 2


@dataclass(frozen=True, slots=True)
class ReplannedSituation:
    """One day planned anew: how long it took, and what came of it."""

    name: str
    seconds: float
    day: ReplannedDay
    violations: tuple[str, ...]

    @property
    def gap(self) -> float:
        """How far the plan is from its bound at most, of that bound."""
        bound = self.day.plan.bound
        if bound is None:
            return 1.0
        return (bound - self.day.plan.value) / bound if bound > 0 else 0.0


def replan_situations(
    problem: WeekProblem, plan: WeekPlan, times: int
) -> Iterator[ReplannedSituation]:
    """Every situation on three days at three minutes, so many times each.

    A situation that needs somebody at a place is left out where nobody is at one.
    """
    random = Random(1)  # noqa: S311  # to be repeatable
    for kind in SituationKind:
        for day in (one for one in DAYS if one < problem.days):
            for minute in MINUTES:
                for _ in range(times):
                    done = _replan_once(problem, plan, kind, (day, minute), random)
                    if done is not None:
                        yield done


def _replan_once(
    problem: WeekProblem,
    plan: WeekPlan,
    kind: SituationKind,
    moment: tuple[int, int],
    random: Random,
) -> ReplannedSituation | None:
    state = observe_day(problem, plan, *moment)
    situation = draw_situation(problem, plan, state, kind, random)
    if situation is None:
        return None
    changed, after = apply_situation(problem, state, situation)
    began = time.process_time()
    clock = SearchClock(SECONDS, now=time.process_time)
    day = replan_day(changed, plan, after, clock)
    seconds = time.process_time() - began
    name = f"{kind} on day {moment[0]} at {moment[1]}"
    violations = tuple(find_violations(day.problem, day.plan))
    return ReplannedSituation(name, seconds, day, violations)


def draw_situation(
    problem: WeekProblem,
    plan: WeekPlan,
    state: DayState,
    kind: SituationKind,
    random: Random,
) -> DaySituation | None:
    """One situation of this kind; None where nobody is at a place for it."""
    match kind:
        case SituationKind.ROAD_CLOSED:
            return DaySituation(kind, travel=_close_road(problem, random))
        case SituationKind.URGENT_PLACE:
            like = random.choice(problem.candidates)
            menu = tuple(
                replace(item, value=URGENT_FACTOR * item.value, lawful_until=None)
                for item in like.menu
            )
            days = frozenset({state.day})
            return DaySituation(
                kind, added=replace(like, id="urgent", days=days, menu=menu)
            )
        case SituationKind.CREW_OUT:
            return DaySituation(kind, (random.choice(state.crews).crew_day,))
    return _draw_at_place(problem, plan, state, kind, random)


def _draw_at_place(
    problem: WeekProblem,
    plan: WeekPlan,
    state: DayState,
    kind: SituationKind,
    random: Random,
) -> DaySituation | None:
    under_way = list(_list_under_way(problem, plan, state))
    if not under_way:
        return None
    _, stop = random.choice(under_way)
    crews = tuple(
        one.id for one, other in under_way if other.candidate == stop.candidate
    )
    item = problem.candidate_of[stop.candidate].find_item(stop.kind)
    if kind is SituationKind.TURNED_ENFORCEMENT:
        custody = min(problem.capacities or {})
        return DaySituation(kind, crews, 150, uses=((custody, 2),))
    if kind is SituationKind.RUNS_OVER:
        return DaySituation(kind, crews, random.randrange(30, 100))
    return DaySituation(kind, crews, uses=item.uses)


def _list_under_way(
    problem: WeekProblem, plan: WeekPlan, state: DayState
) -> Iterator[tuple[CrewDay, PlannedStop]]:
    for crew_day, stop in plan.iterate_stops():
        shift = problem.crew_day_of[crew_day]
        item = problem.candidate_of[stop.candidate].find_item(stop.kind)
        is_begun = stop.starts_at <= state.minute < stop.starts_at + item.minutes
        if shift.day == state.day and is_begun:
            yield shift, stop


def _close_road(problem: WeekProblem, random: Random) -> tuple[tuple[int, ...], ...]:
    """A detour between the places around one and those around another."""
    minutes = np.array(problem.travel)
    one, other = random.sample(range(len(minutes)), 2)
    near = np.argsort(minutes[one], kind="stable")[:NEAR_MANY]
    far = np.argsort(minutes[other], kind="stable")[:NEAR_MANY]
    apart = np.array(
        [each for each in far if each not in set(near.tolist())],
        dtype=int,
    )
    minutes[np.ix_(near, apart)] += DETOUR_MINUTES
    minutes[np.ix_(apart, near)] += DETOUR_MINUTES
    short = shorten_ways(minutes)
    return tuple(tuple(int(each) for each in row) for row in short)
