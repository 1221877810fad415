"""How many accounts wait, and where their visits were, for other pages."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.visits.models import AccountState, VisitAccount
from unhidden.visits.queries.reach import filter_readable_visits

DECIDE = "visits.decide_account"


@query
def count_waiting(*, viewer: Actor) -> int:
    """How many wait for the viewer's organisation to decide."""
    viewer.must(DECIDE)
    return VisitAccount.objects.filter(
        state=AccountState.WAITS, organisation_id=viewer.organisation
    ).count()


@query
def find_waiting_accounts(
    *, viewer: Actor, account_ids: Collection[UUID]
) -> frozenset[UUID]:
    """Those of these accounts that wait for the viewer's organisation to decide."""
    viewer.must(DECIDE)
    rows = VisitAccount.objects.filter(
        id__in=account_ids,
        state=AccountState.WAITS,
        organisation_id=viewer.organisation,
    )
    return frozenset(rows.values_list("id", flat=True))


@query
def meets_account(*, viewer: Actor, account_id: UUID) -> bool:
    """Whether an account is in view: by itself, or as the record of a visit."""
    records = filter_readable_visits(viewer).filter(account_id=account_id)
    return VisitAccount.objects.filter(id=account_id).exists() or records.exists()


@query
def find_places_visited(
    *, viewer: Actor, planned_ids: Collection[UUID]
) -> dict[UUID, str]:
    """Where these planned visits were, of those whose records are in view."""
    rows = filter_readable_visits(viewer).filter(planned_id__in=planned_ids)
    return dict(rows.values_list("planned_id", "premises__name"))
