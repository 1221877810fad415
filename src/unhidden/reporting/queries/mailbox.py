"""What somebody with the receipt words of a report is shown of it."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from unhidden.reporting.models import MessageDirection
from unhidden.reporting.queries.reports import digest_of
from unhidden.reporting.queries.scripts import ScriptText, said_in
from unhidden.reporting.rules import receipts, scripts
from unhidden.reporting.rules.mailbox import MailboxStatus, compute_mailbox_status
from unhidden.vault import letters
from unhidden.vault.sealing import SealBroken


@dataclass(frozen=True, slots=True)
class MailboxLine:
    """One message. ``said`` is what the desk said, None for what the reporter wrote,
    and for a letter that their words do not open.

    ``letter`` is the same, still sealed, for a browser that opens it itself.
    """

    position: int
    is_from_desk: bool
    sent_on: date
    is_question: bool
    is_answered: bool
    said: ScriptText | None = field(repr=False)
    letter: str = field(repr=False)

    @property
    def waits(self) -> bool:
        """Whether it is a question without an answer."""
        return self.is_question and not self.is_answered


@dataclass(frozen=True, slots=True)
class Mailbox:
    """How the report stands, and what was said, the oldest first."""

    standing: MailboxStatus
    desk_id: UUID
    lines: tuple[MailboxLine, ...]

    @property
    def questions(self) -> tuple[MailboxLine, ...]:
        """What waits for an answer."""
        return tuple(line for line in self.lines if line.waits)

    @property
    def said(self) -> tuple[MailboxLine, ...]:
        """Everything else."""
        return tuple(line for line in self.lines if not line.waits)

    @property
    def look_again_on(self) -> date | None:
        """The day that the desk named last."""
        days = [line.said.look_again_on for line in self.lines if line.said]
        return next((day for day in reversed(days) if day), None)


def open_mailbox(*, words: str) -> Mailbox | None:
    """What belongs to these receipt words, or None; nothing of the asking is kept.

    Asks a procedure of the database: the public site's role reads no report.
    """
    with connection.cursor() as cursor:
        cursor.execute("select wall.mailbox_of(%s)", [digest_of(words)])
        (found,) = cursor.fetchone()
    if found is None:
        return None
    held = json.loads(found) if isinstance(found, str) else found
    lines = _lines(held["messages"], letters.box_of(receipts.normalise_receipt(words)))
    return Mailbox(
        standing=compute_mailbox_status(
            status=held["status"],
            is_seen=held["is_seen"],
            has_question=any(line.waits for line in lines),
        ),
        desk_id=UUID(held["desk"]),
        lines=lines,
    )


def _lines(
    messages: list[dict[str, Any]], box: letters.LetterBox
) -> tuple[MailboxLine, ...]:
    answered = {each["answers"] for each in messages}
    return tuple(
        MailboxLine(
            position=each["position"],
            is_from_desk=each["direction"] == MessageDirection.DESK,
            sent_on=date.fromisoformat(each["sent_on"]),
            is_question=scripts.is_question(each["script"]),
            is_answered=each["position"] in answered,
            said=_said(each["letter"], box),
            letter=each["letter"] or "",
        )
        for each in messages
    )


def _said(letter: str | None, box: letters.LetterBox) -> ScriptText | None:
    """What a letter says; None if it was sealed to another key or changed."""
    if letter is None:
        return None
    try:
        text = letters.open_letter(
            base64.b64decode(letter), private_key=box.private_key
        )
    except SealBroken:
        return None
    return said_in(text)
