"""Plans held until the end of the transaction, their operation first."""

from __future__ import annotations

import json
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.operations.frame.actions.locking import open_operation_of
from unhidden.operations.models import Operation, PlanState, PlanVersion
from unhidden.operations.plans.actions import refusals
from unhidden.operations.plans.queries.searches import judge_row
from unhidden.operations.plans.queries.versions import (
    list_plan_edits,
    read_stored_plan,
)
from unhidden.planning.week.interchange import read_fields
from unhidden.planning.week.plan import WeekPlan
from unhidden.planning.week.problem import WeekProblem

OPEN_STATES = (PlanState.DRAFT, PlanState.WHAT_IF)


def lock_version(version_id: UUID) -> tuple[Operation, PlanVersion]:
    """The plan and its operation, locked; raises Absent and OperationClosed."""
    known = PlanVersion.objects.filter(id=version_id).only("operation_id").first()
    if known is None:
        raise Absent
    operation = open_operation_of(known.operation_id)
    rows = PlanVersion.objects.select_for_update(no_key=True, of=("self",))
    row = rows.filter(id=version_id).first()
    if row is None:
        raise Absent
    return operation, row


def lock_open_version(
    version_id: UUID, revision: int, *, actor: Actor, at: datetime
) -> tuple[Operation, PlanVersion]:
    """The same of a plan that may be changed, as whoever changes it has seen it.

    Raises PlanSettled, PlanBeingSearched, PlanNotThere and PlanChangedMeanwhile.
    """
    operation, row = lock_version(version_id)
    if row.state not in OPEN_STATES:
        raise refusals.PlanSettled
    if any(judge_row(one, at).is_going for one in row.requests.order_by("id")):
        raise refusals.PlanBeingSearched
    if row.plan is None:
        raise refusals.PlanNotThere
    if row.revision != revision:
        edits = list_plan_edits(viewer=actor, version_id=row.id, after=revision)
        raise refusals.PlanChangedMeanwhile(edits, row.revision)
    return operation, row


def read_row(row: PlanVersion) -> tuple[WeekProblem, WeekPlan]:
    """The problem of a row and its plan, without proof; raises PlanNotThere."""
    plan = read_stored_plan(row.plan, {}, [], None)
    if plan is None:
        raise refusals.PlanNotThere
    return read_fields(WeekProblem, json.dumps(row.problem)), plan
