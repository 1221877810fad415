"""Writing the risk register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.grants import ask_procedure
from unhidden.audit import actions as audit
from unhidden.operations.command.actions import refusals
from unhidden.operations.command.actions.locking import find_open_operation
from unhidden.operations.command.queries.posts import (
    must_be_in_charge,
    must_command,
)
from unhidden.operations.models import CommandRisk


@dataclass(frozen=True, slots=True)
class RiskWords:
    """A risk as typed: what may happen to whom, how likely, what is done about it."""

    subject: str
    risk: str
    likelihood: int
    impact: int
    control: str
    owner: str
    review_on: date


@action
def add_risk(
    *, operation_id: UUID, words: RiskWords, actor: Actor, at: datetime
) -> UUID:
    """Add a risk to the register; gives its id.

    Raises OperationIsOver, and Absent for who is not in charge.
    """
    must_be_in_charge(viewer=actor, operation_id=operation_id)
    operation = find_open_operation(operation_id)
    row = CommandRisk.objects.create(operation=operation, **_fields(words))
    _record("operations.risk_added", row, actor, at, audit.Verb.COLLECTION)
    return row.id


@action
def change_risk(
    *, risk_id: UUID, words: RiskWords, version: int, actor: Actor, at: datetime
) -> None:
    """Change a risk that was read at ``version``.

    Raises RiskMoved, OperationIsOver, and Absent for who is not in charge.
    """
    row = _find(risk_id, actor)
    _save(row, version, **_fields(words))
    _record("operations.risk_changed", row, actor, at)


@action
def close_risk(
    *, risk_id: UUID, version: int, is_closed: bool, actor: Actor, at: datetime
) -> None:
    """Say that a risk is no more, or that it is there again.

    Raises what ``change_risk`` raises.
    """
    row = _find(risk_id, actor)
    _save(row, version, closed_at=at if is_closed else None)
    _record("operations.risk_changed", row, actor, at)


@action
def write_control(
    *, risk_id: UUID, control: str, version: int, actor: Actor, at: datetime
) -> None:
    """Write what is done about a risk, as its owner, and nothing else of it.

    Raises ControlMissing, RiskMoved, OperationIsOver, and Absent for others.
    """
    row = CommandRisk.objects.filter(id=risk_id).first()
    if row is None:
        raise Absent
    must_command(viewer=actor, operation_id=row.operation_id)
    find_open_operation(row.operation_id)
    if not control.strip():
        raise refusals.ControlMissing
    if not ask_procedure("write_control", risk_id, version, control.strip()):
        raise refusals.RiskMoved
    _record("operations.risk_changed", row, actor, at)


def _find(risk_id: UUID, actor: Actor) -> CommandRisk:
    row = CommandRisk.objects.filter(id=risk_id).first()
    if row is None:
        raise Absent
    must_be_in_charge(viewer=actor, operation_id=row.operation_id)
    find_open_operation(row.operation_id)
    return row


def _save(row: CommandRisk, version: int, **fields: object) -> None:
    """Change the row as it was read; raises RiskMoved if somebody else was faster."""
    rows = CommandRisk.objects.filter(id=row.id, version=version)
    if not rows.update(version=version + 1, **fields):
        raise refusals.RiskMoved


def _fields(words: RiskWords) -> dict[str, object]:
    return {
        "subject": words.subject,
        "risk": words.risk.strip(),
        "likelihood": words.likelihood,
        "impact": words.impact,
        "control": words.control.strip(),
        "owner": words.owner,
        "review_on": words.review_on,
    }


def _record(
    name: str,
    row: CommandRisk,
    actor: Actor,
    at: datetime,
    verb: audit.Verb = audit.Verb.ALTERATION,
) -> None:
    detail = {"operation": str(row.operation_id)}
    audit.record_event(
        name=name, actor=actor, subject=row, at=at, detail=detail, verb=verb
    )
