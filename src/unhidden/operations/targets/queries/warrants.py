"""Warrants of an operation, those that end soon, and whether one lets a visit in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Count

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.lib.working_days import LONDON
from unhidden.operations.command.rules.warrants import ends_soon
from unhidden.operations.models import (
    PlannedVisit,
    PlanStatus,
    PremisesWarrant,
    VisitKind,
)
from unhidden.operations.policies import PLAN
from unhidden.operations.targets.queries.cards import UnderWarrant, WarrantCard
from unhidden.operations.targets.rules.warrants import EntryFault


@query
def list_warrants(*, viewer: Actor, operation_id: UUID) -> list[WarrantCard]:
    """The warrants of an operation that the viewer plans: what ends first, first."""
    viewer.must(PLAN)
    return find_warrants(operation_id)


@query
def list_ending_warrants(
    *, viewer: Actor, operation_id: UUID, at: datetime
) -> list[WarrantCard]:
    """Those that end within seven days, and have an entry left."""
    viewer.must(PLAN)
    return [
        card
        for card in find_warrants(operation_id)
        if ends_soon(card.expires_at, at) and card.entries_left
    ]


@query
def list_withdrawn_warrants(*, viewer: Actor, operation_id: UUID) -> list[WarrantCard]:
    """Those that were withdrawn, by whom and why: what was visited names them."""
    viewer.must(PLAN)
    return find_warrants(operation_id, is_withdrawn=True)


@query
def get_warrant(*, viewer: Actor, operation_id: UUID, warrant_id: UUID) -> WarrantCard:
    """A warrant that nobody withdrew; raises Absent."""
    viewer.must(PLAN)
    held = {one.id: one for one in find_warrants(operation_id)}
    if warrant_id not in held:
        raise Absent
    return held[warrant_id]


@query
def list_visits_under(*, viewer: Actor, warrant: WarrantCard) -> list[UnderWarrant]:
    """The visits that are still planned under a warrant, the next first."""
    viewer.must(PLAN)
    rows = PlannedVisit.objects.filter(
        operation_id=warrant.operation_id,
        premises_id=warrant.premises_id,
        kind=VisitKind.ENFORCEMENT,
        authority=warrant.number,
        status=PlanStatus.PLANNED,
    ).select_related("team")
    return [
        UnderWarrant(row.id, row.on, row.team.name if row.team else "")
        for row in rows.order_by("on", "starts_at", "id")
    ]


def find_warrants(
    operation_id: UUID,
    premises_ids: Iterable[UUID] | None = None,
    *,
    is_withdrawn: bool = False,
) -> list[WarrantCard]:
    """Warrants within a transaction of whoever plans; of these premises, if any."""
    rows = PremisesWarrant.objects.select_related("premises", "withdrawn_by").filter(
        operation_id=operation_id, withdrawn_at__isnull=not is_withdrawn
    )
    if premises_ids is not None:
        rows = rows.filter(premises_id__in=set(premises_ids))
    counted = rows.annotate(used=Count("entries_used"))
    return [_card(row) for row in counted.order_by("expires_at", "number", "id")]


def find_fault_of_entry(
    *,
    planned_id: UUID,
    operation_id: UUID,
    premises_id: UUID,
    authority: str,
    on: date,
    starts_at: time | None,
) -> tuple[EntryFault, datetime | None] | None:
    """Why that visit cannot be tasked to enforce, and the hour that it turns on.

    None where it can. A visit without an hour must be lawful at every hour of its day.
    Row policies ask the same of the same procedure.
    """
    first = datetime.combine(on, starts_at or time(), LONDON)
    last = first if starts_at else datetime.combine(on + timedelta(1), time(), LONDON)
    with connection.cursor() as cursor:
        cursor.execute(
            "select * from wall.find_entry_fault(%s, %s, %s, %s, %s, %s)",
            [planned_id, operation_id, premises_id, authority, first, last],
        )
        found = cursor.fetchone()
    return (EntryFault(found[0]), found[1]) if found else None


def _card(row: PremisesWarrant) -> WarrantCard:
    used: int = row.used  # type: ignore[attr-defined]  # counted by the query above
    return WarrantCard(
        id=row.id,
        operation_id=row.operation_id,
        premises_id=row.premises_id,
        premises=row.premises.name,
        act=row.act,
        number=row.number,
        granted_by=row.granted_by,
        issued_at=row.issued_at,
        expires_at=row.expires_at,
        entries=row.entries,
        entries_left=max(row.entries - used, 0),
        withdrawn_at=row.withdrawn_at,
        withdrawn_by=row.withdrawn_by.name if row.withdrawn_by else "",
        withdrawn_because=row.withdrawn_because,
    )
