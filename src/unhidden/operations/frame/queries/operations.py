"""One operation, with its partners, its teams and how far it is."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils.translation import get_language

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.access.policy import Action
from unhidden.access.rls.rows import may_act_on
from unhidden.agencies import queries as agencies
from unhidden.operations.frame.queries.cards import (
    OperationHead,
    OperationView,
    PartnerCard,
    PlanProgress,
)
from unhidden.operations.frame.queries.members import card_of, with_members
from unhidden.operations.frame.queries.reach import filter_visible_plans, meets_all
from unhidden.operations.models import (
    AwarenessEvent,
    Operation,
    Partner,
    PlannedVisit,
    PlanStatus,
)
from unhidden.operations.policies import PLAN, SEE


def list_organisations_of(operation: Operation) -> set[UUID]:
    """The partners, and the lead as one of them."""
    partners = operation.partners.order_by("id")
    return {operation.lead_id, *partners.values_list("organisation_id", flat=True)}


@query
def get_operation_head(*, viewer: Actor, operation_id: UUID) -> OperationHead:
    """Of one operation who leads it and since when, and no more; raises Absent."""
    viewer.must(SEE)
    row = Operation.objects.filter(id=operation_id).first()
    if row is None:
        raise Absent
    return OperationHead(row.lead_id, row.starts_on)


@query
def get_operation(*, viewer: Actor, operation_id: UUID) -> OperationView:
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
        visits=make_progress(
            _tally(filter_visible_plans(viewer).filter(operation=row))
        ),
        events=make_progress(_tally(AwarenessEvent.objects.filter(operation=row))),
        sees_all=meets_all(viewer, row.lead_id),
        is_managed=_is_managed(viewer, row),
    )


def name_of(row: Operation) -> str:
    """The operation's name in the language of the page."""
    return row.name_cy if get_language() == "cy" else row.name_en


def _is_managed(viewer: Actor, row: Operation) -> bool:
    """Whether a planner decides about it: their organisation leads, or they do."""
    own = row.lead_id == viewer.organisation_id
    return viewer.may(PLAN) and (own or may_act_on(row, Action.MANAGE))


def _whole() -> QuerySet[Operation]:
    partners = Partner.objects.select_related("organisation").order_by(
        "organisation__name_en", "id"
    )
    return Operation.objects.select_related("lead").prefetch_related(
        Prefetch("partners", queryset=partners),
        Prefetch("teams", queryset=with_members()),
    )


def _tally(
    rows: QuerySet[PlannedVisit] | QuerySet[AwarenessEvent],
) -> Counter[str]:
    return Counter(rows.order_by("id").values_list("status", flat=True))


def make_progress(counted: Counter[str]) -> PlanProgress:
    """Counts by status, as a card shows them."""
    return PlanProgress(
        planned=counted[PlanStatus.PLANNED],
        done=counted[PlanStatus.DONE],
        cancelled=counted[PlanStatus.CANCELLED],
    )
