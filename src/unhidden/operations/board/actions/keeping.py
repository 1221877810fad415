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
from unhidden.operations.board.queries.board import LOOK_AFTER
from unhidden.operations.board.queries.choices import list_managers
from unhidden.operations.board.rules import ContactPeriod
from unhidden.operations.command.queries.posts import holds_post
from unhidden.operations.frame.actions.locking import open_operation_of
from unhidden.operations.frame.actions.refusals import OperationClosed
from unhidden.operations.models import (
    ContactRule,
    Operation,
    OperationStatus,
    PostName,
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

    Raises WarningTooLate, QuietCrewTold and OperationClosed; Absent for a kind there
    is not.
    """
    actor.must(PLAN)
    operation = open_operation_of(operation_id)
    if kind not in VisitKind.values:
        raise Absent
    if period.warning >= period.period:
        raise refusals.WarningTooLate
    if kind == VisitKind.SAFEGUARDING and period.told not in LOOK_AFTER:
        raise refusals.QuietCrewTold
    row = ContactRule.objects.filter(operation=operation, kind=kind).first()
    row = row or ContactRule(operation=operation, kind=kind)
    row.period, row.warning = period.period, period.warning
    row.told, row.heard_by = period.told, period.heard_by
    row.further = period.further
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
    """Add a place of safety with who manages it, as Silver or the safeguarding lead.

    Raises PlaceNamedAlready, NotItsManager, OperationClosed, and Absent for others.
    """
    actor.must(SEE)
    operation = _find_kept(operation_id)
    _check_manager(operation_id, manager_id, actor, at)
    row = SafetyPlace(operation=operation, name=name.strip(), manager_id=manager_id)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise refusals.PlaceNamedAlready from error
    _record("operations.place_of_safety_added", row, actor, at)
    return row.id


@action
def change_place_manager(
    *, place_id: UUID, manager_id: UUID, actor: Actor, at: datetime
) -> UUID:
    """Say who manages a place of safety now, as Silver or the safeguarding lead; gives
    the operation. Raises NotItsManager, OperationClosed, and Absent for others."""
    actor.must(SEE)
    row = _find_place(place_id)
    _find_kept(row.operation_id)
    _check_manager(row.operation_id, manager_id, actor, at)
    row.manager_id = manager_id
    row.save(update_fields=["manager_id"])
    _record("operations.place_of_safety_changed", row, actor, at)
    return row.operation_id


@action
def remove_safety_place(*, place_id: UUID, actor: Actor, at: datetime) -> UUID:
    """Take a place of safety off the board, as Silver or the safeguarding lead; gives
    the operation. What was declared of it stays. Raises OperationClosed and Absent."""
    actor.must(SEE)
    row = _find_place(place_id)
    _find_kept(row.operation_id)
    row.removed_at = at
    row.save(update_fields=["removed_at"])
    _record("operations.place_of_safety_removed", row, actor, at)
    return row.operation_id


@action
def declare_room(*, place_id: UUID, room: str, actor: Actor, at: datetime) -> UUID:
    """Declare by hand whether a place has room, as its manager; gives the operation.

    Its manager holds the post while they declare. Raises OperationClosed, and Absent
    for everybody else.
    """
    actor.must(SEE)
    row = _find_place(place_id)
    is_manager = row.manager_id == actor.person_id and holds_post(
        row.operation_id, [PostName.PLACE_OF_SAFETY]
    )
    if not is_manager or room not in RoomLeft.values:
        raise Absent
    if row.operation.status == OperationStatus.CLOSED:
        raise OperationClosed
    RoomDeclaration(
        place=row, room=room, declared_by_id=actor.person, declared_at=at
    ).save(force_insert=True)
    _record("operations.room_declared", row, actor, at)
    return row.operation_id


def _find_place(place_id: UUID) -> SafetyPlace:
    rows = SafetyPlace.objects.select_related("operation")
    row = rows.filter(id=place_id, removed_at__isnull=True).first()
    if row is None:
        raise Absent
    return row


def _find_kept(operation_id: UUID) -> Operation:
    """The open operation whose places of safety the actor looks after.

    Whoever does so by a post has no right to lock it. Raises Absent, OperationClosed.
    """
    row = Operation.objects.filter(id=operation_id).first()
    if row is None or not holds_post(operation_id, LOOK_AFTER):
        raise Absent
    if row.status == OperationStatus.CLOSED:
        raise OperationClosed
    return row


def _check_manager(
    operation_id: UUID, manager_id: UUID, actor: Actor, at: datetime
) -> None:
    known = dict(list_managers(viewer=actor, operation_id=operation_id, at=at))
    if str(manager_id) not in known:
        raise refusals.NotItsManager


def _record(name: str, place: SafetyPlace, actor: Actor, at: datetime) -> None:
    """Of the place, which few meet: not of its operation, whose record many read."""
    audit.record_event(name=name, actor=actor, subject=place, at=at)
