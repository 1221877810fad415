"""Telling the public of an awareness event, and telling them no more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from django.utils import timezone

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.operations import policies
from unhidden.operations.events.actions import refusals
from unhidden.operations.events.actions.locking import event_in_open
from unhidden.operations.frame.actions.locking import lock_operation
from unhidden.operations.models import (
    AwarenessEvent,
    EventAudience,
    PlanStatus,
    PublicEvent,
)


@dataclass(frozen=True, slots=True)
class PublicWords:
    """What the public reads of an event; ``capacity`` is None where all may come.

    ``version`` is that of the words which were shown for changing, 0 for the first.
    """

    version: int
    title_en: str
    title_cy: str
    about_en: str
    about_cy: str
    place_en: str
    place_cy: str
    materials_en: str
    materials_cy: str
    audience: str
    starts_at: time
    ends_at: time
    takes_sign_ups: bool
    capacity: int | None


@action
def publish_event(
    *, event_id: UUID, new: PublicWords, actor: Actor, at: datetime
) -> UUID:
    """Show an event to the public in these words; gives the id of its public page.

    Raises Absent, OperationClosed, EventNotPlanned for one that is cancelled,
    EventEndsBeforeItStarts, and EventMoved if a colleague was quicker.
    """
    actor.must(policies.PLAN)
    operation, event = event_in_open(event_id)
    if event.status == PlanStatus.CANCELLED:
        raise refusals.EventNotPlanned(event.status)
    if new.audience not in EventAudience.values:
        raise Absent
    if new.ends_at <= new.starts_at:
        raise refusals.EventEndsBeforeItStarts
    known = PublicEvent.objects.filter(event=event).first()
    row = known or PublicEvent(event=event, organiser_id=operation.lead_id, version=0)
    if row.version != new.version:
        raise refusals.EventMoved
    _fill(row, event, new)
    row.save(force_insert=known is None, update_fields=_names() if known else None)
    _record("operations.event_published", event, actor, at)
    return row.id


@action
def unpublish_event(*, event_id: UUID, actor: Actor, at: datetime) -> None:
    """The public sees the event no more; what people left stays. Raises Absent.

    Also in a closed operation: words that should not be public never have to be.
    """
    actor.must(policies.PLAN)
    event = AwarenessEvent.objects.filter(id=event_id).first()
    if event is None:
        raise Absent
    lock_operation(event.operation_id)
    row = PublicEvent.objects.filter(event=event, is_public=True).first()
    if row is None:
        raise Absent
    row.is_public = False
    row.version += 1
    row.save(update_fields=["is_public", "version"])
    _record("operations.event_unpublished", event, actor, at)


_WORDS = (
    "title_en",
    "title_cy",
    "about_en",
    "about_cy",
    "place_en",
    "place_cy",
    "materials_en",
    "materials_cy",
    "audience",
    "takes_sign_ups",
    "capacity",
)


def _names() -> list[str]:
    return [*_WORDS, "starts_at", "ends_at", "is_public", "version"]


def _fill(row: PublicEvent, event: AwarenessEvent, new: PublicWords) -> None:
    for name in _WORDS:
        setattr(row, name, getattr(new, name))
    row.starts_at = _on_the_day(event, new.starts_at)
    row.ends_at = _on_the_day(event, new.ends_at)
    row.is_public = True
    row.version += 1


def _on_the_day(event: AwarenessEvent, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(event.on, hour))


def _record(name: str, event: AwarenessEvent, actor: Actor, at: datetime) -> None:
    detail = {"operation": str(event.operation_id), "on": event.on.isoformat()}
    audit.record_event(name=name, actor=actor, subject=event, at=at, detail=detail)
