"""Which visits somebody may read: one rule for every query."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from unhidden.access import context
from unhidden.access.actor import Actor
from unhidden.access.policy import RecordMatter, matters_of
from unhidden.access.rls import rows
from unhidden.visits.models import PossibleVictim, Visit

SEE = "visits.see_visits"


def filter_readable_visits(viewer: Actor) -> QuerySet[Visit]:
    """With ``visits.see_visits`` the organisation's, too; else one's own teams'."""
    if not viewer.may(SEE):
        return of_own_teams(viewer)
    return Visit.objects.filter(
        rows.make_visibility_condition(
            viewer, Visit.domain(), organisation="organisation_id"
        )
    )


def of_own_teams(viewer: Actor) -> QuerySet[Visit]:
    """The visits of the viewer's own teams alone."""
    if viewer.person_id is None:
        return Visit.objects.none()
    return Visit.objects.filter(id__in=rows.let_in(viewer, Visit.domain()))


def knows_possible_victims(viewer: Actor) -> bool:
    """Whether the viewer knows of those of every visit that they read."""
    at_work = context.at_work(viewer)
    return RecordMatter.POSSIBLE_VICTIMS in matters_of(at_work.role, at_work.purpose)


def possible_victims(viewer: Actor) -> QuerySet[PossibleVictim]:
    """Those of the visits that the viewer was at, or of all that they read.

    Whom the account that counts does not know is none of them.
    """
    return list_once_found(viewer).filter(is_withdrawn=False)


def list_once_found(viewer: Actor) -> QuerySet[PossibleVictim]:
    """The same with those withdrawn since, on whose row a case may stand."""
    met = Q(visit__in=filter_readable_visits(viewer))
    if not knows_possible_victims(viewer):
        met &= Q(visit_id__in=rows.let_in(viewer, Visit.domain()))
    return PossibleVictim.objects.filter(met)


def get_page_language() -> str:
    return "cy" if get_language() == "cy" else "en"
