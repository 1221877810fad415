"""Rows held until the end of the transaction, always the operation first.

Whoever changes a plan holds its operation, so that two planners never decide on
the same state of it. Marking a visit made alone holds only its visit: many officers
record at the same hour, and no operation closes while a visit is still planned.
"""

from __future__ import annotations

from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.operations.frame.actions.refusals import OperationClosed
from unhidden.operations.models import Operation
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
