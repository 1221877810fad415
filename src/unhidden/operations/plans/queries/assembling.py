"""The week as it is now, put together into the problem that is searched."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.operations.frame.queries.operations import get_operation
from unhidden.operations.plans.queries.gathering import (
    CrewOnDay,
    gather_week,
    settle_planned,
)
from unhidden.operations.plans.queries.roads import measure_roads
from unhidden.operations.plans.rules.assembling import (
    AssembledWeek,
    FindingKind,
    WeekFinding,
    assemble_week,
)
from unhidden.operations.plans.rules.weeks import keep_settled
from unhidden.operations.policies import PLAN


@query
def assemble_operation(
    *,
    viewer: Actor,
    operation_id: UUID,
    at: datetime,
    kept: Iterable[UUID] = (),
    days: tuple[date, ...] = (),
    called: Collection[CrewOnDay] = (),
) -> AssembledWeek | None:
    """The problem of an operation's days that are left; None where none is.

    With ``days`` it is that of these days, with the visits that were made in it. Visits
    ``kept`` stay as they are; crews in reserve that are ``called`` go out.
    """
    viewer.must(PLAN)
    of = get_operation(viewer=viewer, operation_id=operation_id)
    gathered = gather_week(viewer=viewer, of=of, at=at, days=days, called=called)
    if not gathered.week.days:
        return None
    week = keep_settled(gathered.week, settle_planned(gathered), frozenset(kept))
    roads = measure_roads(viewer=viewer, at=at)
    assembled = assemble_week(week, roads.measure_points)
    findings = assembled.findings
    if roads.is_fallen_back:
        findings = (WeekFinding(FindingKind.ROADS_OWN), *findings)
    return replace(assembled, roads=(roads.provider, roads.version), findings=findings)
