"""The week at a glance, and whether it is ready to begin."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.operations.frame.queries.cards import OperationView, PlanProgress
from unhidden.operations.frame.queries.choices import days_of
from unhidden.operations.frame.queries.reach import filter_visible_plans
from unhidden.operations.models import PlanStatus, VisitKind
from unhidden.operations.policies import SEE
from unhidden.operations.weeks.queries.cards import DayGlance, WeekGlance
from unhidden.operations.weeks.rules import (
    OperationReadiness,
    TeamedVisit,
    count_readiness,
)


@query
def get_week(*, viewer: Actor, of: OperationView) -> WeekGlance:
    """Each day of the operation with the visits that the viewer meets, counted."""
    viewer.must(SEE)
    rows = filter_visible_plans(viewer).filter(operation_id=of.id).order_by("id")
    tally: dict[date, Counter[tuple[str, str]]] = defaultdict(Counter)
    for on, kind, status in rows.values_list("on", "kind", "status"):
        tally[on][kind, status] += 1
    days = tuple(_glance(day, tally[day]) for day in days_of(of))
    return WeekGlance(
        kind_labels=tuple(str(kind.label) for kind in VisitKind),
        days=days,
        totals=tuple(
            _sum(day.kinds[number] for day in days) for number in range(len(VisitKind))
        ),
    )


@query
def compute_readiness(*, viewer: Actor, of: OperationView) -> OperationReadiness:
    """What the operation's planned visits still need before they can be made."""
    viewer.must(SEE)
    teams = {team.id: team.composition for team in of.teams}
    planned = filter_visible_plans(viewer).filter(
        operation_id=of.id, status=PlanStatus.PLANNED
    )
    rows = planned.order_by("id")
    return count_readiness(
        TeamedVisit(kind, power, teams[team_id] if team_id else None)
        for kind, power, team_id in rows.values_list("kind", "power", "team_id")
    )


def _glance(on: date, tally: Counter[tuple[str, str]]) -> DayGlance:
    kinds = tuple(
        PlanProgress(
            planned=tally[kind, PlanStatus.PLANNED],
            done=tally[kind, PlanStatus.DONE],
            cancelled=tally[kind, PlanStatus.CANCELLED],
        )
        for kind in VisitKind.values
    )
    return DayGlance(on=on, kinds=kinds, total=_sum(kinds))


def _sum(parts: Iterable[PlanProgress]) -> PlanProgress:
    known = list(parts)
    return PlanProgress(
        planned=sum(one.planned for one in known),
        done=sum(one.done for one in known),
        cancelled=sum(one.cancelled for one in known),
    )
