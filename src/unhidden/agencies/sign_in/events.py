"""The record of signing in: who did, who was refused, and what was changed."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from unhidden.access import context
from unhidden.access.actor import NOBODY, Actor
from unhidden.agencies.models import Person
from unhidden.audit import actions as audit

UNKNOWN = UUID(int=0)


def note_account_event(
    what: str,
    person: Person | None,
    *,
    actor: Actor | None = None,
    **detail: str | int | None,
) -> None:
    """Add ``agencies.<what>`` about the person; None for an address nobody has.

    Whoever's page it may be, it is written outside of it, unless it is theirs.
    """
    if actor is None:
        actor = Actor(person.id, None, frozenset()) if person else NOBODY
    with transaction.atomic(), context.outside_of_others(actor):
        audit.record_event(
            name=f"agencies.{what}",
            actor=actor,
            subject=person or Person(id=UNKNOWN),
            at=timezone.now(),
            detail=detail,
        )


def note_refusal(person: Person | None, reason: str) -> None:
    """Somebody was not let in; nothing that they typed is kept."""
    note_account_event("sign_in_refused", person, reason=reason)
