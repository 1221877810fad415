"""What is due of the clocks of a viewer's investigations: the late first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.investigations.clocks.queries.clocks import ClockRow, read_rows
from unhidden.investigations.clocks.rules.law import list_clock_rules
from unhidden.investigations.frame.queries import (
    InvestigationCard,
    describe_head,
    own_investigations,
)
from unhidden.investigations.models import (
    ENDED,
    ClockOf,
    ClockStep,
    Investigation,
    InvestigationClock,
    Post,
)
from unhidden.investigations.models.posts import CONTACT_POSTS
from unhidden.investigations.origins.queries import requests_waiting

_RULES = list_clock_rules().values()
_PERIODS = [rule.code for rule in _RULES if rule.is_period]
_LONGEST = timedelta(days=max(rule.warn_days for rule in _RULES))
_STOPPED = ("met", "paused", "lapsed")


@dataclass(frozen=True, slots=True)
class DueClock:
    """A clock that ends soon, or has ended unmet, with its investigation."""

    id: UUID
    head: InvestigationCard
    clock: ClockRow


@query
def list_waiting_clocks(*, viewer: Actor, at: datetime) -> list[DueClock]:
    """Clocks that wait for the viewer, in whose investigations they hold a post.

    They wait from ``warn_days`` before they are due; a period never does. What a
    victim is to be told waits for who reaches them. What is due first, first.
    """
    viewer.must("investigations.see_own")
    found = _waiting(viewer, at).select_related("investigation__organisation")
    heads: dict[object, InvestigationCard] = {}
    clocks: dict[object, InvestigationClock] = {}
    for row in found:
        heads[row.id] = describe_head(row.investigation)
        clocks[row.id] = row
    return [
        DueClock(row.id, heads[row.id], row)
        for row in read_rows(clocks.values(), at)
        if row.due_at < at + timedelta(days=row.rule.warn_days)
    ]


@query
def count_waiting_clocks(*, viewer: Actor, at: datetime) -> int:
    """How many clocks wait for the viewer."""
    return len(list_waiting_clocks(viewer=viewer, at=at))


@query
def count_waiting(*, viewer: Actor, at: datetime) -> dict[str, int]:
    """Clocks that are due and requests to answer, by the page from which they are."""
    asked = requests_waiting(viewer=viewer)
    return {"investigations:list": asked + count_waiting_clocks(viewer=viewer, at=at)}


def _waiting(viewer: Actor, at: datetime) -> QuerySet[InvestigationClock]:
    last = ClockStep.objects.filter(clock_id=OuterRef("id")).order_by("-turn")
    held = Post.objects.filter(person_id=viewer.person, ended_at=None)
    reached = held.filter(function__in=CONTACT_POSTS)
    return (
        InvestigationClock.objects.filter(
            investigation__in=Investigation.objects.filter(
                own_investigations(viewer)
            ).exclude(status__in=ENDED)
        )
        .annotate(
            last_step=Subquery(last.values("step")[:1]),
            now_due_at=Coalesce(Subquery(last.values("due_at")[:1]), F("due_at")),
        )
        .filter(
            Q(last_step=None) | ~Q(last_step__in=_STOPPED),
            ~Q(of=ClockOf.VICTIM) & Q(investigation__in=held.values("investigation_id"))
            | Q(investigation__in=reached.values("investigation_id")),
            now_due_at__lt=at + _LONGEST,
        )
        .exclude(rule__in=_PERIODS)
        .order_by("now_due_at", "id")
    )
