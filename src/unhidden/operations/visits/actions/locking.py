"""A planned visit with its operation, held until the end of the transaction."""

from __future__ import annotations

from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.operations.frame.actions.locking import open_operation_of
from unhidden.operations.frame.queries.reach import filter_visible_plans
from unhidden.operations.models import Operation, PlannedVisit


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
