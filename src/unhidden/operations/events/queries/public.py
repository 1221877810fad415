"""The awareness events that anyone may come to, in the language of the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import get_language

from unhidden.access.absent import Absent
from unhidden.operations.events import rules
from unhidden.operations.models import (
    EventAudience,
    FeedbackConfidence,
    FeedbackUsefulness,
    PublicEvent,
)
from unhidden.operations.models.public import READABLE
from unhidden.operations.rules import FEEDBACK_DAYS


@dataclass(frozen=True, slots=True)
class EventMaterial:
    """A line about what there is to read; ``url`` is empty for words alone."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class EventPage:
    """A public event as it stands at this moment."""

    id: UUID
    title: str
    about: str
    place: str
    materials: tuple[EventMaterial, ...]
    audience: str
    starts_at: datetime
    ends_at: datetime
    is_cancelled: bool
    takes_sign_ups: bool
    takes_feedback: bool
    capacity: int | None


def coming_events(*, at: datetime) -> list[EventPage]:
    """Published events that are not over, the soonest first; for anyone."""
    rows = _published().filter(ends_at__gt=at)
    return [_page(row, at) for row in rows.order_by("starts_at", "id")]


def held_events(*, at: datetime) -> list[EventPage]:
    """Those just over, of which people may still say how they were; newest first."""
    since = at - timedelta(days=FEEDBACK_DAYS)
    rows = _published().filter(ends_at__lte=at, ends_at__gt=since, is_cancelled=False)
    return [_page(row, at) for row in rows.order_by("-starts_at", "id")]


def event_page(*, public_id: UUID, at: datetime) -> EventPage:
    """One published event, for anyone; raises Absent."""
    row = _published().filter(id=public_id).first()
    if row is None:
        raise Absent
    return _page(row, at)


def places_left(event: EventPage) -> int | None:
    """How many may still sign up; None where there is no limit."""
    if event.capacity is None:
        return None
    return rules.places_left(event.capacity, count_sign_ups(event.id))


def count_sign_ups(public_id: UUID) -> int:
    """How many are signed up: the public site's role asks, and reads no sign-up."""
    with connection.cursor() as cursor:
        cursor.execute("select wall.places_taken(%s)", [public_id])
        (count,) = cursor.fetchone()
    return int(count)


def list_event_audiences() -> list[tuple[str, str]]:
    return [(each.value, str(each.label)) for each in EventAudience]


def kinds_of_usefulness() -> list[tuple[str, str]]:
    return [(each.value, str(each.label)) for each in FeedbackUsefulness]


def kinds_of_sureness() -> list[tuple[str, str]]:
    return [(each.value, str(each.label)) for each in FeedbackConfidence]


def _published() -> QuerySet[PublicEvent]:
    return PublicEvent.objects.filter(is_public=True).only(*READABLE)


def _page(row: PublicEvent, at: datetime) -> EventPage:
    is_welsh = get_language() == "cy"
    is_coming = row.starts_at > at and not row.is_cancelled
    return EventPage(
        id=row.id,
        title=row.title_cy if is_welsh else row.title_en,
        about=row.about_cy if is_welsh else row.about_en,
        place=row.place_cy if is_welsh else row.place_en,
        materials=tuple(_materials(row.materials_cy if is_welsh else row.materials_en)),
        audience=row.get_audience_display(),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        is_cancelled=row.is_cancelled,
        takes_sign_ups=row.takes_sign_ups and is_coming,
        takes_feedback=not row.is_cancelled
        and rules.takes_feedback(row.starts_at, row.ends_at, at),
        capacity=row.capacity,
    )


def _materials(text: str) -> Iterator[EventMaterial]:
    """A line each; one that ends in an https address is a link of that name."""
    for line in filter(None, (line.strip() for line in text.splitlines())):
        words, _, last = line.rpartition(" ")
        if last.startswith("https://"):
            yield EventMaterial(
                words.rstrip(" :") or last.removeprefix("https://"), last
            )
        else:
            yield EventMaterial(line, "")
