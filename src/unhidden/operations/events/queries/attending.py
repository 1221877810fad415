"""What the public reads of an event, and how many come, for those who hold it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.operations.models import (
    EventFeedback,
    FeedbackConfidence,
    FeedbackUsefulness,
    PublicEvent,
    SignUp,
)
from unhidden.operations.policies import SEE

QUESTIONS: tuple[
    tuple[str, Promise, type[FeedbackUsefulness] | type[FeedbackConfidence]], ...
] = (
    ("useful", _("How useful was it?"), FeedbackUsefulness),
    ("knows_signs", _("Are you sure what signs to look for?"), FeedbackConfidence),
    ("knows_whom", _("Are you sure whom to tell?"), FeedbackConfidence),
)


@dataclass(frozen=True, slots=True)
class PublicView:
    """The public words of an event, to change them."""

    id: UUID
    version: int
    is_public: bool
    starts_at: datetime
    ends_at: datetime
    fields: dict[str, object]


@dataclass(frozen=True, slots=True)
class EventAttendance:
    """Who comes, in numbers, and what those who came said, in numbers.

    ``answers`` has each question with its choices and how often each was given.
    """

    sign_ups: int
    places: int
    emails: int
    capacity: int | None
    feedback: int
    words: int
    answers: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]


@query
def public_words(*, viewer: Actor, event_id: UUID) -> PublicView | None:
    """The public words of an event, hidden ones too; None if it never was public."""
    viewer.must(SEE)
    row = PublicEvent.objects.filter(event_id=event_id).first()
    if row is None:
        return None
    names = ("title", "about", "place", "materials")
    both = [f"{name}_{tongue}" for name in names for tongue in ("en", "cy")]
    fields = [*both, "audience", "takes_sign_ups", "capacity"]
    return PublicView(
        id=row.id,
        version=row.version,
        is_public=row.is_public,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        fields={name: getattr(row, name) for name in fields},
    )


@query
def count_attendance(*, viewer: Actor, event_id: UUID) -> EventAttendance:
    """The numbers of an event's sign-ups and feedback; nobody's words or address."""
    viewer.must(SEE)
    event = PublicEvent.objects.filter(event_id=event_id).first()
    come = SignUp.objects.filter(event__event_id=event_id).aggregate(
        sign_ups=Count("id"),
        places=Sum("places"),
        emails=Count("id", filter=Q(has_email=True)),
    )
    said = EventFeedback.objects.filter(event__event_id=event_id)
    rows = list(said.values(*(name for name, _text, _choices in QUESTIONS)))
    return EventAttendance(
        sign_ups=come["sign_ups"],
        places=come["places"] or 0,
        emails=come["emails"],
        capacity=event.capacity if event else None,
        feedback=len(rows),
        words=said.filter(sealed_words__isnull=False).count(),
        answers=tuple(
            (str(text), _counts(choices, Counter(row[name] for row in rows)))
            for name, text, choices in QUESTIONS
        ),
    )


def _counts(
    choices: type[FeedbackUsefulness] | type[FeedbackConfidence], given: Counter[str]
) -> tuple[tuple[str, int], ...]:
    return tuple((str(each.label), given[each.value]) for each in choices)
