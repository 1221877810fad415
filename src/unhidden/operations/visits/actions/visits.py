"""Planning visits: who goes where on which day, and taking that back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from uuid import UUID

from unhidden.access import grants
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.operations import policies
from unhidden.operations.frame.actions.locking import open_operation_of
from unhidden.operations.frame.actions.refusals import (
    CancellationReasonMissing,
    OperationNotRunning,
    RisksUncontrolled,
)
from unhidden.operations.models import Operation, PlannedVisit, PlanStatus
from unhidden.operations.targets.actions.refusals import EntryNotLawful
from unhidden.operations.visits.actions import plans, refusals
from unhidden.operations.visits.actions.locking import visit_in_open
from unhidden.operations.visits.actions.plans import NewPlannedVisit, VisitPlan
from unhidden.operations.visits.actions.support import keep_supporting, release_busy


@action
def plan_visit(
    *, operation_id: UUID, new: NewPlannedVisit, actor: Actor, at: datetime
) -> UUID:
    """Plan one visit, with its team or before anybody knows who goes; gives its id.

    Raises OperationClosed, PurposeMissing, PowerMissing, OutsideOperation,
    RisksUncontrolled, RealPremisesNotForSynthetic, PremisesAlreadyPlanned,
    TeamDoesNotFit, PremisesAreBusy and TeamIsBusy; Absent for premises or a team
    there is not.
    """
    (planned_id,) = plan_visits(
        operation_id=operation_id,
        premises_ids=[new.premises_id],
        plan=new.plan,
        actor=actor,
        at=at,
    )
    return planned_id


@action
def plan_visits(
    *,
    operation_id: UUID,
    premises_ids: Sequence[UUID],
    plan: VisitPlan,
    actor: Actor,
    at: datetime,
) -> list[UUID]:
    """Plan the same visit at each of these premises, all or none; gives their ids.

    Raises what ``plan_visit`` raises.
    """
    actor.must(policies.PLAN)
    operation = open_operation_of(operation_id)
    plans.check_plan(operation, plan)
    cards = plans.known_premises(actor, premises_ids)
    plans.check_places(operation, cards)
    plans.check_day(operation, cards, plan.on)
    return [_keep(operation, plan, key, actor, at) for key in cards]


@action
def change_visit(
    *, planned_id: UUID, plan: VisitPlan, actor: Actor, at: datetime
) -> None:
    """Plan a visit anew, at the same premises.

    Raises VisitNotPlanned, and what ``plan_visit`` raises.
    """
    actor.must(policies.PLAN)
    operation, row = visit_in_open(planned_id, actor)
    _rearrange(operation, row, plan, actor)
    _record("operations.visit_changed", row, actor, at)


@action
def assign_visit(
    *,
    planned_id: UUID,
    team_id: UUID | None,
    on: date,
    starts_at: time | None,
    actor: Actor,
    at: datetime,
) -> None:
    """Say who makes a visit and when; without a team it waits for one.

    Raises VisitNotPlanned, TeamDoesNotFit, TeamIsBusy, and what ``plan_visit``
    raises about the day.
    """
    actor.must(policies.PLAN)
    operation, row = visit_in_open(planned_id, actor)
    plan = replace(_plan_of(row), team_id=team_id, on=on, starts_at=starts_at)
    _rearrange(operation, row, plan, actor)
    _record("operations.visit_assigned", row, actor, at)


@action
def cancel_visit(*, planned_id: UUID, reason: str, actor: Actor, at: datetime) -> None:
    """Take a visit out of the plan. Raises ReasonMissing and VisitNotPlanned."""
    actor.must(policies.PLAN)
    _operation, row = visit_in_open(planned_id, actor)
    if row.status != PlanStatus.PLANNED:
        raise refusals.VisitNotPlanned(row.status)
    if not reason.strip():
        raise CancellationReasonMissing
    row.status = PlanStatus.CANCELLED
    row.cancelled_because = reason.strip()
    row.save(update_fields=["status", "cancelled_because"])
    _record("operations.visit_cancelled", row, actor, at)


@action
def reinstate_visit(*, planned_id: UUID, actor: Actor, at: datetime) -> bool:
    """Put a cancelled visit back; gives whether it still has the team it had.

    Meanwhile its team may have lost somebody or taken another visit at that hour:
    the visit then comes back without a team. Raises VisitNotCancelled,
    OutsideOperation, PremisesAlreadyPlanned and PremisesAreBusy.
    """
    actor.must(policies.PLAN)
    operation, row = visit_in_open(planned_id, actor)
    if row.status != PlanStatus.CANCELLED:
        raise refusals.VisitNotCancelled
    plans.check_within(operation, row.on)
    cards = plans.known_premises(actor, [row.premises_id])
    plans.check_day(operation, cards, row.on, except_for=row.id)
    had_team = row.team_id is not None
    if not _is_free(operation, row):
        row.team_id = None
    release_busy(row)
    row.status = PlanStatus.PLANNED
    row.cancelled_because = ""
    row.save(update_fields=["status", "cancelled_because", "team_id"])
    _record("operations.visit_reinstated", row, actor, at)
    return had_team and row.team_id is not None


@action
def mark_visited(*, planned_id: UUID, actor: Actor, at: datetime) -> None:
    """Note that the visit was made; called where its record is kept.

    Only for a member of its team. A visit that is done stays so, without a second
    event: whoever comes second waits for the first, and then finds the record.
    Raises OperationNotRunning, VisitNotPlanned for a cancelled visit, and Absent.
    """
    actor.must(policies.VISIT)
    row = PlannedVisit.objects.filter(id=planned_id).first()
    before = grants.ask_procedure("make_visit", planned_id)
    if before == PlanStatus.DONE:
        return
    if row is None:
        raise Absent
    if before == PlanStatus.CANCELLED:
        raise refusals.VisitNotPlanned(before)
    if before != PlanStatus.PLANNED:
        raise OperationNotRunning
    _record("operations.visit_made", row, actor, at)


def _keep(
    operation: Operation,
    plan: VisitPlan,
    premises_id: UUID,
    actor: Actor,
    at: datetime,
) -> UUID:
    row = plans.make_row(operation, premises_id, plan)
    plans.check_tasking(operation, plan, visit_id=row.id, premises_id=premises_id)
    row.save(force_insert=True)
    _record("operations.visit_planned", row, actor, at, audit.Verb.COLLECTION)
    return row.id


def _rearrange(
    operation: Operation, row: PlannedVisit, plan: VisitPlan, actor: Actor
) -> None:
    if row.status != PlanStatus.PLANNED:
        raise refusals.VisitNotPlanned(row.status)
    plans.check_stays(row.kind, plan.kind)
    plans.check_plan(operation, plan)
    cards = plans.known_premises(actor, [row.premises_id])
    plans.check_day(operation, cards, plan.on, except_for=row.id)
    if _is_tasked_anew(row, plan):
        _check_tasking(operation, row, plan)
    else:
        plans.check_authority(operation, plan, row.id, row.premises_id)
    row.kind, row.power = plan.kind, plan.kept_power
    row.authority = plan.kept_authority
    row.purpose = plan.purpose.strip()
    row.on, row.starts_at, row.team_id = plan.on, plan.starts_at, plan.team_id
    keep_supporting(row)
    row.save(
        update_fields=[
            "kind",
            "power",
            "authority",
            "purpose",
            "on",
            "starts_at",
            "team_id",
        ]
    )


def _is_tasked_anew(row: PlannedVisit, plan: VisitPlan) -> bool:
    """Whether more changes than what is said at the door."""
    before = (row.kind, row.on, row.starts_at, row.team_id)
    return before != (plan.kind, plan.on, plan.starts_at, plan.team_id)


def _check_tasking(operation: Operation, row: PlannedVisit, plan: VisitPlan) -> None:
    plans.check_tasking(
        operation,
        plan,
        visit_id=row.id,
        premises_id=row.premises_id,
        is_beside=bool(plans.find_beside(row.id)),
    )


def _plan_of(row: PlannedVisit) -> VisitPlan:
    return VisitPlan(
        kind=row.kind,
        purpose=row.purpose,
        power=row.power,
        on=row.on,
        starts_at=row.starts_at,
        team_id=row.team_id,
        authority=row.authority,
    )


def _is_free(operation: Operation, row: PlannedVisit) -> bool:
    """Whether the visit's team fits it and may go then; raises PremisesAreBusy."""
    plan = _plan_of(row)
    try:
        _check_tasking(operation, row, plan)
    except (
        EntryNotLawful,
        RisksUncontrolled,
        refusals.CrewBarred,
        refusals.OutsideWindow,
        refusals.TeamIsBusy,
    ):
        return False
    return not plans.lacking_in_team(plan)


def _record(
    name: str,
    row: PlannedVisit,
    actor: Actor,
    at: datetime,
    verb: audit.Verb = audit.Verb.ALTERATION,
) -> None:
    # No more: the record of who did what is read by many who do not meet the plan.
    detail = {"operation": str(row.operation_id)}
    audit.record_event(
        name=name, actor=actor, subject=row, at=at, detail=detail, verb=verb
    )
