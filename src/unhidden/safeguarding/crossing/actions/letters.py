"""A request that reaches its organisation here: sent, opened there, and answered."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action, with_purpose
from unhidden.access.policy import Purpose
from unhidden.access.rls import procedures
from unhidden.audit.actions import Verb
from unhidden.lib.refusals import ActionRefused
from unhidden.safeguarding.consent.actions.outgoing import NewOutgoing, note_outgoing
from unhidden.safeguarding.consent.rules import standing
from unhidden.safeguarding.crossing.actions.requests import (
    IdentityMissing,
    StepUnfit,
    hold_request,
)
from unhidden.safeguarding.crossing.queries.letters import (
    ANSWER,
    find_who_answers,
    list_waiting_letters,
)
from unhidden.safeguarding.frame.actions import hold_case, hold_open_case, tell_case
from unhidden.safeguarding.models import (
    ANSWERS,
    HoldingsAnswer,
    HoldingsLetter,
    HoldingsRequest,
    HoldingsStep,
    HoldingsStepCode,
    OutgoingKind,
)
from unhidden.safeguarding.people.actions import identity as people
from unhidden.vault import actions as vault

_WORDS = "words_sealed"


class NobodyAnswersHere(ActionRefused):
    """Nobody of that organisation answers on this system: the letter goes on paper."""


class AnswerUnfit(ActionRefused):
    """An answer has words, and says how it answers."""


@dataclass(frozen=True, slots=True)
class LetterWords:
    """Of whom is asked what is held; the day of birth is empty where nobody knows."""

    name: str
    born: str


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """What the organisation said; ``words`` is None for who holds no key to it."""

    how_label: str
    is_redacted: bool
    words: str | None
    answered_at: datetime


@action
def send_letter(
    *, case_id: UUID, holdings_id: UUID, actor: Actor, at: datetime
) -> UUID:
    """Have a request reach its organisation here, sealed to who answers for it.

    Gives the letter's id; raises Absent, CaseClosed, IdentityMissing,
    NobodyAnswersHere, and StepUnfit for one that was sent here, or is at its end.
    """
    actor.must("safeguarding.work_case")
    case = hold_open_case(case_id, actor)
    row = hold_request(case, holdings_id)
    team = find_who_answers(standing.day_of(at)).get(row.organisation_id)
    if team is None:
        raise NobodyAnswersHere
    identity = people.open_identity(case_id=case_id, actor=actor, at=at)
    if identity is None:
        raise IdentityMissing
    letter = HoldingsLetter()
    told = {"name": identity.full_name or identity.name, "born": identity.born}
    sealed = vault.seal_field(letter, _WORDS, json.dumps(told), teams={team})
    is_sent = _ask("send_holdings_letter", letter.id, row.id, sealed.slot.content, at)
    if not is_sent:
        raise StepUnfit
    _note_sent(row, actor, at)
    new = NewOutgoing(
        kind=OutgoingKind.REQUEST,
        categories=("identity",),
        receiver_id=row.organisation_id,
        source_id=row.id,
        is_asked_for=True,
    )
    note_outgoing(case=case, new=new, actor=actor, at=at)
    tell_case("holdings_letter_sent", row, actor=actor, at=at, verb=Verb.DISCLOSURE)
    return letter.id


@action
@with_purpose(Purpose.SAFEGUARDING_SUPPORT)
def open_letter(*, letter_id: UUID, actor: Actor, at: datetime) -> LetterWords:
    """Of whom one's organisation is asked; each opening is an event. Raises Absent."""
    actor.must(ANSWER)
    for row in list_waiting_letters():
        if row.id == letter_id:
            told = json.loads(row.words_sealed.open(actor))
            tell_case(
                "holdings_letter_opened",
                row,
                actor=actor,
                at=at,
                verb=Verb.CONSULTATION,
            )
            return LetterWords(told["name"], told["born"])
    raise Absent


@action
@with_purpose(Purpose.SAFEGUARDING_SUPPORT)
def answer_letter(
    *,
    letter_id: UUID,
    how: str,
    words: str,
    is_redacted: bool,
    actor: Actor,
    at: datetime,
) -> None:
    """Say what one's own organisation holds, for whoever supports the person; once.

    Raises AnswerUnfit, and Absent for a letter that is not there or was answered.
    """
    actor.must(ANSWER)
    if how not in ANSWERS or not words.strip():
        raise AnswerUnfit
    ((lead_id,),) = procedures.ask_rows("hold_holdings_letter", letter_id)
    own = find_who_answers(standing.day_of(at))[_own(actor)]
    answer = HoldingsAnswer()
    sealed = vault.seal_field(answer, _WORDS, words, teams={lead_id, own})
    content = sealed.slot.content
    _ask("answer_holdings", letter_id, answer.id, how, is_redacted, content, at)
    tell_case("holdings_answered", answer, actor=actor, at=at, verb=Verb.DISCLOSURE)


@action
def open_answer(
    *, case_id: UUID, holdings_id: UUID, actor: Actor, at: datetime
) -> GivenAnswer:
    """What an organisation said it holds, for who works on the case. Raises Absent."""
    actor.must("safeguarding.work_case")
    case = hold_case(case_id, actor)
    row = HoldingsAnswer.objects.filter(case=case, request_id=holdings_id).first()
    if row is None:
        raise Absent
    (words,) = vault.open_held([row.words_sealed], by=actor)
    tell_case("holdings_answer_opened", row, actor=actor, at=at, verb=Verb.CONSULTATION)
    return GivenAnswer(row.get_how_display(), row.is_redacted, words, row.answered_at)


def _note_sent(row: HoldingsRequest, actor: Actor, at: datetime) -> None:
    """The clock runs from the first sending, here or on paper."""
    if row.steps.filter(code=HoldingsStepCode.SENT).exists():
        return
    HoldingsStep(
        request=row,
        code=HoldingsStepCode.SENT,
        on=standing.day_of(at),
        recorded_by_id=actor.person,
        recorded_at=at,
    ).save(force_insert=True)


def _own(actor: Actor) -> UUID:
    if actor.organisation is None:
        raise Absent
    return actor.organisation


def _ask(procedure: str, *arguments: UUID | datetime | bytes | str | bool) -> bool:
    """What the procedure says; it takes sealed bytes, and refuses as Absent before."""
    marks = ", ".join(["%s"] * len(arguments))
    with connection.cursor() as cursor:
        cursor.execute(
            f"select wall.{procedure}({marks})",  # our own names
            arguments,
        )
        (said,) = cursor.fetchone()
    return bool(said)
