"""A planned visit, for the team that is to record it."""

from __future__ import annotations

from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.operations import queries as operations
from unhidden.operations.queries import PlannedVisitCard
from unhidden.signs import queries as signs
from unhidden.signs.queries import SectionOfSigns
from unhidden.visits.models import Visit
from unhidden.visits.queries.cards import VisitToRecord
from unhidden.visits.queries.reach import (
    filter_readable_visits,
    get_page_language,
    of_own_teams,
)
from unhidden.visits.rules.questions import sections_for

RECORD = "visits.record_visit"


@query
def plan_of_own_team(*, viewer: Actor, planned_id: UUID) -> PlannedVisitCard:
    """The plan of a visit of one of the viewer's teams; else Absent."""
    viewer.must(RECORD)
    plan = _plan(viewer, planned_id)
    if viewer.person not in operations.people_on_teams(team_ids=plan.crew_ids):
        raise Absent
    return plan


def _plan(viewer: Actor, planned_id: UUID) -> PlannedVisitCard:
    """As it was planned; once the visit is recorded, for who reads the record."""
    if of_own_teams(viewer).filter(planned_id=planned_id).exists():
        return operations.plan_of_record(viewer=viewer, planned_id=planned_id)
    return operations.planned_visit(viewer=viewer, planned_id=planned_id)


def recorded_as(*, planned_id: UUID) -> UUID | None:
    """The visit that was recorded of this plan, if it was."""
    row = Visit.objects.filter(planned_id=planned_id).values_list("id").first()
    return row[0] if row else None


@query
def find_record_of(*, viewer: Actor, planned_id: UUID) -> UUID | None:
    """The record of a planned visit that the viewer may read; None without one."""
    viewer.must("visits.see_own_visits")
    rows = filter_readable_visits(viewer).filter(planned_id=planned_id)
    row = rows.order_by("id").values_list("id").first()
    return row[0] if row else None


@query
def visit_to_record(*, viewer: Actor, planned_id: UUID) -> VisitToRecord:
    """The plan with the signs to look for; Absent for who is not on its team."""
    plan = plan_of_own_team(viewer=viewer, planned_id=planned_id)
    operation = operations.get_operation(viewer=viewer, operation_id=plan.operation_id)
    return VisitToRecord(
        plan=plan,
        lead_id=operation.lead_id,
        lead=operation.lead,
        crew=tuple(
            member
            for team in operation.teams
            if team.id in plan.crew_ids
            for member in team.members
        ),
        is_running=operation.status == "running",
        is_synthetic=operation.is_synthetic,
        visit_id=recorded_as(planned_id=planned_id),
        sections=_signs_to_look_for(plan),
    )


def _signs_to_look_for(plan: PlannedVisitCard) -> tuple[SectionOfSigns, ...]:
    """The particular sections first, as the rules list them."""
    wanted = sections_for(premises_kind=plan.premises_kind, visit_kind=plan.kind)
    found = {s.code: s for s in signs.signs_for_visit(wanted, get_page_language())}
    return tuple(found[code] for code in wanted if code in found)
