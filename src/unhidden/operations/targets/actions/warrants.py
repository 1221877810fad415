"""Keeping warrants, and counting the entries that were made under them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID

from unhidden.access.absent import require_found
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.rls import procedures
from unhidden.audit import actions as audit
from unhidden.operations import policies
from unhidden.operations.frame.actions.locking import open_operation_of
from unhidden.operations.models import PremisesWarrant
from unhidden.operations.targets.actions import refusals
from unhidden.operations.targets.queries.warrants import find_fault_of_entry
from unhidden.operations.targets.rules.warrants import tidy_number
from unhidden.places import queries as places


@dataclass(frozen=True, slots=True)
class NewWarrant:
    """A warrant as it was granted; ``entries`` is how often it lets somebody in.

    ``granted_by`` is the court, or who sat in it.
    """

    premises_id: UUID
    act: str
    number: str
    issued_at: datetime
    expires_at: datetime
    entries: int = 1
    granted_by: str = field(kw_only=True)


@action
def keep_warrant(
    *, operation_id: UUID, new: NewWarrant, actor: Actor, at: datetime
) -> UUID:
    """Keep a warrant for premises of the operation; gives its id.

    Raises WarrantIncomplete, WarrantEndsFirst, WarrantKept, OperationClosed, and Absent
    for premises that there are not.
    """
    actor.must(policies.PLAN)
    operation = open_operation_of(operation_id)
    number = tidy_number(new.number)
    words = (new.act, number, new.granted_by)
    if not all(each.strip() for each in words) or new.entries < 1:
        raise refusals.WarrantIncomplete
    if new.expires_at <= new.issued_at:
        raise refusals.WarrantEndsFirst
    places.find_premises(viewer=actor, premises_id=new.premises_id)
    kept = operation.warrants.filter(
        premises_id=new.premises_id, number=number, withdrawn_at__isnull=True
    )
    if kept.exists():
        raise refusals.WarrantKept
    row = PremisesWarrant(
        operation=operation,
        premises_id=new.premises_id,
        act=new.act.strip(),
        number=number,
        granted_by=new.granted_by.strip(),
        issued_at=new.issued_at,
        expires_at=new.expires_at,
        entries=new.entries,
    )
    row.save(force_insert=True)
    audit.record_event(
        name="operations.warrant_kept",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=row,
        at=at,
        detail={"operation": str(operation_id)},
    )
    return row.id


@action
def withdraw_warrant(
    *, operation_id: UUID, warrant_id: UUID, because: str, actor: Actor, at: datetime
) -> None:
    """Take back a warrant that was kept by mistake: nobody enters by it from now on.

    The entries made under it stay, and name it. Raises WithdrawalUnexplained,
    WarrantWithdrawn, OperationClosed and Absent.
    """
    actor.must(policies.PLAN)
    operation = open_operation_of(operation_id)
    row = require_found(operation.warrants.filter(id=warrant_id).first())
    if row.withdrawn_at is not None:
        raise refusals.WarrantWithdrawn
    if not because.strip():
        raise refusals.WithdrawalUnexplained
    row.withdrawn_at, row.withdrawn_by_id = at, actor.person
    row.withdrawn_because = because.strip()
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    audit.record_event(
        name="operations.warrant_withdrawn",
        actor=actor,
        subject=row,
        at=at,
        detail={"operation": str(operation_id)},
    )


@action
def use_entry(*, planned_id: UUID, actor: Actor, at: datetime) -> None:
    """Count an entry by power under the warrant that the visit names, if it names one.

    For who is on the visit's team; raises Absent for anybody else. Told twice, it
    counts once.
    """
    actor.must(policies.VISIT)
    procedures.call_procedure("use_entry", planned_id, at)


def check_entry(
    planned_id: UUID,
    operation_id: UUID,
    premises_id: UUID,
    authority: str,
    *,
    on: date,
    starts_at: time | None,
) -> None:
    """Raise EntryNotLawful where nobody can be sent to enforce there then."""
    found = find_fault_of_entry(
        planned_id=planned_id,
        operation_id=operation_id,
        premises_id=premises_id,
        authority=authority,
        on=on,
        starts_at=starts_at,
    )
    if found is not None:
        raise refusals.EntryNotLawful(*found)
