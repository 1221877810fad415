"""Copies of plans: a what-if that nobody else sees until it is taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.operations import policies
from unhidden.operations.models import PlanState, PlanVersion, PremisesCandidate
from unhidden.operations.plans.actions import refusals
from unhidden.operations.plans.actions.asking import next_number
from unhidden.operations.plans.actions.locking import lock_version, read_row
from unhidden.operations.plans.actions.renewing import renew_version
from unhidden.operations.plans.rules.assembling import read_finding
from unhidden.operations.plans.rules.routes import gather_visits


@dataclass(frozen=True, slots=True)
class RenewedPlan:
    """A copy for the week as it is now; the visits ``lost`` are possible no more."""

    id: UUID
    lost: tuple[str, ...]


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
    _record(copy, actor, at)
    return copy.id


@action
def copy_for_place(
    *, version_id: UUID, candidate_id: UUID, actor: Actor, at: datetime
) -> RenewedPlan:
    """Copy a plan for the week as it is now, with a place that was added after it.

    Raises PlaceAside where the place cannot be planned in that week either, and what
    ``renew_version`` raises; Absent for a place that is no candidate.
    """
    actor.must(policies.PLAN)
    operation, row = lock_version(version_id)
    places = PremisesCandidate.objects.filter(operation=operation, removed_at=None)
    place = places.select_related("premises").filter(id=candidate_id).first()
    if place is None:
        raise Absent
    _, before = read_row(row)
    copy, problem, fitted = renew_version(operation, row, actor=actor, at=at)
    if str(place.id) not in problem.candidate_of:
        findings = map(read_finding, copy.named["findings"])
        own = [one for one in findings if one.candidate_id == place.id]
        raise refusals.PlaceAside(place.premises.name, own)
    _record(copy, actor, at)
    lost = gather_visits(before).keys() - gather_visits(fitted).keys()
    return RenewedPlan(copy.id, tuple(sorted(lost)))


def _record(copy: PlanVersion, actor: Actor, at: datetime) -> None:
    audit.record_event(
        name="operations.plan_copied",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=copy,
        at=at,
        detail={"operation": str(copy.operation_id)},
    )
