"""The worker's part: a search runs apart, and what it finds is told row by row.

The worker reads no table of plans: two procedures give it the search to run and take
what comes back.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from typing import Any, Protocol
from uuid import UUID

from django.db import connection

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.operations import policies
from unhidden.operations.models import SearchKind, SearchOutcome
from unhidden.operations.plans.rules.fitting import write_answer
from unhidden.operations.plans.rules.rests import join_rest
from unhidden.planning.apart import SearchEnded
from unhidden.planning.week.interchange import read_fields
from unhidden.planning.week.problem import WeekProblem

SEARCHER = Actor(None, None, frozenset({policies.SEARCH}))
#: Seconds after which a silent search is asked whether it still runs, and beats.
PAUSE = 1.0


class PlanSearcher(Protocol):
    """A search that runs: ``unhidden.planning.apart.ApartSearch``."""

    def stop_search(self) -> None: ...
    def iterate_lines(self, pause: float) -> Iterator[dict[str, Any] | None]: ...


#: Starts a search: what is asked of it, and for how many seconds.
Searching = Callable[[Mapping[str, Any], float], AbstractContextManager[PlanSearcher]]


@dataclass(frozen=True, slots=True)
class AskedSearch:
    """A search as the request has it."""

    request_id: UUID
    kind: str
    seconds: int
    problem: dict[str, Any]
    plan: dict[str, Any] | None
    given: dict[str, Any]

    def write_request(self) -> dict[str, Any]:
        """The object that the planner's child process takes."""
        if self.kind == SearchKind.REPLAN:
            return {
                "replan": {
                    "problem": self.problem,
                    "plan": self.plan,
                    "state": self.given["state"],
                    "seconds": self.seconds,
                }
            }
        start = {"start": self.plan} if self.plan else {}
        return {"plan": {"problem": self.problem, "seconds": self.seconds, **start}}


@dataclass
class SearchTeller:
    """Tells the request what comes, and hears whether to stop."""

    asked: AskedSearch
    now: Callable[[], datetime]

    def tell_progress(self, told: Mapping[str, Any]) -> bool:
        """Tell it; True once somebody asked the search to stop.

        Raises Absent for a search that has ended, and for what is too large.
        """
        return _tell(self.asked.request_id, told, actor=SEARCHER, at=self.now())


def search_next(
    *,
    kind: SearchKind,
    searching: Searching,
    now: Callable[[], datetime],
    is_over: Callable[[], bool],
    actor: Actor,
) -> bool:
    """Run the next search of a kind, to its end; whether there was one.

    ``now`` is the hour at each message; ``is_over`` says that the worker ends, and the
    search with it. No transaction spans the search.
    """
    actor.must(policies.SEARCH)
    asked = _begin(kind, actor=actor, at=now())
    if asked is None:
        return False
    teller = SearchTeller(asked, now)
    try:
        with searching(asked.write_request(), asked.seconds) as search:
            _follow(search, teller, is_over)
    except SearchEnded:
        teller.tell_progress({"outcome": SearchOutcome.CHILD_ENDED.value})
    return True


def _follow(
    search: PlanSearcher, teller: SearchTeller, is_over: Callable[[], bool]
) -> None:
    """Tell each line of a search until its last."""
    is_broken_off = False
    try:
        for line in search.iterate_lines(PAUSE):
            told = _understand(teller.asked, line or {})
            if is_broken_off and told.get("outcome") == SearchOutcome.DONE:
                told = {**told, "outcome": SearchOutcome.BROKEN_OFF.value}
            is_stopped = teller.tell_progress(told)
            is_broken_off = is_broken_off or is_over()
            if is_stopped or is_broken_off:
                search.stop_search()
    except Absent:
        # It was broken off meanwhile: nobody waits for what it finds.
        return


def _understand(asked: AskedSearch, line: Mapping[str, Any]) -> dict[str, Any]:
    """A line of the planner in the words of ``wall.tell_plan_request``.

    Raises SearchEnded for an answer that is no plan.
    """
    if "progress" in line:
        return {"progress": line["progress"]}
    if "refused" in line:
        outcome = SearchOutcome.FAULTY.value
        return {"outcome": outcome, "sentence": str(line["refused"])}
    try:
        problem = read_fields(WeekProblem, json.dumps(asked.problem))
        if "best" in line:
            return write_answer(problem, line["best"])
        if "plan" in line:
            answer = write_answer(problem, line["plan"])
        elif "replan" in line:
            answer = join_rest(problem, asked.plan or {}, asked.given, line["replan"])
        else:
            return {}
    except (KeyError, TypeError, ValueError) as error:
        raise SearchEnded from error
    return {
        **answer,
        "outcome": SearchOutcome.DONE.value,
        "solver_version": find_solver_version(),
    }


def find_solver_version() -> str:
    """Which solver of linear programs searches, and in which version."""
    return f"highspy {version('highspy')}"


@action
def _begin(kind: SearchKind, *, actor: Actor, at: datetime) -> AskedSearch | None:
    with connection.cursor() as cursor:
        cursor.execute("select * from wall.begin_plan_request(%s, %s)", [at, kind])
        row = cursor.fetchone()
    if row is None:
        return None
    request_id, _kind, seconds, *contents = row
    problem, plan, given = (_read(each) for each in contents)
    return AskedSearch(request_id, kind, seconds, problem, plan, given)


def _read(content: Any) -> Any:
    return json.loads(content) if isinstance(content, str) else content


@action
def _tell(
    request_id: UUID, told: Mapping[str, Any], *, actor: Actor, at: datetime
) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "select wall.tell_plan_request(%s, %s, %s)",
            [request_id, at, json.dumps(told)],
        )
        (heard,) = cursor.fetchone()
    return bool(heard == "stop")
