"""Opening a record in an emergency, and what follows it.

What the database refuses to open is no exception but an outcome: the refusal is an
event, which an exception would undo. Which record it was, this process is not told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from psycopg import errors

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.records import new_id
from unhidden.access.rls import rows
from unhidden.audit import actions as audit
from unhidden.audit.actions import Verb
from unhidden.emergency import rules
from unhidden.emergency.models import Access, Notice
from unhidden.emergency.rules import TooFewWords
from unhidden.lib.refusals import ActionRefused

__all__ = [
    "EmergencyAskResult",
    "EmergencyOver",
    "StaleProof",
    "TooFewWords",
    "answer_emergency",
    "ask_emergency",
    "end_emergency",
    "mark_seen",
    "note_ends",
    "review_emergency",
]

OPENED, WAITING, STALE, OVER = "opened", "waiting", "stale", "over"


class EmergencyOver(ActionRefused):
    """There is nothing left to do: it has ended, or somebody else has done it."""


class StaleProof(ActionRefused):
    """Who it is was proved too long ago."""


@dataclass(frozen=True, slots=True)
class EmergencyAskResult:
    """What came of it: opened, waiting, able (without), asked (before), stale,
    suspended, locked or refused; with the record, where the person reads it."""

    outcome: str
    access_id: UUID
    domain: str = ""
    record_id: UUID | None = None


@action
def ask_emergency(
    *, reference: str, reason: str, words: str, actor: Actor, at: datetime
) -> EmergencyAskResult:
    """Open the record of this reference for four hours; raises TooFewWords.

    A restricted one waits for a second person. Both organisations are told at once.
    """
    actor.must("emergency.open_record")
    if not rules.has_enough_words(words):
        raise TooFewWords
    access_id, due_on = new_id(), rules.review_due_on(at)
    row = _call("open_in_emergency", access_id, reference, reason, words, due_on, at)
    asked = EmergencyAskResult(row[0], access_id, row[1] or "", row[2])
    if asked.outcome in (OPENED, WAITING):
        access = Access.objects.get(id=access_id)
        _tell(asked.outcome, access, actor=actor, at=at)
    else:
        detail = {"outcome": asked.outcome, "reference": reference, "reason": reason}
        audit.record_event(
            name="emergency.refused",
            actor=actor,
            subject=Access(id=access_id),
            at=at,
            detail=detail,
            verb=Verb.CONSULTATION,
            justification=words,
        )
    return asked


@action
def answer_emergency(
    *, access_id: UUID, is_agreed: bool, actor: Actor, at: datetime
) -> None:
    """Agree to the opening of a restricted record, as the second person, or refuse.

    Raises Absent for whoever may not answer for it, Stale and Over.
    """
    actor.must("emergency.review")
    outcome = _outcome("answer_emergency", access_id, is_agreed, at)
    name = "approved" if outcome == OPENED else "not_approved"
    _tell(name, Access.objects.get(id=access_id), actor=actor, at=at)


@action
def end_emergency(*, access_id: UUID, actor: Actor, at: datetime) -> None:
    """End one's own access early, or take back an ask; raises EmergencyOver."""
    actor.must("emergency.open_record")
    _outcome("end_emergency", access_id, at)
    _tell("ended", Access.objects.get(id=access_id), actor=actor, at=at)


@action
def review_emergency(
    *, access_id: UUID, outcome: str, words: str, actor: Actor, at: datetime
) -> None:
    """Say whether it was right; raises Absent for whoever may not, and Over.

    With it, a right that rested because nobody had reviewed comes back.
    """
    actor.must("emergency.review")
    _outcome("review_emergency", access_id, outcome, words, at)
    access = Access.objects.get(id=access_id)
    _tell("reviewed", access, actor=actor, at=at, verdict=outcome)


@action
def mark_seen(*, access_id: UUID, actor: Actor, at: datetime) -> None:
    """Say that one's organisation has taken note; the first to say so is kept."""
    actor.must("emergency.see_notices")
    notices = Notice.objects.select_for_update().filter(
        access_id=access_id, organisation_id=actor.organisation
    )
    notice = notices.first()
    if notice is None:
        raise Absent
    if notice.seen_at is None:
        notice.seen_at, notice.seen_by_id = at, actor.person
        notice.save(update_fields=["seen_at", "seen_by"])
        audit.record_event(
            name="emergency.notice_seen", actor=actor, subject=notice, at=at
        )


@action
def note_ends(*, actor: Actor, at: datetime) -> int:
    """Write down what has run out, each once; gives how much.

    The right itself ends without this: the row policies look at the clock.
    """
    actor.must("emergency.note_ends")
    over = list(Access.objects.raw("select * from wall.note_ends(%s)", [at]))
    for row in over:
        _tell("expired" if row.opened_at else "lapsed", row, actor=actor, at=at)
    return len(over)


def _tell(
    name: str, access: Access, *, actor: Actor, at: datetime, **more: str
) -> None:
    """One event: who, for whom, what, when, from where, why (EHR-S FM TI.2.1.2.8)."""
    detail = {
        "person": str(access.person_id),
        "engagement": str(access.engagement_id),
        "purpose": access.purpose,
        "access": str(access.id),
        "reason": access.reason,
        **more,
    }
    audit.record_event(
        name=f"emergency.{name}",
        actor=actor,
        subject=rows.identify_record(access.domain, access.record_id),
        at=at,
        detail=detail,
        verb=Verb.CONSULTATION,
        justification=access.words,
        recipients={access.owner_id, access.organisation_id},
    )


Argument = UUID | datetime | date | str | bool
_REFUSALS: Mapping[str, type[Exception]] = {OVER: EmergencyOver, STALE: StaleProof}


def _outcome(procedure: str, *arguments: Argument) -> str:
    """What the procedure says; raises Absent, EmergencyOver and StaleProof."""
    said = str(_call(procedure, *arguments)[0])
    if said in _REFUSALS:
        raise _REFUSALS[said]
    return said


def _call(procedure: str, *arguments: Argument) -> tuple[Any, ...]:
    marks = ", ".join(["%s"] * len(arguments))
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"select * from wall.{procedure}({marks})", arguments)  # noqa: S608  # our own names
            found: tuple[Any, ...] = cursor.fetchone()
            return found
    except DatabaseError as error:
        if isinstance(error.__cause__, errors.InsufficientPrivilege):
            raise Absent from error
        raise
