"""Awareness events: forums for landlords and hotels, meetings with people."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F, QuerySet
from django.utils.translation import get_language

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.operations.events.queries.cards import EventCard
from unhidden.operations.models import AwarenessEvent, PublicEvent
from unhidden.operations.policies import SEE


@query
def list_events(*, viewer: Actor, operation_id: UUID) -> list[EventCard]:
    """An operation's events, by day and hour."""
    viewer.must(SEE)
    return [_card(row) for row in _in_order().filter(operation_id=operation_id)]


@query
def get_event(*, viewer: Actor, event_id: UUID) -> EventCard:
    """One event; raises Absent."""
    viewer.must(SEE)
    row = _in_order().filter(id=event_id).first()
    if row is None:
        raise Absent
    return _card(row)


def _in_order() -> QuerySet[AwarenessEvent]:
    rows = AwarenessEvent.objects.select_related("council", "team", "public")
    return rows.order_by("on", F("starts_at").asc(nulls_last=True), "place", "id")


def _card(row: AwarenessEvent) -> EventCard:
    public: PublicEvent | None = getattr(row, "public", None)
    return EventCard(
        id=row.id,
        operation_id=row.operation_id,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        place=row.place,
        council=_council(row),
        on=row.on,
        starts_at=row.starts_at,
        team_id=row.team_id,
        team=row.team.name if row.team else "",
        status=row.status,
        status_label=row.get_status_display(),
        attended=row.attended,
        cancelled_because=row.cancelled_because,
        is_public=public is not None and public.is_public,
        was_public=public is not None,
    )


def _council(row: AwarenessEvent) -> str:
    if row.council is None:
        return ""
    return row.council.name_cy if get_language() == "cy" else row.council.name_en
