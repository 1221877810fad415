"""Where the board leads on to: the plan in force, and what a visit may need next."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.operations.board.queries import visits
from unhidden.operations.command.queries.posts import find_commander
from unhidden.operations.models import (
    OperationStatus,
    PlannedVisit,
    PlanState,
    PlanStatus,
    PlanVersion,
    VisitKind,
)
from unhidden.operations.policies import PLAN, RECORDS, SEE, VISIT
from unhidden.operations.visits.queries.turns import find_turn

_BY_CONSENT = (VisitKind.SOFT, VisitKind.HOTEL)


@dataclass(frozen=True, slots=True)
class VisitNext:
    """What the viewer may do next about a visit.

    ``is_turned``: read how it turned; ``has_record``: write its record, or read it.
    """

    is_turned: bool
    may_turn: bool
    may_open_second: bool
    has_record: bool

    @property
    def is_any(self) -> bool:
        """Whether there is anything to lead on to in this module."""
        return self.is_turned or self.may_turn or self.may_open_second


@query
def find_plan_in_force(*, viewer: Actor, operation_id: UUID) -> UUID | None:
    """The plan that was taken last, from which what is left is planned again."""
    viewer.must(PLAN)
    taken = PlanVersion.objects.filter(
        operation_id=operation_id, state=PlanState.TAKEN, plan__isnull=False
    )
    row = taken.order_by("-taken_at", "id").values_list("id").first()
    return row[0] if row else None


@query
def find_visit_next(*, viewer: Actor, planned_id: UUID) -> VisitNext:
    """What its planners and its crew may do next about a visit; raises Absent."""
    viewer.must(SEE)
    rows = visits.list_in_order(viewer).select_related("operation")
    row = rows.filter(id=planned_id).first()
    if row is None:
        raise Absent
    found = find_commander(viewer=viewer, operation_id=row.operation_id)
    crews = visits.list_own_teams(viewer, row.operation_id)
    goes = viewer.may(VISIT) and bool(visits.make_fact(row).crew_ids & crews)
    is_turned = find_turn(viewer=viewer, planned_id=planned_id) is not None
    takes_part = found.decides or goes
    return VisitNext(
        is_turned=is_turned and takes_part and row.status != PlanStatus.CANCELLED,
        may_turn=_is_waiting(row, *_BY_CONSENT) and takes_part and not is_turned,
        may_open_second=_is_waiting(row, VisitKind.SAFEGUARDING) and found.decides,
        has_record=_has_record(row, viewer, goes=goes),
    )


def _has_record(row: PlannedVisit, viewer: Actor, *, goes: bool) -> bool:
    """Whether its crew writes its record now, or the viewer may read one."""
    if row.status == PlanStatus.DONE:
        return goes or viewer.may(RECORDS)
    return goes and _is_waiting(row, *VisitKind)


def _is_waiting(row: PlannedVisit, *kinds: VisitKind) -> bool:
    """Whether it is still to be made, in a week that runs, and of one of the kinds."""
    is_running = row.operation.status == OperationStatus.RUNNING
    return is_running and row.status == PlanStatus.PLANNED and row.kind in kinds
