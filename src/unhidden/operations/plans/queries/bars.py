"""What is barred by now, put into the problem of a plan that was made before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.operations.policies import PLAN
from unhidden.operations.targets.queries.bars import list_bars
from unhidden.planning.week.problem import ForbiddenVisit, WeekProblem


@query
def renew_bars(
    *,
    viewer: Actor,
    operation_id: UUID,
    problem: WeekProblem,
    days: Sequence[date],
    candidate: str,
    premises_id: UUID,
) -> WeekProblem:
    """The problem with what is barred now of one place, and of no other."""
    viewer.must(PLAN)
    crews = {one.crew for one in problem.crew_days}
    bars = list_bars(viewer=viewer, operation_id=operation_id, premises_id=premises_id)
    barred = [
        ForbiddenVisit(
            candidate=candidate,
            crew=str(bar.team_id) if bar.team_id else None,
            day=days.index(bar.on) if bar.on else None,
            kind=bar.kind or None,
        )
        for bar in bars
        if (bar.on is None or bar.on in days)
        and (bar.team_id is None or str(bar.team_id) in crews)
    ]
    others = [one for one in problem.forbidden if one.candidate != candidate]
    return replace(problem, forbidden=(*others, *barred))
