"""What a reporter does who came back with their receipt words.

None of it leaves an event: who comes back, and how often, nobody needs to know.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.lib.refusals import ActionRefused
from unhidden.reporting.models import Message
from unhidden.reporting.queries import mailbox, reports
from unhidden.vault import actions as vault


class _DeskMoved(Exception):
    """The report went to another desk meanwhile: it is sealed to that one."""


class NothingWritten(ActionRefused):
    """There is nothing to add."""


class NoSuchMailbox(ActionRefused):
    """No report belongs to these words (any more)."""


class NoSuchQuestion(ActionRefused):
    """The desk asked nothing of that number."""


class AlreadyWritten(ActionRefused):
    """This form was sent before, or this question was answered."""


class TooMuchToday(ActionRefused):
    """So much was added today that the rest has to wait."""


_FAULTS: dict[str, type[Exception]] = {
    "moved": _DeskMoved,
    "unknown": NoSuchMailbox,
    "question": NoSuchQuestion,
    "many": TooMuchToday,
}


@action
def add_to_report(
    *,
    words: str,
    text: str,
    question: int | None,
    form_key: UUID,
    actor: Actor,
    at: datetime,
) -> None:
    """Seal what the reporter wrote to the desk that their report is with.

    ``question`` is the position of what it answers, if it does. Raises NothingWritten,
    NoSuchMailbox, NoSuchQuestion, AlreadyWritten, TooMuchToday.
    """
    actor.must("reporting.submit_report")
    if not text.strip():
        raise NothingWritten
    while True:
        found = mailbox.open_mailbox(words=words)
        if found is None:
            raise NoSuchMailbox
        row = Message(id=form_key, answers=question, sent_on=timezone.localdate(at))
        try:
            _add(row, text.strip(), words=words, desk_id=found.desk_id)
        except _DeskMoved:
            continue
        return


def _add(row: Message, text: str, *, words: str, desk_id: UUID) -> None:
    """Seal and hand over in one step: what is refused leaves no key behind."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            sealed = vault.seal_field(row, "body", text, teams=[desk_id])
            digest, content = reports.digest_of(words), sealed.slot.content
            cursor.execute(
                "select wall.mailbox_add(%s, %s, %s, %s, %s, %s)",
                [digest, row.id, desk_id, content, row.answers, row.sent_on],
            )
            (answer,) = cursor.fetchone()
            if answer:
                raise _FAULTS[answer]
    except IntegrityError as error:
        raise AlreadyWritten from error


@action
def delete_conversation(*, words: str, actor: Actor, at: datetime) -> None:
    """Delete what was said and the way back; the report stays with the desk.

    Raises NoSuchMailbox.
    """
    actor.must("reporting.submit_report")
    with connection.cursor() as cursor:
        cursor.execute(
            "select wall.mailbox_delete(%s, %s)",
            [reports.digest_of(words), timezone.localdate(at)],
        )
        (is_gone,) = cursor.fetchone()
    if not is_gone:
        raise NoSuchMailbox
