"""Whether crews go out when a visit begins, by the roster and its rules of rest."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.lib.working_days import LONDON
from unhidden.operations.models import RosterShift
from unhidden.operations.rosters.queries.facts import collect_facts
from unhidden.operations.rosters.queries.resources import get_planned_operation
from unhidden.operations.rosters.rules.clock import minute_of
from unhidden.operations.rosters.rules.crews import compute_roster
from unhidden.operations.rosters.rules.days import RosterDay, RosterFault


@query
def list_stopping_faults(
    *,
    viewer: Actor,
    operation_id: UUID,
    team_ids: Collection[UUID],
    on: date,
    starts_at: time | None,
) -> list[RosterFault]:
    """Why these crews stay at home then; nothing of a crew that has no shift.

    Raises Absent for who does not plan the operation.
    """
    of = get_planned_operation(viewer=viewer, operation_id=operation_id)
    shifts = RosterShift.objects.filter(
        operation_id=operation_id, team_id__in=team_ids, on=on
    )
    if not shifts.exists():
        return []
    outcome = compute_roster(collect_facts(viewer, of))
    out = {day.team_id for day in outcome.days if _lasts(day, on, starts_at)}
    return [
        fault
        for fault in outcome.faults
        if fault.is_stopping and fault.on == on and fault.team_id in {*team_ids} - out
    ]


def _lasts(day: RosterDay, on: date, at: time | None) -> bool:
    """Whether the shift of the day before still lasts then."""
    if at is None or day.on != on - timedelta(days=1):
        return False
    return minute_of(day.on, datetime.combine(on, at, LONDON)) < day.ends_minute
