"""An operation that may still change, for whoever changes its command."""

from __future__ import annotations

from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.operations.command.actions.refusals import OperationIsOver
from unhidden.operations.models import Operation, OperationStatus


def hold_open_operation(operation_id: UUID) -> Operation:
    """The operation, locked, for who decides about it.

    Raises Absent and OperationIsOver.
    """
    return _open(operation_id, is_locked=True)


def find_open_operation(operation_id: UUID) -> Operation:
    """The operation as it is now; raises Absent and OperationIsOver.

    Whoever commands by a post has no right to lock it.
    """
    return _open(operation_id, is_locked=False)


def _open(operation_id: UUID, *, is_locked: bool) -> Operation:
    rows = Operation.objects.filter(id=operation_id)
    row = (rows.select_for_update(no_key=True) if is_locked else rows).first()
    if row is None:
        raise Absent
    if row.status == OperationStatus.CLOSED:
        raise OperationIsOver
    return row
