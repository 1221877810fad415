"""An event with its operation, held until the end of the transaction."""

from __future__ import annotations

from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.operations.frame.actions.locking import open_operation_of
from unhidden.operations.models import AwarenessEvent, Operation


def event_in_open(event_id: UUID) -> tuple[Operation, AwarenessEvent]:
    """The event and its locked operation; raises Absent and OperationClosed."""
    known = AwarenessEvent.objects.filter(id=event_id).first()
    if known is None:
        raise Absent
    operation = open_operation_of(known.operation_id)
    return operation, AwarenessEvent.objects.get(id=event_id)
