"""Visits that say to go to their premises again, for who plans the next operation."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from unhidden.access.actor import Actor
from unhidden.operations.queries import EarlierVisit
from unhidden.visits.models import VisitOutcome
from unhidden.visits.queries.reach import filter_readable_visits
from unhidden.visits.rules.purpose import SAFEGUARDING

#: What a visit came to that says: go there again.
_AGAIN = (
    VisitOutcome.REVISIT,
    VisitOutcome.INFORMATION_GAP,
    VisitOutcome.JOINT_VISIT_NEEDED,
    VisitOutcome.NO_ANSWER,
)


def list_unfinished_visits(
    viewer: Actor, premises_ids: Collection[UUID] | None
) -> list[EarlierVisit]:
    """Those that the viewer reads, the oldest first; of these premises, if any.

    Inside a query of theirs. What a safeguarding visit found leads to no other visit.
    """
    rows = filter_readable_visits(viewer).filter(
        Q(outcome__in=_AGAIN) | Q(follow_up_on__isnull=False)
    )
    if premises_ids is not None:
        rows = rows.filter(premises_id__in=premises_ids)
    rows = rows.exclude(planned__kind=SAFEGUARDING)
    return [
        EarlierVisit(
            premises_id=row.premises_id,
            visited_on=timezone.localdate(row.started_at),
            outcome_label=row.get_outcome_display(),
            follow_up_on=row.follow_up_on,
            is_joint=row.outcome == VisitOutcome.JOINT_VISIT_NEEDED,
        )
        for row in rows.order_by("started_at", "id")
    ]
