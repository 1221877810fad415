"""Disclosures that nobody took in time end, and their keys with them."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.oversight.models import Disclosure


@action
def lapse_disclosures(*, actor: Actor, at: datetime) -> int:
    """End what waits past its time, with its keys; gives how many."""
    actor.must("oversight.lapse_disclosures")
    with connection.cursor() as cursor:
        cursor.execute("select wall.lapse_disclosures(%s)", [at])
        over = [disclosure_id for (disclosure_id,) in cursor.fetchall()]
    for disclosure_id in over:
        audit.record_event(
            name="oversight.disclosure_lapsed",
            actor=actor,
            subject=Disclosure(id=disclosure_id),
            at=at,
        )
    return len(over)
