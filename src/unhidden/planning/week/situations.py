"""Six things that happen on a day, and how the day stands after each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from unhidden.planning.week.faults import FaultyProblem, check_problem
from unhidden.planning.week.problem import VisitCandidate, WeekProblem
from unhidden.planning.week.replanning import CrewState, DayState


class SituationKind(StrEnum):
    """What happened."""

    TURNED_ENFORCEMENT = "turned_enforcement"
    RUNS_OVER = "runs_over"
    CREW_OUT = "crew_out"
    ROAD_CLOSED = "road_closed"
    NOBODY_THERE = "nobody_there"
    URGENT_PLACE = "urgent_place"


@dataclass(frozen=True, slots=True)
class DaySituation:
    """What happened, with what its kind needs.

    ``TURNED_ENFORCEMENT`` and ``RUNS_OVER``: ``crew_days`` need ``minutes`` more, and
    ``uses`` of the day's capacities is taken. ``CREW_OUT``: ``crew_days`` are out of
    service. ``NOBODY_THERE``: ``crew_days`` are free at once, ``uses`` is given back.
    ``ROAD_CLOSED``: ``travel`` is the new table. ``URGENT_PLACE``: ``added`` may be
    visited too, in ``travel`` with a place more.
    """

    kind: SituationKind
    crew_days: tuple[str, ...] = ()
    minutes: int = 0
    uses: tuple[tuple[str, int], ...] = ()
    travel: tuple[tuple[int, ...], ...] | None = None
    added: VisitCandidate | None = None


def apply_situation(
    problem: WeekProblem, state: DayState, situation: DaySituation
) -> tuple[WeekProblem, DayState]:
    """The problem and the day as they stand now; raises FaultyProblem in sentences."""
    known = {one.crew_day for one in state.crews}
    for name in situation.crew_days:
        if name not in known:
            raise FaultyProblem(f"Crew-day {name} is not in service.")
    match situation.kind:
        case SituationKind.TURNED_ENFORCEMENT | SituationKind.RUNS_OVER:
            return problem, _delay_crews(state, situation)
        case SituationKind.NOBODY_THERE:
            return problem, _release_crews(state, situation)
        case SituationKind.CREW_OUT:
            left = (
                one for one in state.crews if one.crew_day not in situation.crew_days
            )
            return problem, replace(state, crews=tuple(left))
        case _:
            return _change_map(problem, situation), state


def _delay_crews(state: DayState, situation: DaySituation) -> DayState:
    if situation.minutes < 0:
        raise FaultyProblem("A visit cannot run over by less than nothing.")
    crews = tuple(
        replace(one, free_at=one.free_at + situation.minutes)
        if one.crew_day in situation.crew_days
        else one
        for one in state.crews
    )
    return replace(state, crews=crews, used=_add_uses(state, situation.uses, 1))


def _release_crews(state: DayState, situation: DaySituation) -> DayState:
    def release_crew(one: CrewState) -> CrewState:
        is_there = one.crew_day in situation.crew_days
        return replace(one, free_at=state.minute) if is_there else one

    crews = tuple(release_crew(one) for one in state.crews)
    return replace(state, crews=crews, used=_add_uses(state, situation.uses, -1))


def _add_uses(
    state: DayState, uses: tuple[tuple[str, int], ...], sign: int
) -> tuple[tuple[str, int], ...]:
    used = dict(state.used)
    for name, amount in uses:
        used[name] = max(0, used.get(name, 0) + sign * amount)
    return tuple(sorted(used.items()))


def _change_map(problem: WeekProblem, situation: DaySituation) -> WeekProblem:
    """The problem with another table of travel times, and perhaps a candidate more."""
    added = () if situation.added is None else (situation.added,)
    changed = replace(
        problem,
        travel=problem.travel if situation.travel is None else situation.travel,
        candidates=(*problem.candidates, *added),
    )
    check_problem(changed)
    return changed
