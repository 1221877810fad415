"""A visit planned anew together with the crews that come along."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.operations import policies
from unhidden.operations.models import PlannedVisit
from unhidden.operations.rosters.queries.duty import list_stopping_faults
from unhidden.operations.targets.actions.asked import check_asked
from unhidden.operations.visits.actions import refusals
from unhidden.operations.visits.actions.locking import visit_in_open
from unhidden.operations.visits.actions.plans import VisitPlan
from unhidden.operations.visits.actions.support import (
    list_supporting,
    name_supporting_crews,
)
from unhidden.operations.visits.actions.visits import change_visit


@action
def arrange_visit(
    *,
    planned_id: UUID,
    plan: VisitPlan,
    support: Collection[UUID],
    asked: Collection[UUID],
    actor: Actor,
    at: datetime,
) -> None:
    """Plan a visit anew and say which crews come along, both or neither.

    Who is to lead does not come along too; who comes along no more is let go first.
    ``asked`` are the premises about which others with an interest were asked: raises
    InterestUnasked where the first crew is sent without. Raises CrewStaysHome for who
    is sent anew and cannot work the shift of that day, and what ``change_visit``
    and ``name_supporting_crews`` raise.
    """
    actor.must(policies.PLAN)
    operation, row = visit_in_open(planned_id, actor)
    if plan.team_id and not row.team_id:
        check_asked(operation.id, [row.premises_id], asked, actor=actor, at=at)
    wanted = set(support) - {plan.team_id}
    there = list_supporting(row)
    _check_shift(row, plan, there, wanted, actor)
    if there - wanted:
        name_supporting_crews(
            planned_id=planned_id, team_ids=there & wanted, actor=actor, at=at
        )
    change_visit(planned_id=planned_id, plan=plan, actor=actor, at=at)
    if list_supporting(row) != wanted:
        name_supporting_crews(
            planned_id=planned_id, team_ids=wanted, actor=actor, at=at
        )


def _check_shift(
    row: PlannedVisit,
    plan: VisitPlan,
    there: set[UUID],
    wanted: set[UUID],
    actor: Actor,
) -> None:
    crews = wanted | {plan.team_id} if plan.team_id else wanted
    if (row.on, row.starts_at) == (plan.on, plan.starts_at):
        crews = crews - there - {row.team_id}
    faults = list_stopping_faults(
        viewer=actor,
        operation_id=row.operation_id,
        team_ids=crews,
        on=plan.on,
        starts_at=plan.starts_at,
    )
    if faults:
        raise refusals.CrewStaysHome(faults)
