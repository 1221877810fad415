"""Rows held until the end of the transaction, always the operation first.

Whoever changes a plan holds its operation, so that two planners never decide on
the same state of it. Marking a visit made alone holds only its visit: many officers
record at the same hour, and no operation closes while a visit is still planned.
"""

from __future__ import annotations

from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.operations.actions.refusals import OperationClosed
from unhidden.operations.models import AwarenessEvent, Operation, PlannedVisit, Team
from unhidden.operations.queries.reach import filter_visible_plans
from unhidden.operations.rules import CLOSED


def lock_operation(operation_id: UUID) -> Operation:
    """The operation, locked, in whatever state; raises Absent."""
    row = (
        Operation.objects.select_for_update(no_key=True).filter(id=operation_id).first()
    )
    if row is None:
        raise Absent
    return row


def open_operation_of(operation_id: UUID) -> Operation:
    """The operation, locked; raises Absent and OperationClosed."""
    row = lock_operation(operation_id)
    if row.status == CLOSED:
        raise OperationClosed
    return row


def team_in_open(team_id: UUID) -> tuple[Operation, Team]:
    """The team and its locked operation; raises Absent and OperationClosed."""
    row = Team.objects.filter(id=team_id).first()
    if row is None:
        raise Absent
    return open_operation_of(row.operation_id), row


def visit_in_open(planned_id: UUID, actor: Actor) -> tuple[Operation, PlannedVisit]:
    """The visit and its operation, locked; raises Absent and OperationClosed."""
    known = filter_visible_plans(actor).filter(id=planned_id).first()
    if known is None:
        raise Absent
    operation = open_operation_of(known.operation_id)
    rows = PlannedVisit.objects.select_for_update(no_key=True)
    row = rows.filter(id=planned_id).first()
    if row is None:
        raise Absent
    return operation, row


def event_in_open(event_id: UUID) -> tuple[Operation, AwarenessEvent]:
    """The event and its locked operation; raises Absent and OperationClosed."""
    known = AwarenessEvent.objects.filter(id=event_id).first()
    if known is None:
        raise Absent
    operation = open_operation_of(known.operation_id)
    return operation, AwarenessEvent.objects.get(id=event_id)
