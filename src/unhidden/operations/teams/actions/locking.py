"""A team with its operation, held until the end of the transaction."""

from __future__ import annotations

from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.operations.frame.actions.locking import open_operation_of
from unhidden.operations.models import Operation, Team


def team_in_open(team_id: UUID) -> tuple[Operation, Team]:
    """The team and its locked operation; raises Absent and OperationClosed."""
    row = Team.objects.filter(id=team_id).first()
    if row is None:
        raise Absent
    return open_operation_of(row.operation_id), row
