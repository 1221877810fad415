"""Who else comes, or came, to a place: deconfliction before anybody is tasked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.operations.frame.queries.operations import name_of
from unhidden.operations.frame.queries.reach import filter_visible_plans
from unhidden.operations.models import PlanStatus, PremisesCandidate
from unhidden.operations.policies import PLAN
from unhidden.operations.targets.queries.cards import OtherVisit, PlaceInterest

#: A visit that is longer ago warns nobody.
LOOKED_BACK = timedelta(days=90)


@query
def find_interests(
    *,
    viewer: Actor,
    operation_id: UUID,
    at: datetime,
    premises_ids: Collection[UUID] | None = None,
) -> dict[UUID, PlaceInterest]:
    """The places at which somebody else is, by their id; of these, if any are given.

    Visits of other operations that the viewer meets are named. What the viewer does
    not meet is said to be there and no more, and only of the operation's candidates and
    visits (``wall.find_interests``).
    """
    viewer.must(PLAN)
    asked = _places(operation_id) if premises_ids is None else set(premises_ids)
    visits = _find_visits(viewer, operation_id, asked, at)
    others = _find_others(operation_id) & asked
    return {
        key: PlaceInterest(tuple(visits.get(key, ())), key in others)
        for key in (visits.keys() | others)
    }


def _places(operation_id: UUID) -> set[UUID]:
    rows = PremisesCandidate.objects.filter(
        operation_id=operation_id, removed_at__isnull=True
    )
    return set(rows.values_list("premises_id", flat=True))


def _find_visits(
    viewer: Actor, operation_id: UUID, premises_ids: set[UUID], at: datetime
) -> dict[UUID, list[OtherVisit]]:
    rows = (
        filter_visible_plans(viewer)
        .select_related("operation")
        .filter(premises_id__in=premises_ids, on__gte=at.date() - LOOKED_BACK)
        .exclude(operation_id=operation_id)
        .exclude(status=PlanStatus.CANCELLED)
    )
    found: dict[UUID, list[OtherVisit]] = defaultdict(list)
    for row in rows.order_by("on", "id"):
        is_made = row.status == PlanStatus.DONE
        found[row.premises_id].append(
            OtherVisit(name_of(row.operation), row.on, is_made)
        )
    return found


def _find_others(operation_id: UUID) -> set[UUID]:
    with connection.cursor() as cursor:
        asked = "select premises_id from wall.find_interests(%s)"
        cursor.execute(asked, [operation_id])
        return {key for (key,) in cursor.fetchall()}
