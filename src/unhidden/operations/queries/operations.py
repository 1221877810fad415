"""Operations, with their partners, their teams and how far they are."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import get_language

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.agencies import queries as agencies
from unhidden.operations.models import (
    AwarenessEvent,
    Operation,
    Partner,
    PlannedVisit,
    PlanStatus,
)
from unhidden.operations.policies import SEE
from unhidden.operations.queries.cards import (
    OperationCard,
    OperationView,
    PartnerCard,
    Progress,
)
from unhidden.operations.queries.teams import card_of, with_members


@query
def operations(*, viewer: Actor) -> list[OperationCard]:
    """Every operation, the latest first."""
    viewer.must(SEE)
    rows = (
        Operation.objects.select_related("lead")
        .annotate(
            to_make=_counted(PlanStatus.PLANNED),
            made=_counted(PlanStatus.DONE),
            cancelled=_counted(PlanStatus.CANCELLED),
        )
        .order_by("-starts_on", "name_en", "id")
    )
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
            visits=Progress(row.to_make, row.made, row.cancelled),
        )
        for row in rows
    ]


@query
def operation(*, viewer: Actor, operation_id: UUID) -> OperationView:
    """One operation; raises Absent."""
    viewer.must(SEE)
    row = _whole().filter(id=operation_id).first()
    if row is None:
        raise Absent
    partners = [partner.organisation for partner in row.partners.all()]
    return OperationView(
        id=row.id,
        name=name_of(row),
        name_en=row.name_en,
        name_cy=row.name_cy,
        aims=row.aims,
        lead_id=row.lead_id,
        lead=agencies.name_of(row.lead),
        lead_en=row.lead.name_en,
        lead_cy=row.lead.name_cy,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        status=row.status,
        status_label=row.get_status_display(),
        is_synthetic=row.is_synthetic,
        partners=tuple(
            PartnerCard(one.id, agencies.name_of(one), one.kind, one.get_kind_display())
            for one in partners
        ),
        partner_names_en=tuple(one.name_en for one in partners),
        partner_names_cy=tuple(one.name_cy for one in partners),
        teams=tuple(card_of(team) for team in row.teams.all()),
        visits=_progress(PlannedVisit.objects.filter(operation=row)),
        events=_progress(AwarenessEvent.objects.filter(operation=row)),
    )


def name_of(row: Operation) -> str:
    """The operation's name in the language of the page."""
    return row.name_cy if get_language() == "cy" else row.name_en


def _counted(status: str) -> Count:
    return Count("visits", filter=Q(visits__status=status))


def _whole() -> QuerySet[Operation]:
    partners = Partner.objects.select_related("organisation").order_by(
        "organisation__name_en", "id"
    )
    return Operation.objects.select_related("lead").prefetch_related(
        Prefetch("partners", queryset=partners),
        Prefetch("teams", queryset=with_members()),
    )


def _progress(
    rows: QuerySet[PlannedVisit] | QuerySet[AwarenessEvent],
) -> Progress:
    counted = Counter(rows.order_by("id").values_list("status", flat=True))
    return Progress(
        planned=counted[PlanStatus.PLANNED],
        done=counted[PlanStatus.DONE],
        cancelled=counted[PlanStatus.CANCELLED],
    )
