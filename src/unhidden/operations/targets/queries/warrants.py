"""Warrants of an operation, those that end soon, and whether one lets a visit in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Count

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.lib.working_days import LONDON
from unhidden.operations.models import PremisesWarrant
from unhidden.operations.policies import PLAN
from unhidden.operations.targets.queries.cards import WarrantCard
from unhidden.operations.targets.rules import warrants as rules
from unhidden.operations.targets.rules.warrants import EntryFault, WarrantTerms


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
    operation_id: UUID,
    premises_id: UUID,
    authority: str,
    on: date,
    starts_at: time | None,
) -> tuple[EntryFault, datetime | None] | None:
    """Why nobody may be tasked to enforce there then, and the hour that it turns on.

    None where they may. Row policies say the same (``wall.is_lawful_entry``).
    """
    held = find_warrants(operation_id, [premises_id])
    terms = [
        WarrantTerms(one.number, one.issued_at, one.expires_at, one.entries_left)
        for one in held
    ]
    fault = rules.find_entry_fault(
        authority, terms, on=on, starts_at=starts_at, zone=LONDON
    )
    if fault is None:
        return None
    named = next((one for one in held if one.number == authority), None)
    if named is None:
        return fault, None
    is_early = fault is EntryFault.NOT_GRANTED_YET
    return fault, named.issued_at if is_early else named.expires_at


def _card(row: PremisesWarrant) -> WarrantCard:
    used: int = row.used  # type: ignore[attr-defined]  # counted by the query above
    return WarrantCard(
        id=row.id,
        operation_id=row.operation_id,
        premises_id=row.premises_id,
        premises=row.premises.name,
        act=row.act,
        number=row.number,
        issued_at=row.issued_at,
        expires_at=row.expires_at,
        entries=row.entries,
        entries_left=max(row.entries - used, 0),
    )
