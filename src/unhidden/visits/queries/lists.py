"""Visits in lists, and what came of them in counts."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.operations import queries as operations
from unhidden.visits.models import (
    AllegedExploitation,
    InterpreterUse,
    PossibleVictim,
    Referral,
    ReferredTo,
    SignAnswer,
    SignObservation,
    VictimAgeGroup,
    Visit,
    VisitOutcome,
)
from unhidden.visits.queries.cards import (
    MyVisits,
    OutcomeRow,
    VisitCard,
    VisitsOfOperation,
)
from unhidden.visits.queries.reach import (
    SEE,
    get_page_language,
    knows_possible_victims,
    of_own_teams,
    possible_victims,
)

LAST_RECORDED = 25


@query
def my_visits(*, viewer: Actor) -> MyVisits:
    """What the viewer's teams have to do, and the last visits they recorded."""
    viewer.must("visits.record_visit")
    planned = operations.visits_of_person(viewer=viewer, person_id=viewer.person)
    recorded = (
        of_own_teams(viewer)
        .select_related("premises", "planned__operation", "planned__team")
        .order_by("-started_at", "id")[:LAST_RECORDED]
    )
    return MyVisits(
        planned=tuple(planned), recorded=tuple(_card(row) for row in recorded)
    )


@query
def visits_of_operation(*, viewer: Actor, operation_id: UUID) -> VisitsOfOperation:
    """The operation's recorded visits, in the order they began."""
    viewer.must(SEE)
    operation = operations.get_operation(viewer=viewer, operation_id=operation_id)
    return VisitsOfOperation(
        operation=operation.name,
        rows=tuple(_rows(viewer, operation_id)),
        knows_victims=knows_possible_victims(viewer),
    )


@query
def list_outcomes(*, viewer: Actor, operation_id: UUID) -> list[OutcomeRow]:
    """What came of each visit of the operation, in the order they began.

    For those who read visits and for those who answer for the results.
    """
    if not (viewer.may(SEE) or viewer.may("oversight.see_results")):
        raise Absent
    return _rows(viewer, operation_id)


def _rows(viewer: Actor, operation_id: UUID) -> list[OutcomeRow]:
    victims = possible_victims(viewer)
    labour = victims.filter(alleges=AllegedExploitation.LABOUR)
    seen = SignAnswer.objects.filter(answer=SignObservation.SEEN)
    rows = (
        Visit.objects.filter(planned__operation_id=operation_id)
        .select_related("planned", "premises")
        .annotate(
            referred=_count(Referral.objects.all()),
            seen=_count(seen),
            found=_count(victims),
            brought=_count(victims.filter(is_brought_to_safety=True)),
            labour=_count(labour),
            brought_labour=_count(labour.filter(is_brought_to_safety=True)),
            children=_count(victims.exclude(age_group=VictimAgeGroup.ADULT)),
            medical=_count(Referral.objects.filter(to=ReferredTo.HEALTH)),
        )
        .order_by("started_at", "id")
    )
    return [
        OutcomeRow(
            visit_id=row.id,
            premises=row.premises.name,
            premises_kind=row.premises.kind,
            kind=row.planned.kind,
            kind_label=row.planned.get_kind_display(),
            on=timezone.localdate(row.started_at),
            outcome=row.outcome,
            outcome_label=row.get_outcome_display(),
            spoken_to=row.spoken_to,
            leaflets=row.leaflets,
            notices=row.notices,
            arrests=row.arrests,
            referrals=row.referred,
            signs_seen=row.seen,
            possible_victims=row.found,
            brought_to_safety=row.brought,
            alleging_labour=row.labour,
            brought_alleging_labour=row.brought_labour,
            children=row.children,
            medical=row.medical,
            is_refused=row.outcome == VisitOutcome.REFUSED_ENTRY,
            is_interpreted=row.interpreter
            in (InterpreterUse.PHONE, InterpreterUse.PRESENT),
        )
        for row in rows
    ]


def _count(
    rows: QuerySet[Referral] | QuerySet[SignAnswer] | QuerySet[PossibleVictim],
) -> Coalesce:
    """How many of these rows the visit has, without a join that multiplies."""
    counted = (
        rows.filter(visit_id=OuterRef("pk"))
        .order_by()
        .values("visit_id")
        .annotate(times=Count("pk"))
        .values("times")
    )
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _card(row: Visit) -> VisitCard:
    team = row.planned.team
    return VisitCard(
        id=row.id,
        premises=row.premises.name,
        address=row.premises.address,
        kind_label=row.planned.get_kind_display(),
        operation=str(getattr(row.planned.operation, f"name_{get_page_language()}")),
        team=team.name if team else "",
        started_at=row.started_at,
        outcome=row.outcome,
        outcome_label=row.get_outcome_display(),
    )
