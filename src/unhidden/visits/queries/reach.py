"""Which visits somebody may read: one rule for every query."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import get_language

from unhidden.access.actor import Actor
from unhidden.visits.models import Visit

SEE = "visits.see_visits"


def readable(viewer: Actor) -> QuerySet[Visit]:
    """All visits with ``visits.see_visits``; else those of one's own teams."""
    return Visit.objects.all() if viewer.may(SEE) else of_own_teams(viewer)


def of_own_teams(viewer: Actor) -> QuerySet[Visit]:
    if viewer.person_id is None:
        return Visit.objects.none()
    return Visit.objects.filter(planned__team__members__person_id=viewer.person_id)


def language() -> str:
    return "cy" if get_language() == "cy" else "en"
