"""What is set up for the board: rules of contact, and places of safety."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.operations.board.actions import refusals
from unhidden.operations.board.rules import ContactPeriod
from unhidden.operations.frame.actions.locking import open_operation_of
from unhidden.operations.models import (
    ContactRule,
    RoomDeclaration,
    RoomLeft,
    SafetyPlace,
    VisitKind,
)
from unhidden.operations.policies import PLAN, SEE


@action
def set_contact_rule(
    *, operation_id: UUID, kind: str, period: ContactPeriod, actor: Actor, at: datetime
) -> None:
    """Say how often crews on a kind of visit are heard from in this operation.

    Raises WarningTooLate and OperationClosed; Absent for a kind there is not.
    """
    actor.must(PLAN)
    operation = open_operation_of(operation_id)
    if kind not in VisitKind.values:
        raise Absent
    if period.warning >= period.period:
        raise refusals.WarningTooLate
    row = ContactRule.objects.filter(operation=operation, kind=kind).first()
    row = row or ContactRule(operation=operation, kind=kind)
    row.period, row.warning = period.period, period.warning
    row.told, row.heard_by = period.told, period.heard_by
    row.save()
    audit.record_event(
        name="operations.contact_rule_set",
        actor=actor,
        subject=operation,
        at=at,
        detail={"kind": kind},
    )


@action
def add_safety_place(
    *, operation_id: UUID, name: str, manager_id: UUID, actor: Actor, at: datetime
) -> UUID:
    """Add a place of safety with who manages it; raises PlaceNamedAlready and
    OperationClosed."""
    actor.must(PLAN)
    operation = open_operation_of(operation_id)
    row = SafetyPlace(operation=operation, name=name.strip(), manager_id=manager_id)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise refusals.PlaceNamedAlready from error
    audit.record_event(
        name="operations.place_of_safety_added", actor=actor, subject=operation, at=at
    )
    return row.id


@action
def declare_room(*, place_id: UUID, room: str, actor: Actor, at: datetime) -> UUID:
    """Declare by hand whether a place has room, as its manager; gives the operation.

    Raises Absent for everybody else.
    """
    actor.must(SEE)
    rows = SafetyPlace.objects.select_related("operation")
    row = rows.filter(id=place_id, manager_id=actor.person_id).first()
    if row is None or room not in RoomLeft.values:
        raise Absent
    RoomDeclaration(
        place=row, room=room, declared_by_id=actor.person, declared_at=at
    ).save(force_insert=True)
    audit.record_event(
        name="operations.room_declared", actor=actor, subject=row.operation, at=at
    )
    return row.operation_id
