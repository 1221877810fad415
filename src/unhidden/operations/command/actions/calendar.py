"""Ticking lines of the calendar, and adding lines of one's own."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.records import new_id
from unhidden.audit import actions as audit
from unhidden.operations.command.actions import refusals
from unhidden.operations.command.queries.calendar import find_line
from unhidden.operations.command.queries.owners import OWNERS
from unhidden.operations.command.queries.posts import must_command
from unhidden.operations.models import CalendarEntry, LineState


@action
def set_line(  # how a line stands
    *,
    operation_id: UUID,
    key: str,
    state: str,
    note: str,
    actor: Actor,
    at: datetime,
) -> None:
    """Say how a line stands: done, not needed for a reason, or to do again.

    What follows the week is ticked when the operation is closed, too. Raises
    NoteMissing, and Absent for a line there is not and for who does not command.
    """
    if find_line(viewer=actor, operation_id=operation_id, key=key, at=at) is None:
        raise Absent
    if state not in LineState.values:
        raise Absent
    if state == LineState.NOT_NEEDED and not note.strip():
        raise refusals.NoteMissing
    row, _made = CalendarEntry.objects.update_or_create(
        operation_id=operation_id,
        line=key,
        defaults={
            "state": state,
            "note": note.strip() if state == LineState.NOT_NEEDED else "",
            "set_by_id": actor.person,
            "set_at": at,
        },
    )
    detail = {"operation": str(operation_id), "line": key, "state": state}
    audit.record_event(
        name="operations.calendar_line_set",
        actor=actor,
        subject=row,
        at=at,
        detail=detail,
    )


@action
def give_line(
    *, operation_id: UUID, key: str, owner: str, actor: Actor, at: datetime
) -> None:
    """Say who owns a line, of the template or of the operation's own.

    Raises Absent for a line or an owner there is not and for who does not command.
    """
    if find_line(viewer=actor, operation_id=operation_id, key=key, at=at) is None:
        raise Absent
    if owner not in dict(OWNERS):
        raise Absent
    row, _made = CalendarEntry.objects.update_or_create(
        operation_id=operation_id, line=key, defaults={"owner": owner}
    )
    detail = {"operation": str(operation_id), "line": key, "owner": owner}
    audit.record_event(
        name="operations.calendar_line_given",
        actor=actor,
        subject=row,
        at=at,
        detail=detail,
    )


@action
def add_line(
    *,
    operation_id: UUID,
    title: str,
    due_on: date,
    owner: str,
    actor: Actor,
    at: datetime,
) -> str:
    """Add a line of the operation's own; gives its key. Raises Absent."""
    must_command(viewer=actor, operation_id=operation_id)
    key = f"own-{new_id()}"
    row = CalendarEntry.objects.create(
        operation_id=operation_id,
        line=key,
        title=title.strip(),
        due_on=due_on,
        owner=owner,
    )
    audit.record_event(
        name="operations.calendar_line_added",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=row,
        at=at,
        detail={"operation": str(operation_id)},
    )
    return key
