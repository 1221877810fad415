"""Awareness events: planned, then held or cancelled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.operations import policies, rules
from unhidden.operations.events.actions import refusals
from unhidden.operations.events.actions.locking import event_in_open
from unhidden.operations.frame.actions.locking import open_operation_of
from unhidden.operations.frame.actions.refusals import (
    CancellationReasonMissing,
    OperationNotRunning,
)
from unhidden.operations.models import (
    AwarenessEvent,
    EventKind,
    PlanStatus,
    PublicEvent,
)
from unhidden.operations.visits.actions import plans
from unhidden.operations.visits.actions.refusals import TeamIsBusy
from unhidden.places import queries as places


@dataclass(frozen=True, slots=True)
class NewEvent:
    """``council_code`` may be empty; ``team_id`` is whoever holds the event."""

    kind: str
    place: str
    council_code: str
    on: date
    starts_at: time | None
    team_id: UUID | None


@action
def plan_event(
    *, operation_id: UUID, new: NewEvent, actor: Actor, at: datetime
) -> UUID:
    """Plan an event; gives its id.

    Raises OperationClosed, OutsideOperation and TeamIsBusy; Absent for a kind, a
    council or a team there is not.
    """
    actor.must(policies.PLAN)
    operation = open_operation_of(operation_id)
    _check_known(new)
    plans.check_within(operation, new.on)
    plans.check_team(operation, new.team_id)
    row = AwarenessEvent(
        operation=operation,
        kind=new.kind,
        place=new.place.strip(),
        council_id=new.council_code or None,
        team_id=new.team_id,
        on=new.on,
        starts_at=new.starts_at,
    )
    if new.starts_at is not None and (
        found := plans.clashes_at(new.on, new.starts_at, new.team_id, row.id)
    ):
        raise TeamIsBusy(found)
    row.save(force_insert=True)
    _record("operations.event_planned", row, actor, at, audit.Verb.COLLECTION)
    return row.id


@action
def hold_event(*, event_id: UUID, attended: int, actor: Actor, at: datetime) -> None:
    """Note that an event was held, and how many came.

    Raises OperationClosed, OperationNotRunning, EventNotPlanned and EventNotYet.
    """
    actor.must(policies.PLAN)
    operation, row = event_in_open(event_id)
    if row.status != PlanStatus.PLANNED:
        raise refusals.EventNotPlanned(row.status)
    if operation.status != rules.RUNNING:
        raise OperationNotRunning
    if timezone.localdate(at) < row.on:
        raise refusals.EventNotYet
    row.status = PlanStatus.DONE
    row.attended = attended
    row.save(update_fields=["status", "attended"])
    _record("operations.event_held", row, actor, at)


@action
def cancel_event(*, event_id: UUID, reason: str, actor: Actor, at: datetime) -> None:
    """Take an event out of the plan; whoever meant to come reads that it is off.

    Raises OperationClosed, EventNotPlanned and ReasonMissing.
    """
    actor.must(policies.PLAN)
    _operation, row = event_in_open(event_id)
    if row.status != PlanStatus.PLANNED:
        raise refusals.EventNotPlanned(row.status)
    if not reason.strip():
        raise CancellationReasonMissing
    row.status = PlanStatus.CANCELLED
    row.cancelled_because = reason.strip()
    row.save(update_fields=["status", "cancelled_because"])
    PublicEvent.objects.filter(event=row).update(
        is_cancelled=True, version=F("version") + 1
    )
    _record("operations.event_cancelled", row, actor, at)


def _check_known(new: NewEvent) -> None:
    councils = {council.code for council in places.list_councils()}
    if new.kind not in EventKind.values or new.council_code not in {"", *councils}:
        raise Absent


def _record(
    name: str,
    row: AwarenessEvent,
    actor: Actor,
    at: datetime,
    verb: audit.Verb = audit.Verb.ALTERATION,
) -> None:
    detail = {
        "operation": str(row.operation_id),
        "kind": row.kind,
        "on": row.on.isoformat(),
        "attended": row.attended,
    }
    audit.record_event(
        name=name, actor=actor, subject=row, at=at, detail=detail, verb=verb
    )
