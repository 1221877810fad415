"""One record that was opened in an emergency, and reviewed: it was right."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from django.utils import timezone

from config.demo.region import Region
from unhidden.emergency import actions
from unhidden.safeguarding import queries as safeguarding


def open_and_review(region: Region, *, at: datetime) -> None:
    """A Red Cross worker reads BAWSO's first case of that day for three quarters of an
    hour; BAWSO reviews it the next day."""
    lead = region.actor("bawso_worker", at.date())
    case = min(safeguarding.cases(viewer=lead, at=at), key=lambda card: card.urn)
    asker = replace(
        region.actor("red_cross_worker", at.date()), confirmed_at=timezone.now()
    )
    asked = actions.ask(
        reference=case.urn,
        reason="missing",
        words="The person did not come home, and BAWSO’s night line does not answer.",
        actor=asker,
        at=at,
    )
    ended_at = at + timedelta(minutes=45)
    actions.end(access_id=asked.access_id, actor=asker, at=ended_at)
    reviewed_at = at + timedelta(hours=13)
    actions.mark_seen(access_id=asked.access_id, actor=lead, at=reviewed_at)
    actions.review(
        access_id=asked.access_id,
        outcome="justified",
        words="Our night line was down. The person was found safe within the hour.",
        actor=lead,
        at=reviewed_at,
    )
