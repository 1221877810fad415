"""A visit by consent that turns into enforcement, and a second one to save a life.

A safeguarding visit never turns: danger to life (Police and Criminal Evidence Act 1984,
section 17) opens another visit, with a power, a leader and a record of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.operations import policies
from unhidden.operations.frame.actions.locking import open_operation_of
from unhidden.operations.frame.actions.refusals import OperationNotRunning
from unhidden.operations.frame.queries.reach import filter_visible_plans
from unhidden.operations.models import (
    EnforcementTurn,
    OperationStatus,
    PlannedVisit,
    PlanStatus,
    Team,
    TeamMember,
)
from unhidden.operations.targets.actions import refusals
from unhidden.operations.targets.rules.kinds import ENFORCEMENT, SAFEGUARDING
from unhidden.planning.composition import PlannedMember, find_missing_members

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
class SecondVisit:
    """A visit to save life where another is: its power, number, purpose and team."""

    power: str
    authority: str
    purpose: str
    team_id: UUID


@action
def turn_visit(*, planned_id: UUID, new: NewTurn, actor: Actor, at: datetime) -> UUID:
    """Write down that a visit by consent was turned into enforcement; gives its id.

    For its team and its planner, while the operation runs. Raises SafeguardingStays,
    VisitCannotTurn, VisitTurned, TurnIncomplete, TurnInFuture, OperationNotRunning,
    and Absent for a visit or a person that the actor does not meet.
    """
    if not (actor.may(policies.PLAN) or actor.may(policies.VISIT)):
        raise Absent
    row = _meet(actor, planned_id)
    _check_turn(row, new, at)
    members = TeamMember.objects.filter(team__operation_id=row.operation_id)
    people = set(members.values_list("person_id", flat=True))
    if new.decided_by_id not in people | {actor.person_id}:
        raise Absent
    turn = EnforcementTurn(
        planned=row,
        power=new.power.strip(),
        authority=new.authority.strip(),
        decided_by_id=new.decided_by_id,
        decided_at=new.decided_at,
        told=new.told.strip(),
        recorded_by_id=actor.person,
        recorded_at=at,
    )
    turn.save(force_insert=True)
    audit.record_event(
        name="operations.visit_turned",
        actor=actor,
        subject=row,
        at=at,
        detail={"operation": str(row.operation_id)},
    )
    return turn.id


@action
def open_second_visit(
    *, planned_id: UUID, new: SecondVisit, actor: Actor, at: datetime
) -> UUID:
    """Open a second visit where life is at risk at a safeguarding visit; gives its id.

    The first stays what it is. Raises NotInDanger, SecondVisitOpened, SameTeamAgain,
    TurnIncomplete, SecondTeamDoesNotFit, OperationNotRunning and OperationClosed.
    """
    actor.must(policies.PLAN)
    first = _meet(actor, planned_id)
    operation = open_operation_of(first.operation_id)
    if operation.status != OperationStatus.RUNNING:
        raise OperationNotRunning
    if first.kind != SAFEGUARDING or first.status == PlanStatus.CANCELLED:
        raise refusals.NotInDanger
    _check_second(first, new)
    row = PlannedVisit(
        operation=operation,
        premises_id=first.premises_id,
        team_id=new.team_id,
        kind=ENFORCEMENT,
        purpose=new.purpose.strip(),
        power=new.power.strip(),
        authority=new.authority.strip(),
        follows=first,
        on=timezone.localdate(at),
        starts_at=timezone.localtime(at).time().replace(second=0, microsecond=0),
    )
    row.save(force_insert=True)
    audit.record_event(
        name="operations.second_visit_opened",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=row,
        at=at,
        detail={"operation": str(operation.id)},
    )
    return row.id


def _meet(actor: Actor, planned_id: UUID) -> PlannedVisit:
    rows = filter_visible_plans(actor).select_related("operation")
    row = rows.filter(id=planned_id).first()
    if row is None:
        raise Absent
    return row


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
    if EnforcementTurn.objects.filter(planned=row).exists():
        raise refusals.VisitTurned


def _check_second(first: PlannedVisit, new: SecondVisit) -> None:
    if not (new.power.strip() and new.authority.strip() and new.purpose.strip()):
        raise refusals.TurnIncomplete
    second = PlannedVisit.objects.filter(follows=first)
    if second.exclude(status=PlanStatus.CANCELLED).exists():
        raise refusals.SecondVisitOpened
    if new.team_id == first.team_id:
        raise refusals.SameTeamAgain
    if not Team.objects.filter(
        id=new.team_id, operation_id=first.operation_id
    ).exists():
        raise Absent
    rows = TeamMember.objects.filter(team_id=new.team_id).order_by("id")
    people = rows.values_list("person_id", "organisation__kind")
    members = [PlannedMember(person, kind) for person, kind in people]
    missing = find_missing_members(ENFORCEMENT, members, power=new.power)
    if missing:
        raise refusals.SecondTeamDoesNotFit(missing)
