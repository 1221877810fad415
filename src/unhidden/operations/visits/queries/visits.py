"""Planned visits: of an operation, of a person, and one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import F, QuerySet

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.operations.frame.queries.crews import (
    WITH_SUPPORT,
    filter_crews,
    list_support,
)
from unhidden.operations.frame.queries.operations import name_of
from unhidden.operations.frame.queries.reach import filter_visible_plans
from unhidden.operations.models import (
    OperationStatus,
    PlannedVisit,
    PlanStatus,
    TeamMember,
)
from unhidden.operations.policies import PLAN, SEE
from unhidden.operations.visits.queries.cards import PlannedVisitCard, TakenDay


@query
def planned_visits(
    *,
    viewer: Actor,
    operation_id: UUID,
    on: date | None = None,
    team_id: UUID | None = None,
    is_waiting: bool = False,
    status: str = "",
) -> list[PlannedVisitCard]:
    """The visits of an operation that the viewer meets, by day and hour.

    Or those of a day, a team, a status. ``is_waiting`` narrows to those that have no
    team yet.
    """
    viewer.must(SEE)
    rows = _in_order(viewer).filter(operation_id=operation_id)
    if on is not None:
        rows = rows.filter(on=on)
    if team_id is not None:
        rows = rows.filter(filter_crews([team_id]))
    if is_waiting:
        rows = rows.filter(team__isnull=True)
    if status:
        rows = rows.filter(status=status)
    return [_card(row) for row in rows]


@query
def list_taken_days(*, viewer: Actor, operation_id: UUID) -> list[TakenDay]:
    """The hours still to come at which anybody of the operation is busy, by day.

    Nothing else of what is planned then: for those who do not meet all of it.
    """
    viewer.must(SEE)
    found: dict[date, list[tuple[int, int]]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute("select * from wall.taken(%s)", [operation_id])
        for day, first, last in cursor.fetchall():
            found[day].append((first, last))
    return [TakenDay(day, tuple(hours)) for day, hours in found.items()]


@query
def planned_visit(*, viewer: Actor, planned_id: UUID) -> PlannedVisitCard:
    """One planned visit; raises Absent."""
    viewer.must(SEE)
    row = _in_order(viewer).filter(id=planned_id).first()
    if row is None:
        raise Absent
    return _card(row)


@query
def find_planned_visits(
    *, viewer: Actor, planned_ids: Collection[UUID]
) -> dict[UUID, PlannedVisitCard]:
    """Those of these visits that the viewer meets, by their ids."""
    viewer.must(SEE)
    rows = _in_order(viewer).filter(id__in=planned_ids) if planned_ids else ()
    return {row.id: _card(row) for row in rows}


@query
def plan_of_record(*, viewer: Actor, planned_id: UUID) -> PlannedVisitCard:
    """The plan of a visit that was made, for who reads its record; or Absent.

    Its day may be over: the plan is then met by its record alone.
    """
    rows = PlannedVisit.objects.select_related("operation", "premises", "team")
    found = rows.prefetch_related(WITH_SUPPORT).filter(id=planned_id)
    row = found.filter(status=PlanStatus.DONE).first()
    if row is None:
        raise Absent
    return _card(row)


@query
def visits_of_person(*, viewer: Actor, person_id: UUID) -> list[PlannedVisitCard]:
    """What the person's teams have still to do in running operations, in order.

    One's own, or with the permission to plan anybody's; else Absent. A visit is not
    theirs to make before its operation has started.
    """
    viewer.must(SEE)
    if person_id != viewer.person_id:
        viewer.must(PLAN)
    teams = TeamMember.objects.filter(person_id=person_id).values("team_id")
    rows = _in_order(viewer).filter(
        filter_crews(teams),
        status=PlanStatus.PLANNED,
        operation__status=OperationStatus.RUNNING,
    )
    return [_card(row) for row in rows]


@query
def planned_already(
    *, viewer: Actor, operation_id: UUID, premises_ids: Iterable[UUID]
) -> dict[UUID, list[PlannedVisitCard]]:
    """Those of the premises that the operation visits, with their visits by day."""
    viewer.must(SEE)
    rows = _in_order(viewer).filter(
        operation_id=operation_id, premises_id__in=set(premises_ids)
    )
    found: dict[UUID, list[PlannedVisitCard]] = defaultdict(list)
    for row in rows.exclude(status=PlanStatus.CANCELLED):
        found[row.premises_id].append(_card(row))
    return dict(found)


def _in_order(viewer: Actor) -> QuerySet[PlannedVisit]:
    """Visits by day and hour, those without an hour at the end of their day."""
    rows = filter_visible_plans(viewer).select_related("operation", "premises", "team")
    rows = rows.prefetch_related(WITH_SUPPORT)
    hour = F("starts_at").asc(nulls_last=True)
    return rows.order_by("on", hour, "premises__name", "id")


def _card(row: PlannedVisit) -> PlannedVisitCard:
    premises = row.premises
    return PlannedVisitCard(
        id=row.id,
        operation_id=row.operation_id,
        operation=name_of(row.operation),
        operation_status=row.operation.status,
        operation_starts_on=row.operation.starts_on,
        premises_id=row.premises_id,
        premises=premises.name,
        address=", ".join(filter(None, (premises.address, premises.postcode))),
        premises_kind=premises.kind,
        premises_kind_label=premises.get_kind_display(),
        kind=row.kind,
        kind_label=row.get_kind_display(),
        on=row.on,
        starts_at=row.starts_at,
        team_id=row.team_id,
        team=row.team.name if row.team else "",
        status=row.status,
        status_label=row.get_status_display(),
        purpose=row.purpose,
        power=row.power,
        authority=row.authority,
        cancelled_because=row.cancelled_because,
        support=list_support(row),
    )
