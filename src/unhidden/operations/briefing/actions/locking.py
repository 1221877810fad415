"""A brief held until the end of the transaction.

Setting its papers takes a second or more: its operation, on which every planner waits,
is not held for that.
"""

from __future__ import annotations

from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.operations.briefing.queries.drafts import find_planned_brief
from unhidden.operations.frame.actions.refusals import OperationClosed
from unhidden.operations.models import OperationBrief, OperationStatus


def lock_planned_brief(actor: Actor, brief_id: UUID) -> OperationBrief:
    """A brief that the actor may write, locked; raises Absent and OperationClosed."""
    brief = find_planned_brief(actor, brief_id)
    rows = OperationBrief.objects.select_for_update(no_key=True).filter(id=brief_id)
    if rows.first() is None:
        raise Absent
    if brief.operation.status == OperationStatus.CLOSED:
        raise OperationClosed
    return brief
