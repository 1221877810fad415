"""Copies of plans: a what-if that nobody else sees until it is taken."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.operations import policies
from unhidden.operations.models import PlanState, PlanVersion
from unhidden.operations.plans.actions import refusals
from unhidden.operations.plans.actions.asking import next_number
from unhidden.operations.plans.actions.locking import lock_version


@action
def copy_plan(
    *, version_id: UUID, is_what_if: bool, actor: Actor, at: datetime
) -> UUID:
    """Copy a plan with its proof, to change the copy; gives its id.

    A what-if is met by its author alone. Raises PlanNotThere and OperationClosed.
    """
    actor.must(policies.PLAN)
    operation, row = lock_version(version_id)
    if row.plan is None:
        raise refusals.PlanNotThere
    copy = PlanVersion(
        operation=operation,
        number=None if is_what_if else next_number(operation),
        copied_from=row,
        author_id=actor.person,
        made_at=at,
        state=PlanState.WHAT_IF if is_what_if else PlanState.DRAFT,
        solver=row.solver,
        solver_version=row.solver_version,
        travel_provider=row.travel_provider,
        travel_version=row.travel_version,
        problem=row.problem,
        named=row.named,
        plan=row.plan,
        visits=row.visits,
        value=row.value,
        bound=row.bound,
        prices=row.prices,
        reasons=row.reasons,
    )
    copy.save(force_insert=True)
    audit.record_event(
        name="operations.plan_copied",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=copy,
        at=at,
        detail={"operation": str(operation.id)},
    )
    return copy.id
