"""Records that were opened in an emergency: one was reviewed, and one waits for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from unhidden.demo.region import Region
from unhidden.demo.support import OpenedCase
from unhidden.emergency import actions
from unhidden.lib.working_days import LONDON
from unhidden.safeguarding import queries as safeguarding


def open_and_review(region: Region, case: OpenedCase, *, today: date) -> None:
    """A Red Cross worker reads a case of BAWSO's, for three quarters of an hour each
    time; BAWSO reviews the first time the next day, and not yet the second."""
    first, second = (
        datetime.combine(today - timedelta(days=days), time(21), LONDON)
        for days in (17, 2)
    )
    lead = region.actor(case.worker, today)
    view = safeguarding.get_case(viewer=lead, case_id=case.id, at=second)
    access_id = _open(region, view.card.urn, first)
    at = first + timedelta(hours=13)
    actions.mark_seen(access_id=access_id, actor=lead, at=at)
    actions.review_emergency(
        access_id=access_id,
        outcome="justified",
        words="Our night line was down. The person was found safe within the hour.",
        actor=lead,
        at=at,
    )
    _open(region, view.card.urn, second)


def _open(region: Region, urn: str, at: datetime) -> UUID:
    asker = replace(
        region.actor("red_cross_worker", at.date()), confirmed_at=timezone.now()
    )
    asked = actions.ask_emergency(
        reference=urn,
        reason="missing",
        words="The person did not come home, and BAWSO’s night line does not answer.",
        actor=asker,
        at=at,
    )
    actions.end_emergency(
        access_id=asked.access_id, actor=asker, at=at + timedelta(minutes=45)
    )
    return asked.access_id
