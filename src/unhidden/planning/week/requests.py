"""Requests to the planner as JSON, and its answers as lines of JSON.

A request is an object with one field: ``plan``, ``replan`` or ``slots``. A line of an
answer is an object with one field, which says what the line is.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import orjson

from unhidden.planning.week.faults import FaultyProblem, check_problem
from unhidden.planning.week.interchange import (
    UnreadableWeek,
    make_plain,
    read_fields,
)
from unhidden.planning.week.plan import WeekPlan
from unhidden.planning.week.problem import WeekProblem
from unhidden.planning.week.replanning import DayState, replan_day
from unhidden.planning.week.searching import SearchClock, SearchProgress
from unhidden.planning.week.slots import find_slots
from unhidden.planning.week.solver import plan_week

LONGEST_SEARCH = 3_600.0
#: Seconds between two of the best plans that are told on the way.
BEST_EVERY = 3.0

#: Takes one line of the answer, without its end.
TellLine = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class PlanRequest:
    """A week to be planned within ``seconds``, which are 3,600 at most.

    ``start`` is a plan to begin with, such as one changed by hand. ``with_columns``
    asks for the routes that the search chose from.
    """

    problem: WeekProblem
    seconds: float = 60.0
    seed: int = 1
    start: WeekPlan | None = None
    with_columns: bool = False


@dataclass(frozen=True, slots=True)
class ReplanRequest:
    """The rest of a day to be planned anew within ``seconds``."""

    problem: WeekProblem
    plan: WeekPlan
    state: DayState
    seconds: float = 1.0


@dataclass(frozen=True, slots=True)
class SlotsRequest:
    """Slots for a candidate of the problem that the plan does not visit."""

    problem: WeekProblem
    plan: WeekPlan
    candidate: str


@dataclass(frozen=True, slots=True)
class PlannerRequest:
    """Exactly one of the three."""

    plan: PlanRequest | None = None
    replan: ReplanRequest | None = None
    slots: SlotsRequest | None = None


@dataclass
class BestTeller:
    """Tells how far a search is, and every few seconds the best plan so far.

    Whoever asked keeps that plan when the search is ended before its last line.
    """

    tell: TellLine
    value: int = 0
    told_at: float = -math.inf

    def tell_progress(self, progress: SearchProgress, plan: WeekPlan) -> None:
        """A line of progress, and one of the plan where it is better than the last."""
        self.tell(_make_line("progress", _describe(progress)))
        is_due = progress.seconds - self.told_at >= BEST_EVERY
        if plan.value > self.value and is_due:
            self.tell(_make_line("best", make_plain(plan)))
            self.value, self.told_at = plan.value, progress.seconds


def answer_request(
    text: bytes, tell: TellLine, *, is_stopped: Callable[[], bool] = lambda: False
) -> bool:
    """Answer a request line by line; False when it was refused.

    A search that is stopped tells its best plan.
    """
    try:
        request = read_fields(PlannerRequest, text)
        if request.plan is not None:
            _answer_plan(request.plan, tell, is_stopped)
        elif request.replan is not None:
            _answer_replan(request.replan, tell, is_stopped)
        elif request.slots is not None:
            _answer_slots(request.slots, tell)
        else:
            raise UnreadableWeek("The request asks for nothing.")
    except FaultyProblem as fault:
        tell(_make_line("refused", str(fault)))
        return False
    return True


def _answer_plan(
    request: PlanRequest, tell: TellLine, is_stopped: Callable[[], bool]
) -> None:
    clock = SearchClock(_limit_seconds(request.seconds), is_stopped=is_stopped)
    teller = BestTeller(tell)
    plan = plan_week(
        request.problem,
        clock,
        teller.tell_progress,
        seed=request.seed,
        start=request.start,
        with_columns=request.with_columns,
    )
    tell(_make_line("plan", make_plain(plan)))


def _limit_seconds(seconds: float) -> float:
    if not 0 < seconds <= LONGEST_SEARCH:
        raise UnreadableWeek(f"A search lasts up to {LONGEST_SEARCH:.0f} seconds.")
    return seconds


def _describe(progress: SearchProgress) -> dict[str, Any]:
    value, bound = progress.value, progress.bound
    share = value / bound if value is not None and bound else None
    return {
        "phase": progress.stage,
        "seconds": round(progress.seconds, 2),
        "value": value,
        "bound": bound,
        "share": share,
    }


def _answer_replan(
    request: ReplanRequest, tell: TellLine, is_stopped: Callable[[], bool]
) -> None:
    check_problem(request.problem)
    clock = SearchClock(_limit_seconds(request.seconds), is_stopped=is_stopped)
    again = replan_day(request.problem, request.plan, request.state, clock)
    tell(_make_line("replan", make_plain(again)))


def _answer_slots(request: SlotsRequest, tell: TellLine) -> None:
    check_problem(request.problem)
    slots = find_slots(request.problem, request.plan, request.candidate)
    tell(_make_line("slots", make_plain(slots)))


def _make_line(name: str, content: Any) -> str:
    return orjson.dumps({name: content}).decode()
