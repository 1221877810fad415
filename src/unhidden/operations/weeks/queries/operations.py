"""The list of operations, each with how far it is."""

from __future__ import annotations

from collections import Counter, defaultdict
from uuid import UUID

from django.db.models import Count

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.agencies import queries as agencies
from unhidden.operations.frame.queries.operations import make_progress, name_of
from unhidden.operations.frame.queries.reach import filter_visible_plans, meets_all
from unhidden.operations.models import Operation
from unhidden.operations.policies import SEE
from unhidden.operations.weeks.queries.cards import OperationCard


@query
def list_operations(*, viewer: Actor) -> list[OperationCard]:
    """Every operation, the latest first."""
    viewer.must(SEE)
    rows = Operation.objects.select_related("lead").order_by(
        "-starts_on", "name_en", "id"
    )
    counted = _counted(viewer)
    return [
        OperationCard(
            id=row.id,
            name=name_of(row),
            lead=agencies.name_of(row.lead),
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            status=row.status,
            status_label=row.get_status_display(),
            is_synthetic=row.is_synthetic,
            visits=make_progress(counted[row.id]),
            sees_all=meets_all(viewer, row.lead_id),
        )
        for row in rows
    ]


def _counted(viewer: Actor) -> dict[UUID, Counter[str]]:
    """How many visits stand how in each operation, of those that the viewer meets."""
    found: dict[UUID, Counter[str]] = defaultdict(Counter)
    grouped = filter_visible_plans(viewer).order_by("operation_id", "status")
    rows = grouped.values_list("operation_id", "status").annotate(Count("id"))
    for operation_id, status, count in rows:
        found[operation_id][status] = count
    return found
