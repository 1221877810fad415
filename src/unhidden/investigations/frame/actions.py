"""Holding an investigation while it is written in."""

from __future__ import annotations

from uuid import UUID

from django.db import models

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.investigations.frame.queries import own_investigations
from unhidden.investigations.models import ENDED, Investigation
from unhidden.lib.refusals import ActionRefused


class InvestigationClosed(ActionRefused):
    """The investigation is filed or closed; nothing in it changes."""


def hold_investigation(investigation_id: UUID, actor: Actor) -> Investigation:
    """The investigation, locked, if the actor is on its team; Absent otherwise."""
    row = (
        Investigation.objects.select_for_update()
        .filter(own_investigations(actor), id=investigation_id)
        .first()
    )
    if row is None:
        raise Absent
    return row


def hold_open_investigation(investigation_id: UUID, actor: Actor) -> Investigation:
    """The same of one that takes rows; raises InvestigationClosed, Absent."""
    row = hold_investigation(investigation_id, actor)
    if row.status in ENDED:
        raise InvestigationClosed
    return row


def next_number(rows: models.QuerySet[models.Model], field: str = "number") -> int:
    """The number after the highest of ``rows``, whose investigation is held."""
    highest: int | None = rows.aggregate(highest=models.Max(field))["highest"]
    return (highest or 0) + 1
