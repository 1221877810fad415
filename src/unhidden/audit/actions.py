"""Writing the record, inside the transaction of what it records."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import Model

from unhidden.access.absent import Absent
from unhidden.access.actor import NOBODY, Actor
from unhidden.access.context import action
from unhidden.access.records import GuardedRecord
from unhidden.audit import policies
from unhidden.audit.models import Event
from unhidden.audit.verbs import ReviewResult, Verb

__all__ = [
    "EventOutsideTransaction",
    "ReviewResult",
    "Verb",
    "follow_request",
    "note_setting",
    "note_told",
    "record_event",
    "review_event",
    "write_event",
]

# Of these the record says on which basis they were done.
_OF_BASIS = {Verb.CONSULTATION, Verb.DISCLOSURE}


class EventOutsideTransaction(Exception):
    """An event is written with the change it records, or not at all."""


@dataclass(slots=True)
class AuditedRequest:
    """One request of a page: its events share an id, and it knows what they told."""

    id: UUID = field(default_factory=uuid4)
    subjects: set[UUID | None] = field(default_factory=set)


_request: ContextVar[AuditedRequest | None] = ContextVar(
    "request_of_events", default=None
)


@contextmanager
def follow_request() -> Iterator[AuditedRequest]:
    """Every event of the block belongs to one request."""
    request = AuditedRequest()
    mark = _request.set(request)
    try:
        yield request
    finally:
        _request.reset(mark)


def note_told(subject_id: UUID) -> None:
    """What this page shows of the subject was written down a moment ago: a page that
    keeps itself up to date is one look, and not one a second."""
    request = _request.get()
    if request is not None:
        request.subjects.add(subject_id)


def record_event(  # noqa: PLR0913  # an event tells nine things
    *,
    name: str,
    actor: Actor,
    subject: Model,
    at: datetime,
    detail: Mapping[str, str | int | None] | None = None,
    verb: Verb = Verb.ALTERATION,
    justification: str = "",
    recipients: Iterable[UUID] = (),
    categories: Iterable[str] = (),
) -> None:
    """Add one event: ``name`` is ``module.what_happened``, ``detail`` ids and codes.

    ``recipients`` are the organisations or people to whom something was disclosed,
    ``categories`` the kinds of data that were seen. Who did it, for what and on which
    basis, the database reads from the context; raises EventOutsideTransaction when no
    transaction is open.
    """
    write_event(
        name=name,
        actor=actor,
        kind=subject._meta.label_lower,
        subject_id=subject.pk,
        domain=_domain(subject) if verb in _OF_BASIS else "",
        at=at,
        verb=verb,
        more={
            "detail": dict(detail or {}),
            "justification": justification,
            "recipients": [str(one) for one in recipients],
            "categories": list(categories),
        },
    )


def _domain(subject: Model) -> str:
    return subject.domain() if isinstance(subject, GuardedRecord) else ""


@action
def review_event(
    *, event_id: UUID, result: ReviewResult, actor: Actor, at: datetime
) -> None:
    """Record what a supervisor found when they looked at an event.

    The review is an event itself. Raises Absent for what the reviewer did themselves.
    """
    actor.must(policies.REVIEW)
    found = Event.objects.filter(id=event_id).exclude(person_id=actor.person).first()
    if found is None:
        raise Absent
    record_event(
        name=policies.REVIEWED,
        actor=actor,
        subject=found,
        at=at,
        detail={"result": result.value},
        verb=Verb.CONSULTATION,
    )


def note_setting(*, role: str, setting: str, at: datetime) -> None:
    """Record that a database role was found with a default of its own."""
    with transaction.atomic():
        write_event(
            name="audit.settings_found",
            actor=NOBODY,
            kind="database.role",
            subject_id=None,
            domain="",
            at=at,
            verb=Verb.ALTERATION,
            more={"detail": {"role": role, "setting": setting}},
        )


More = Mapping[str, str | bool | Collection[str] | Mapping[str, str | int | None]]


def write_event(
    *,
    name: str,
    actor: Actor,
    kind: str,
    subject_id: UUID | None,
    domain: str,
    at: datetime,
    verb: Verb,
    more: More,
) -> None:
    """Add one event in one statement; ``more`` as ``wall.note`` takes it."""
    if not connection.in_atomic_block:
        raise EventOutsideTransaction
    told = {key: value for key, value in more.items() if value}
    request = _request.get()
    if request is not None:
        request.subjects.add(subject_id)
        told["request_id"] = str(request.id)
    with connection.cursor() as cursor:
        cursor.execute(
            "select wall.note(%s, %s, %s, %s, %s, %s, %s, %s)",
            [
                name,
                verb.value,
                kind,
                subject_id,
                domain,
                at,
                actor.person_id,
                json.dumps(told),
            ],
        )
