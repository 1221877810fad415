"""Writing the next version of a text."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.operations.command.actions import refusals
from unhidden.operations.command.actions.locking import find_open_operation
from unhidden.operations.command.queries.posts import must_command
from unhidden.operations.models import IN_BOTH_LANGUAGES, CommandText, TextKind


@action
def write_text(  # what a text is
    *,
    operation_id: UUID,
    kind: str,
    version: int,
    text_en: str,
    text_cy: str,
    actor: Actor,
    at: datetime,
) -> int:
    """Write the version after ``version``, which the author has read; gives its number.

    Of two who write at once the first does. Raises TextMoved, TextMissing,
    OneLanguageMissing, OperationIsOver, and Absent for who does not command.
    """
    must_command(viewer=actor, operation_id=operation_id)
    operation = find_open_operation(operation_id)
    if kind not in TextKind.values:
        raise Absent
    english, welsh = text_en.strip(), text_cy.strip()
    if not (english or welsh):
        raise refusals.TextMissing
    if kind in IN_BOTH_LANGUAGES and not (english and welsh):
        raise refusals.OneLanguageMissing
    row = CommandText(
        operation=operation,
        kind=kind,
        version=version + 1,
        text_en=english,
        text_cy=welsh,
        written_by_id=actor.person,
        written_at=at,
    )
    _save_next(row)
    detail: dict[str, str | int | None] = {
        "operation": str(operation_id),
        "kind": kind,
        "version": row.version,
    }
    audit.record_event(
        name="operations.text_written",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=row,
        at=at,
        detail=detail,
    )
    return row.version


def _save_next(row: CommandText) -> None:
    """Save it, if it follows the version that is there; raises TextMoved."""
    versions = CommandText.objects.filter(operation=row.operation, kind=row.kind)
    if versions.count() != row.version - 1:
        raise refusals.TextMoved
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise refusals.TextMoved from error
