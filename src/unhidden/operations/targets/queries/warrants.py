"""Warrants of an operation, those that end soon, and whether one lets a visit in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Count

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.lib.working_days import LONDON
from unhidden.operations.models import PremisesWarrant
from unhidden.operations.policies import PLAN
from unhidden.operations.targets.queries.cards import WarrantCard
from unhidden.operations.targets.rules import warrants as rules
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
        if rules.ends_soon(card.expires_at, at) and card.entries_left
    ]


def find_warrants(
    operation_id: UUID, premises_ids: Iterable[UUID] | None = None
) -> list[WarrantCard]:
    """The same within a transaction of whoever plans; of these premises, if any."""
    rows = PremisesWarrant.objects.select_related("premises").filter(
        operation_id=operation_id
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
    )
