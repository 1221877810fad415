"""Which visits somebody may read: one rule for every query."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import get_language

from unhidden.access import rows
from unhidden.access.actor import Actor
from unhidden.visits.models import Visit

SEE = "visits.see_visits"


def readable(viewer: Actor) -> QuerySet[Visit]:
    """The visits in the viewer's sight: their organisation's, and their teams'."""
    return Visit.objects.filter(
        rows.visible(viewer, Visit.domain(), organisation="organisation_id")
    )


def of_own_teams(viewer: Actor) -> QuerySet[Visit]:
    """The visits of the viewer's own teams alone."""
    if viewer.person_id is None:
        return Visit.objects.none()
    return Visit.objects.filter(id__in=rows.let_in(viewer, Visit.domain()))


def language() -> str:
    return "cy" if get_language() == "cy" else "en"
