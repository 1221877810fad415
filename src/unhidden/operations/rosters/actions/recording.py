"""What an action on a roster leaves in the record: never more than ids, days, codes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import models

from unhidden.access.actor import Actor
from unhidden.audit import actions as audit


def record_change(
    name: str,
    subject: models.Model,
    operation_id: UUID,
    *,
    actor: Actor,
    at: datetime,
    verb: audit.Verb = audit.Verb.ALTERATION,
    **detail: str | int,
) -> None:
    """Add an event about a row of the operation's roster."""
    audit.record_event(
        name=f"operations.{name}",
        actor=actor,
        subject=subject,
        at=at,
        verb=verb,
        detail={"operation": str(operation_id), **detail},
    )
