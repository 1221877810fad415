"""Keeping what a person told, marking its sentences, and taking them over."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.lib.refusals import ActionRefused
from unhidden.lib.working_days import day_in_london
from unhidden.safeguarding.frame.actions import (
    A_MOMENT,
    find_kept,
    hold_open_case,
    seal_for_case,
    tell_case,
)
from unhidden.safeguarding.models import (
    AccountMark,
    Case,
    SentenceCheck,
    SentenceTaken,
    SurvivorAccount,
)
from unhidden.safeguarding.referrals.actions.filling import add_to_answer
from unhidden.safeguarding.referrals.actions.refusals import (
    WORK,
    DayToCome,
    hold_open_form,
)
from unhidden.safeguarding.referrals.queries.official import load_official_form
from unhidden.safeguarding.referrals.queries.told import read_marks, read_offers
from unhidden.safeguarding.referrals.rules.official import NrmStep, OfficialForm
from unhidden.safeguarding.referrals.rules.sentences import split_sentences


class NothingTaken(ActionRefused):
    """None of the sentences is offered for this question any more."""


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What the person told, word for word, and how it came to be written down."""

    text: str
    told_on: date
    how: str
    language: str
    interpreter: str
    is_read_aloud: bool
    adds_to: UUID | None = None


@action
def keep_account(*, case_id: UUID, new: NewAccount, actor: Actor, at: datetime) -> UUID:
    """Keep an account, sealed; it is never changed. Raises DayToCome and Absent.

    The very same, sent again within a moment, is kept once.
    """
    actor.must(WORK)
    case = hold_open_case(case_id, actor)
    if new.told_on > day_in_london(at):
        raise DayToCome
    if new.adds_to and not case.accounts.filter(id=new.adds_to).exists():
        raise Absent
    content = {
        "text": new.text,
        "language": new.language,
        "interpreter": new.interpreter,
    }
    text = json.dumps(content)
    recent = case.accounts.filter(
        adds_to_id=new.adds_to,
        written_by_id=actor.person,
        written_at__gt=at - A_MOMENT,
        written_at__lte=at,
    ).order_by("id")
    if known := find_kept(recent, "content_sealed", text, actor=actor):
        return UUID(str(known.id))
    row = SurvivorAccount(
        case=case,
        adds_to_id=new.adds_to,
        told_on=new.told_on,
        how=new.how,
        is_read_aloud=new.is_read_aloud,
        written_by_id=actor.person,
        written_at=at,
    )
    seal_for_case(row, "content_sealed", text, case=case, actor=actor, at=at)
    row.save(force_insert=True)
    tell_case("account_kept", row, actor=actor, at=at)
    return row.id


@action
def mark_sentences(
    *,
    case_id: UUID,
    told_id: UUID,
    places: Collection[int],
    question: str,
    actor: Actor,
    at: datetime,
) -> int:
    """Mark sentences of an account as speaking to a question, each once.

    ``places`` are their numbers in the account; gives how many were marked. Raises
    Absent for an account, a sentence or a question that there is not.
    """
    actor.must(WORK)
    case = hold_open_case(case_id, actor)
    row = case.accounts.filter(id=told_id).first()
    if row is None or question not in load_official_form().told_questions:
        raise Absent
    spans = split_sentences(json.loads(row.content_sealed.open(actor))["text"])
    if not set(places) <= set(range(len(spans))):
        raise Absent
    marks = read_marks(case.id, actor, of=row.id)
    have = {(mark.start, mark.end) for mark in marks if mark.question == question}
    new = [spans[place] for place in sorted(set(places))]
    new = [span for span in new if (span.start, span.end) not in have]
    for span in new:
        content = {"start": span.start, "end": span.end, "question": question}
        _keep_mark(AccountMark(account=row), content, case=case, actor=actor, at=at)
    return len(new)


@action
def take_mark_back(*, case_id: UUID, mark_id: UUID, actor: Actor, at: datetime) -> None:
    """Say that a sentence does not speak to its question; one that is so already
    stays so. Raises Absent."""
    actor.must(WORK)
    case = hold_open_case(case_id, actor)
    rows = case.marks.select_related("account").filter(takes_back=None)
    mark = rows.filter(id=mark_id).first()
    if mark is None:
        raise Absent
    if AccountMark.objects.filter(takes_back=mark).exists():
        return
    row = AccountMark(account=mark.account, takes_back=mark)
    _keep_mark(row, {}, case=case, actor=actor, at=at)


@action
def take_sentences(
    *,
    case_id: UUID,
    question: str,
    marks: Collection[UUID],
    read_back_on: date | None,
    actor: Actor,
    at: datetime,
) -> None:
    """Take marked sentences over into the answer to their question.

    ``read_back_on`` is the day they were read back to the person; None says that they
    were not yet. One that is in the form already is only checked anew; so is one beside
    a choice, a name or a date, which the worker answers. Raises NoOpenForm,
    NothingTaken and DayToCome.
    """
    actor.must(WORK)
    case = hold_open_case(case_id, actor)
    form = hold_open_form(case)
    if read_back_on and read_back_on > day_in_london(at):
        raise DayToCome
    offers = read_offers(case.id, form.id, {question}, actor)
    chosen = [each for each in offers if each.sentence.id in marks]
    official = load_official_form(form.version)
    step = _step_of(official, question)
    if not chosen or step is None:
        raise NothingTaken
    have = {each.sentence.text for each in offers if each.check}
    new = [each.sentence.text for each in chosen if not each.check]
    new = [text for text in new if text not in have]
    if new and not official.told_questions[question].is_beside:
        text = "\n".join(f"“{sentence}”" for sentence in new)
        add_to_answer(form, step, question, text, case=case, actor=actor, at=at)
    for each in chosen:
        SentenceTaken(
            case=case,
            form=form,
            mark_id=each.sentence.id,
            check_made=_check(read_back_on),
            read_back_on=read_back_on,
            taken_by_id=actor.person,
            taken_at=at,
        ).save(force_insert=True)
    tell_case("sentences_taken", form, actor=actor, at=at)


def _check(read_back_on: date | None) -> str:
    return SentenceCheck.READ_BACK if read_back_on else SentenceCheck.NOT_YET


def _step_of(form: OfficialForm, question: str) -> NrmStep | None:
    steps = (s for s in form.all_steps if any(q.code == question for q in s.questions))
    return next(steps, None)


def _keep_mark(
    row: AccountMark,
    content: dict[str, object],
    *,
    case: Case,
    actor: Actor,
    at: datetime,
) -> None:
    row.case, row.marked_by_id, row.marked_at = case, actor.person, at
    text = json.dumps(content)
    seal_for_case(row, "content_sealed", text, case=case, actor=actor, at=at)
    row.save(force_insert=True)
    tell_case("sentence_marked", row, actor=actor, at=at)
