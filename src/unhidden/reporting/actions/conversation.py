"""The desk reads what a reporter added, and says one of its scripts to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.lib.refusals import ActionRefused
from unhidden.reporting.actions.reports import (
    OpenedReport,
    open_report_text,
    report_of_desk,
)
from unhidden.reporting.models import Message, MessageDirection, Report
from unhidden.reporting.queries.scripts import letter_of, said_in
from unhidden.reporting.rules import scripts
from unhidden.reporting.rules.scripts import (
    DayNotNear,
    DeskScript,
    ScriptUnknown,
    TooManyQuestions,
)
from unhidden.vault import actions as vault
from unhidden.vault import letters

__all__ = [
    "DayNotNear",
    "NoWayBack",
    "OpenedMessage",
    "ScriptUnknown",
    "TooManyQuestions",
    "open_with_conversation",
    "send_script",
]


class NoWayBack(ActionRefused):
    """The reporter wanted no answer, or has ended the conversation."""


@dataclass(frozen=True, slots=True)
class OpenedMessage:
    """One message unsealed for one reading; ``answers`` is what it answers, or ""."""

    is_from_desk: bool
    sent_on: date
    text: str = field(repr=False)
    answers: str = field(repr=False)


@action
def open_with_conversation(
    *, report_id: UUID, actor: Actor, at: datetime
) -> tuple[OpenedReport, tuple[OpenedMessage, ...]]:
    """Unseal a report and what was said since, the oldest first, and record both.

    Raises Absent for a report that is not there for the actor.
    """
    report = report_of_desk(report_id, actor)
    rows = list(report.messages.order_by("position"))
    sealed = [report.sealed_answers, *(row.body for row in rows)]
    text, *texts = vault.open_all(sealed, by=actor)
    opened = open_report_text(report, text, actor, at)
    if rows:
        audit.record_event(
            name="reporting.conversation_opened",
            verb=audit.Verb.CONSULTATION,
            categories=("narrative",),
            actor=actor,
            subject=report,
            at=at,
        )
    return opened, _spoken(rows, texts)


def _spoken(rows: Sequence[Message], texts: Sequence[str]) -> tuple[OpenedMessage, ...]:
    said = {
        row.position: said_in(text).text
        if row.direction == MessageDirection.DESK
        else text
        for row, text in zip(rows, texts, strict=True)
    }
    return tuple(
        OpenedMessage(
            is_from_desk=row.direction == MessageDirection.DESK,
            sent_on=row.sent_on,
            text=said[row.position],
            answers=said.get(row.answers or 0, ""),
        )
        for row in rows
    )


@action
def send_script(
    *,
    report_id: UUID,
    script: str,
    look_again_on: date | None,
    actor: Actor,
    at: datetime,
) -> None:
    """Send one of the scripts to the reporter, sealed to them and to the own desk.

    Raises NoWayBack, ScriptUnknown, TooManyQuestions, DayNotNear, and Absent for a
    report that is not there for the actor. Of ``at`` only the day is kept with it.
    """
    report = report_of_desk(report_id, actor, lock=True)
    chosen, today = scripts.script_of(script), timezone.localdate(at)
    if report.reply_key is None:
        raise NoWayBack
    days = (look_again_on - today).days if look_again_on else None
    scripts.check_script(chosen, unanswered=_unanswered(report), days=days)
    day = look_again_on if chosen.has_day else None
    row = _sealed(report, chosen, letter_of(chosen, look_again_on=day), today)
    row.save(force_insert=True)
    audit.record_event(
        name="reporting.script_sent",
        verb=audit.Verb.DISCLOSURE,
        actor=actor,
        subject=report,
        at=at,
        detail={"script": script, "message": str(row.id)},
    )


def _unanswered(report: Report) -> set[int]:
    """The positions of the questions that wait for an answer."""
    rows = list(report.messages.values_list("position", "script", "answers"))
    asked = {position for position, code, _ in rows if scripts.is_question(code)}
    return asked - {answers for _, _, answers in rows}


def _sealed(report: Report, script: DeskScript, text: str, today: date) -> Message:
    last = report.messages.aggregate(last=Max("position"))["last"] or 0
    row = Message(
        report=report,
        position=last + 1,
        direction=MessageDirection.DESK,
        sent_on=today,
        script=script.code,
        letter=letters.seal_letter(text, public_key=bytes(report.reply_key or b"")),
    )
    row.body = vault.seal_field(row, "body", text, teams=[report.desk_id])
    return row
