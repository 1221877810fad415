"""Writing the record, inside the transaction of what it records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from unhidden.access.actor import Actor
from unhidden.audit.models import Event
from unhidden.audit.verbs import Verb

__all__ = ["OutsideTransaction", "Verb", "record"]


class OutsideTransaction(Exception):
    """An event is written with the change it records, or not at all."""


def record(
    *,
    name: str,
    actor: Actor,
    subject: Model,
    at: datetime,
    detail: Mapping[str, str | int | None] | None = None,
    verb: Verb = Verb.ALTERATION,
    justification: str = "",
    recipients: Iterable[UUID] = (),
) -> None:
    """Add one event: ``name`` is ``module.what_happened``, ``detail`` ids and codes.

    ``recipients`` are the organisations or people to whom something was disclosed.
    Raises OutsideTransaction when no transaction is open.
    """
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransaction
    Event.objects.create(
        name=name,
        person_id=actor.person_id,
        organisation_id=actor.organisation_id,
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        at=at,
        detail=dict(detail or {}),
        verb=verb,
        justification=justification,
        recipients=list(recipients),
    )
