"""A visit by consent that turns into enforcement, and a second one to save a life.

A safeguarding visit never turns: danger to life (Police and Criminal Evidence Act 1984,
section 17) opens another visit, with a power, a leader and a record of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.rls import procedures
from unhidden.audit import actions as audit
from unhidden.operations import policies
from unhidden.operations.frame.actions.refusals import (
    OperationNotRunning,
    RisksUncontrolled,
)
from unhidden.operations.frame.queries.reach import filter_visible_plans
from unhidden.operations.models import (
    Operation,
    OperationStatus,
    PlannedVisit,
    PlanStatus,
    SecondVisit,
)
from unhidden.operations.targets.actions.refusals import EntryNotLawful
from unhidden.operations.targets.rules.warrants import EntryFault, tidy_number
from unhidden.operations.visits.actions import plans, refusals
from unhidden.operations.visits.actions.locking import visit_in_open
from unhidden.operations.visits.actions.plans import VisitPlan
from unhidden.operations.visits.queries.turns import find_deciders
from unhidden.planning.composition import ENFORCEMENT, SAFEGUARDING

_BY_CONSENT = ("soft", "hotel")


@dataclass(frozen=True, slots=True)
class NewTurn:
    """By what a visit was turned, who decided when, and what the people were told."""

    power: str
    authority: str
    decided_by_id: UUID
    decided_at: datetime
    told: str


@dataclass(frozen=True, slots=True)
class NewSecondVisit:
    """A visit to save life where another is: its power, number, purpose and team."""

    power: str
    authority: str
    purpose: str
    team_id: UUID


@action
def turn_visit(*, planned_id: UUID, new: NewTurn, actor: Actor, at: datetime) -> None:
    """Write down that a visit by consent was turned into enforcement.

    For its team and its planner, while the operation runs; its entry is counted under
    the warrant that it names. Raises SafeguardingStays, VisitCannotTurn, VisitTurned,
    TurnIncomplete, TurnInFuture, DeciderHeldNoPost, EntryNotLawful, RisksUncontrolled,
    OperationNotRunning, and Absent for a visit or a person that is not in view.
    """
    if not (actor.may(policies.PLAN) or actor.may(policies.VISIT)):
        raise Absent
    rows = filter_visible_plans(actor).select_related("operation")
    row = rows.filter(id=planned_id).first()
    if row is None:
        raise Absent
    _check_turn(row, new, at)
    if new.decided_by_id != actor.person_id:
        _check_decider(row.operation_id, new)
    _write_turn(row, new, at)
    audit.record_event(
        name="operations.visit_turned",
        actor=actor,
        subject=row,
        at=at,
        detail={"operation": str(row.operation_id)},
    )


@action
def open_second_visit(
    *, planned_id: UUID, new: NewSecondVisit, actor: Actor, at: datetime
) -> UUID:
    """Open a second visit where life is at risk at a safeguarding visit; gives its id.

    The first stays what it is, and nobody but its planners learns of it: the second is
    a visit as any other to who meets it. Raises NotInDanger, SecondVisitOpened,
    SameTeamAgain, TurnIncomplete, OperationNotRunning and OperationClosed, and what is
    raised for a visit that is tasked.
    """
    actor.must(policies.PLAN)
    operation, first = visit_in_open(planned_id, actor)
    if operation.status != OperationStatus.RUNNING:
        raise OperationNotRunning
    _check_first(first, new)
    row = _plan_second(operation, first, new, at)
    audit.record_event(
        name="operations.visit_planned",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=row,
        at=at,
        detail={"operation": str(operation.id)},
    )
    return row.id


def _check_turn(row: PlannedVisit, new: NewTurn, at: datetime) -> None:
    if row.kind == SAFEGUARDING:
        raise refusals.SafeguardingStays
    if row.kind not in _BY_CONSENT or row.status != PlanStatus.PLANNED:
        raise refusals.VisitCannotTurn
    if row.operation.status != OperationStatus.RUNNING:
        raise OperationNotRunning
    if not (new.power.strip() and new.authority.strip() and new.told.strip()):
        raise refusals.TurnIncomplete
    if new.decided_at > at:
        raise refusals.TurnInFuture


def _check_decider(operation_id: UUID, new: NewTurn) -> None:
    """Raise DeciderHeldNoPost, and Absent for who is nobody of the operation."""
    if new.decided_by_id in find_deciders(operation_id, new.decided_at):
        return
    if new.decided_by_id in find_deciders(operation_id):
        raise refusals.DeciderHeldNoPost
    raise Absent


def _write_turn(row: PlannedVisit, new: NewTurn, at: datetime) -> None:
    """Let the database write it: who goes meets neither warrants nor risks."""
    found = procedures.ask_rows(
        "turn_visit",
        row.id,
        new.power.strip(),
        tidy_number(new.authority),
        new.decided_by_id,
        new.decided_at,
        new.told.strip(),
        at,
    )
    for fault, turns_at in found:
        if fault == "turned":
            raise refusals.VisitTurned
        if fault == "risks":
            raise RisksUncontrolled([])
        raise EntryNotLawful(EntryFault(fault), turns_at)


def _check_first(first: PlannedVisit, new: NewSecondVisit) -> None:
    if first.kind != SAFEGUARDING or first.status == PlanStatus.CANCELLED:
        raise refusals.NotInDanger
    if not (new.power.strip() and new.authority.strip() and new.purpose.strip()):
        raise refusals.TurnIncomplete
    beside = PlannedVisit.objects.filter(id__in=plans.find_beside(first.id))
    if beside.exclude(status=PlanStatus.CANCELLED).exists():
        raise refusals.SecondVisitOpened
    if new.team_id == first.team_id:
        raise refusals.SameTeamAgain


def _plan_second(
    operation: Operation, first: PlannedVisit, new: NewSecondVisit, at: datetime
) -> PlannedVisit:
    """Keep it without its team, then whom it is beside, and then task it by that."""
    now = timezone.localtime(at)
    plan = VisitPlan(
        kind=ENFORCEMENT,
        purpose=new.purpose.strip(),
        power=new.power,
        on=now.date(),
        starts_at=now.time().replace(second=0, microsecond=0),
        team_id=new.team_id,
        authority=new.authority,
    )
    plans.check_plan(operation, plan)
    row = plans.make_row(operation, first.premises_id, replace(plan, team_id=None))
    row.save(force_insert=True)
    SecondVisit(operation=operation, first=first, second=row).save(force_insert=True)
    plans.check_tasking(
        operation, plan, visit_id=row.id, premises_id=row.premises_id, is_beside=True
    )
    row.team_id = new.team_id
    row.save(update_fields=["team_id"])
    return row
