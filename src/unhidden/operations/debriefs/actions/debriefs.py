"""Writing the hot debrief of a day, and the structured one of an operation."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.operations import rules as of_operations
from unhidden.operations.debriefs import rules
from unhidden.operations.debriefs.actions import refusals
from unhidden.operations.debriefs.queries.debriefs import list_own_teams
from unhidden.operations.frame.actions.locking import lock_operation
from unhidden.operations.frame.actions.refusals import (
    OperationNotRunning,
    OutsideOperation,
)
from unhidden.operations.models import HotDebrief, Operation, StructuredDebrief
from unhidden.operations.policies import PLAN, SEE


@dataclass(frozen=True, slots=True)
class NewHotDebrief:
    team_id: UUID
    on: date
    is_everybody_safe: bool
    safety: str
    worked: str
    learnt: str
    urgent: str


@dataclass(frozen=True, slots=True)
class DebriefText:
    """What a structured debrief says; the last six may be empty or false."""

    held_on: date
    facilitator: str
    present: str
    worked: str
    improve: str
    co_location: str = ""
    communication: str = ""
    co_ordination: str = ""
    joint_risk: str = ""
    awareness: str = ""
    is_for_national_learning: bool = False


@action
def write_hot_debrief(
    *, operation_id: UUID, new: NewHotDebrief, actor: Actor, at: datetime
) -> UUID:
    """Add a crew's ten minutes of the day; gives its id. It is never changed.

    Raises OperationNotRunning, OutsideOperation, HotDebriefLate, HotDebriefEmpty,
    SafetyUntold, and Absent for a team that is not the actor's.
    """
    actor.must(SEE)
    operation = Operation.objects.filter(id=operation_id).first()
    teams = dict(list_own_teams(viewer=actor, operation_id=operation_id))
    if operation is None or new.team_id not in teams:
        raise Absent
    if operation.status not in rules.HOT_WHILE:
        raise OperationNotRunning
    _check_hot(operation, new, localdate(at))
    row = HotDebrief.objects.create(
        **asdict(new),
        operation_id=operation_id,
        written_by_id=actor.person,
        organisation_id=actor.organisation,
        written_at=at,
    )
    audit.record_event(
        name="operations.hot_debrief_written",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=row,
        at=at,
        detail={"operation": str(operation_id), "on": new.on.isoformat()},
    )
    return row.id


@action
def write_debrief(
    *,
    operation_id: UUID,
    text: DebriefText,
    revision: int,
    actor: Actor,
    at: datetime,
) -> None:
    """Keep the structured debrief of a closed operation.

    ``revision`` is that of what was shown, 0 before it is written. Raises
    DebriefTooEarly, DebriefNotHeld and DebriefMoved.
    """
    actor.must(PLAN)
    operation = lock_operation(operation_id)
    if operation.status != of_operations.CLOSED or operation.closed_at is None:
        raise refusals.DebriefTooEarly
    if text.held_on < operation.ends_on:
        raise refusals.DebriefTooEarly
    if text.held_on > localdate(at):
        raise refusals.DebriefNotHeld
    row = StructuredDebrief.objects.filter(
        operation=operation
    ).first() or StructuredDebrief(operation=operation, revision=0)
    if row.revision != revision:
        raise refusals.DebriefMoved
    for name, value in asdict(text).items():
        setattr(row, name, value)
    row.revision += 1
    row.written_by_id = actor.person
    row.written_at = at
    row.save()
    audit.record_event(
        name="operations.debrief_written",
        actor=actor,
        subject=row,
        at=at,
        detail={"operation": str(operation_id), "revision": row.revision},
    )


def _check_hot(operation: Operation, new: NewHotDebrief, today: date) -> None:
    if not of_operations.is_within(new.on, operation.starts_on, operation.ends_on):
        raise OutsideOperation
    if not rules.is_hot(new.on, today):
        raise refusals.HotDebriefLate
    if not new.is_everybody_safe and not new.safety:
        raise refusals.SafetyUntold
    if not (new.safety or new.worked or new.learnt or new.urgent):
        raise refusals.HotDebriefEmpty
