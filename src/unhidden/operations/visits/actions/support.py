"""The crews that come along on a visit, named and let go with the one that leads."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.operations import policies
from unhidden.operations.models import (
    Operation,
    PlannedVisit,
    PlanStatus,
    SupportingCrew,
)
from unhidden.operations.visits.actions import plans, refusals
from unhidden.operations.visits.actions.locking import visit_in_open


@action
def name_supporting_crews(
    *, planned_id: UUID, team_ids: Collection[UUID], actor: Actor, at: datetime
) -> None:
    """Say which crews come along on a visit; none of them leads it.

    Raises VisitNotPlanned, RisksUncontrolled, CrewBarred and SupportIsBusy; Absent for
    a team of another operation, for the one that leads, and where none leads.
    """
    actor.must(policies.PLAN)
    operation, row = visit_in_open(planned_id, actor)
    if row.status != PlanStatus.PLANNED:
        raise refusals.VisitNotPlanned(row.status)
    there = list_supporting(row)
    wanted = set(team_ids)
    if wanted == there:
        return
    if wanted - there:
        plans.check_risks(operation, row.team_id)
    SupportingCrew.objects.filter(visit=row, team_id__in=there - wanted).delete()
    for team_id in sorted(wanted - there):
        _add(operation, row, team_id)
    audit.record_event(
        name="operations.visit_assigned",
        actor=actor,
        subject=row,
        at=at,
        detail={"operation": str(row.operation_id)},
    )


def list_supporting(row: PlannedVisit) -> set[UUID]:
    """The crews that come along on the visit of a row."""
    return set(row.support.order_by("id").values_list("team_id", flat=True))


def keep_supporting(row: PlannedVisit) -> None:
    """Keep those that come along on a visit planned anew, which is not saved yet.

    Whoever leads now comes along no more; without a crew that leads nobody does.
    Raises SupportIsBusy for a crew that is elsewhere at the new hour, and CrewBarred.
    """
    for one in _release(row):
        _check(row, one.team_id)


def release_busy(row: PlannedVisit) -> None:
    """Let go of whoever cannot come along any more, for a visit that is put back."""
    for one in _release(row):
        try:
            _check(row, one.team_id)
        except (refusals.CrewBarred, refusals.SupportIsBusy):
            one.delete()


def _release(row: PlannedVisit) -> list[SupportingCrew]:
    """Let go of who leads, and of all where nobody does; gives the others."""
    kept = []
    for one in row.support.order_by("id"):
        if row.team_id in (None, one.team_id):
            one.delete()
        else:
            kept.append(one)
    return kept


def _add(operation: Operation, row: PlannedVisit, team_id: UUID) -> None:
    plans.check_team(operation, team_id)
    if row.team_id in (None, team_id):
        raise Absent
    _check(row, team_id)
    SupportingCrew(visit=row, team_id=team_id).save(force_insert=True)


def _check(row: PlannedVisit, team_id: UUID) -> None:
    """Raise CrewBarred, or SupportIsBusy, for a crew that cannot come along."""
    plans.check_bars(row, team_id, row.operation_id, row.premises_id)
    if row.starts_at is None:
        return
    if plans.clashes_at(row.on, row.starts_at, team_id, row.id):
        raise refusals.SupportIsBusy
