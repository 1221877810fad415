"""Opening an operation, changing what it says of itself, starting and closing it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.agencies import queries as agencies
from unhidden.audit import actions as audit
from unhidden.operations import policies
from unhidden.operations.command.queries import find_blocking_risks
from unhidden.operations.frame.actions.locking import lock_operation, open_operation_of
from unhidden.operations.frame.actions.refusals import (
    OperationNotRunning,
    RisksUncontrolled,
)
from unhidden.operations.frame.queries import operations
from unhidden.operations.models import (
    AwarenessEvent,
    Operation,
    OperationStatus,
    PlannedVisit,
    PlanStatus,
)
from unhidden.operations.rules import PLANNED, RUNNING
from unhidden.operations.weeks import rules
from unhidden.operations.weeks.actions import refusals
from unhidden.operations.weeks.queries import weeks
from unhidden.sharing import actions as sharing


@dataclass(frozen=True, slots=True)
class NewOperation:
    name_en: str
    name_cy: str
    aims: str
    lead_id: UUID
    starts_on: date
    ends_on: date
    is_synthetic: bool


@dataclass(frozen=True, slots=True)
class OperationChange:
    name_en: str
    name_cy: str
    aims: str
    starts_on: date
    ends_on: date


@action
def open_operation(*, new: NewOperation, actor: Actor, at: datetime) -> UUID:
    """Begin to plan an operation; gives its id.

    Raises OperationEndsBeforeItStarts, OperationTooLong, and Absent for a lead that
    is no organisation.
    """
    actor.must(policies.PLAN)
    _check_dates(new.starts_on, new.ends_on)
    if new.lead_id not in {row.id for row in agencies.list_organisation_names()}:
        raise Absent
    operation = Operation(
        name_en=new.name_en.strip(),
        name_cy=new.name_cy.strip(),
        aims=new.aims.strip(),
        lead_id=new.lead_id,
        starts_on=new.starts_on,
        ends_on=new.ends_on,
        is_synthetic=new.is_synthetic,
    )
    sharing.begin_team_record(operation)
    operation.save(force_insert=True)
    audit.record_event(
        name="operations.operation_opened",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=operation,
        at=at,
        detail={"lead": str(new.lead_id)},
    )
    sharing.let_organisation_in(record=operation, organisation_id=new.lead_id, at=at)
    return operation.id


@action
def change_operation(
    *, operation_id: UUID, change: OperationChange, actor: Actor, at: datetime
) -> None:
    """Put the names, aims or dates right.

    Raises OperationClosed, OperationEndsBeforeItStarts, OperationTooLong and
    DatesLeaveWorkOut.
    """
    actor.must(policies.PLAN)
    operation = open_operation_of(operation_id)
    _check_dates(change.starts_on, change.ends_on)
    if count := _work_outside(operation, change):
        raise refusals.DatesLeaveWorkOut(count)
    operation.name_en = change.name_en.strip()
    operation.name_cy = change.name_cy.strip()
    operation.aims = change.aims.strip()
    operation.starts_on = change.starts_on
    operation.ends_on = change.ends_on
    operation.save(update_fields=["name_en", "name_cy", "aims", "starts_on", "ends_on"])
    audit.record_event(
        name="operations.operation_changed",
        actor=actor,
        subject=operation,
        at=at,
        detail={
            "starts_on": change.starts_on.isoformat(),
            "ends_on": change.ends_on.isoformat(),
        },
    )


@action
def start_operation(*, operation_id: UUID, actor: Actor, at: datetime) -> None:
    """Let the teams go: from now on visits can be recorded.

    Raises OperationAlreadyStarted, OperationNotReady while there is no visit or a visit
    lacks a team that fits it, and RisksUncontrolled.
    """
    actor.must(policies.PLAN)
    operation = lock_operation(operation_id)
    if operation.status != PLANNED:
        raise refusals.OperationAlreadyStarted
    view = operations.get_operation(viewer=actor, operation_id=operation_id)
    readiness = weeks.compute_readiness(viewer=actor, of=view)
    if not readiness.is_ready:
        raise refusals.OperationNotReady(readiness)
    if risks := find_blocking_risks(operation_id):
        raise RisksUncontrolled(risks)
    operation.status = OperationStatus.RUNNING
    operation.save(update_fields=["status"])
    audit.record_event(
        name="operations.operation_started",
        actor=actor,
        subject=operation,
        at=at,
        detail={"visits": readiness.visits},
    )


@action
def close_operation(*, operation_id: UUID, actor: Actor, at: datetime) -> None:
    """End the operation for good; its results can be computed from then on.

    Raises OperationClosed, OperationNotRunning, and OperationHasOpenWork while a
    visit or an event is still planned.
    """
    actor.must(policies.CLOSE)
    operation = open_operation_of(operation_id)
    if operation.status != RUNNING:
        raise OperationNotRunning
    still = Q(operation=operation, status=PlanStatus.PLANNED)
    visits = PlannedVisit.objects.filter(still).count()
    events = AwarenessEvent.objects.filter(still).count()
    if visits or events:
        raise refusals.OperationHasOpenWork(visits=visits, events=events)
    operation.status = OperationStatus.CLOSED
    operation.closed_at = at
    operation.save(update_fields=["status", "closed_at"])
    audit.record_event(
        name="operations.operation_closed", actor=actor, subject=operation, at=at
    )


def _check_dates(first: date, last: date) -> None:
    if last < first:
        raise refusals.OperationEndsBeforeItStarts
    if rules.is_too_long(first, last):
        raise refusals.OperationTooLong


def _work_outside(operation: Operation, change: OperationChange) -> int:
    """How many visits and events, not cancelled, the new dates would leave out."""
    outside = Q(operation=operation) & (
        Q(on__lt=change.starts_on) | Q(on__gt=change.ends_on)
    )
    cancelled = Q(status=PlanStatus.CANCELLED)
    visits = PlannedVisit.objects.filter(outside & ~cancelled).count()
    return visits + AwarenessEvent.objects.filter(outside & ~cancelled).count()
