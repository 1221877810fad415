"""Candidates of an operation, held until the end of the transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.audit import actions as audit
from unhidden.operations.frame.actions.locking import open_operation_of
from unhidden.operations.models import Operation, PremisesCandidate
from unhidden.operations.targets.actions.refusals import NoCandidateChosen


def hold_candidates(
    operation_id: UUID, candidate_ids: Collection[UUID], *, is_removed: bool = False
) -> tuple[Operation, list[PremisesCandidate]]:
    """The operation and these candidates of it, by name of their premises.

    The operation is locked, and with it all of its candidates. Raises
    NoCandidateChosen, OperationClosed, and Absent for one that there is not.
    """
    if not candidate_ids:
        raise NoCandidateChosen
    operation = open_operation_of(operation_id)
    rows = PremisesCandidate.objects.select_related("premises").filter(
        operation=operation,
        id__in=set(candidate_ids),
        removed_at__isnull=not is_removed,
    )
    found = list(rows.order_by("premises__name", "id"))
    if len(found) != len(set(candidate_ids)):
        raise Absent
    return operation, found


def name_premises(rows: Iterable[PremisesCandidate]) -> list[str]:
    """The names of their premises."""
    return [row.premises.name for row in rows]


def record_each(
    name: str,
    rows: Iterable[PremisesCandidate],
    *,
    actor: Actor,
    at: datetime,
    **detail: str,
) -> None:
    """Record one event for each candidate: that it was, and not what is planned."""
    for row in rows:
        audit.record_event(
            name=f"operations.{name}",
            actor=actor,
            subject=row,
            at=at,
            detail={"operation": str(row.operation_id), **detail},
        )
