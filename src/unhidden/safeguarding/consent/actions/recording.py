"""Keeping what a person said, and ending what rested on a word that is no more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.lib import languages
from unhidden.lib.refusals import ActionRefused
from unhidden.safeguarding.clocks.actions.moving import move_state
from unhidden.safeguarding.clocks.rules import states as clocks
from unhidden.safeguarding.consent.queries.standing import find_word
from unhidden.safeguarding.consent.rules import standing, words
from unhidden.safeguarding.frame.actions import (
    A_MOMENT,
    hold_open_case,
    seal_for_case,
    tell_case,
)
from unhidden.safeguarding.models import BestInterestsDecision, Case, Consent
from unhidden.safeguarding.people.actions.again import follow_wish
from unhidden.sharing import actions as sharing


class ConsentNotAsked(ActionRefused):
    """A child is not asked to consent to the NRM: referral is mandatory."""


class UnknownLanguage(ActionRefused):
    """The language is none of those that we have a code for."""


class NothingToWithdraw(ActionRefused):
    """Nothing that the person agreed to stands, so nothing is taken back."""


class NotDecidedFor(ActionRefused):
    """Nobody decides this for somebody, or no reason was written down."""


class TermOver(ActionRefused):
    """The last day, or the day to ask again, is over already."""


class ScopeUnfit(ActionRefused):
    """Sharing names its receiver, and only a yes to tell somebody names data."""


@dataclass(frozen=True, slots=True)
class NewConsent:
    """What was asked and answered, in which language, and how far a yes goes.

    ``language`` is a code of ``unhidden.lib.languages``. ``best_interests`` are the
    sealed words of a decision for an adult who could not decide it; empty for the
    person's own word.
    """

    kind: str
    answer: str
    language: str
    interpreter: str = ""
    receiver_id: UUID | None = None
    categories: tuple[str, ...] = ()
    until_on: date | None = None
    ask_again_on: date | None = None
    best_interests: str = ""
    review_on: date | None = None


@action
def record_consent(
    *, case_id: UUID, new: NewConsent, actor: Actor, at: datetime
) -> None:
    """Keep what the person said; an adult's word on the NRM moves its state.

    Separate consents, never one tick-box. What rested on a word that this one ends,
    ends with it: shares, keys, disclosures that wait. Raises ConsentNotAsked,
    UnknownLanguage, NothingToWithdraw, NotDecidedFor, TermOver, ScopeUnfit and
    CaseClosed.
    """
    actor.must("safeguarding.work_case")
    case = hold_open_case(case_id, actor)
    day = standing.day_of(at)
    _check(case, new, day)
    if _is_said_already(case, new, actor, at):
        return
    consent = _keep(case, new, actor, at)
    tell_case(
        "consent_recorded",
        consent,
        actor=actor,
        at=at,
        detail={"case": str(case.id), "kind": new.kind, "answer": new.answer},
    )
    sharing.end_unconsented(record=case, actor=actor, at=at)
    if new.kind == "find_again":
        follow_wish(case, new.answer, actor=actor, at=at)
    if new.kind == "nrm":
        said = "no" if new.answer == standing.WITHDRAWN else new.answer
        after = clocks.state_after_consent(case.nrm_state, said)
        if after != case.nrm_state:
            move_state(case, after, actor=actor, at=at)


def _keep(case: Case, new: NewConsent, actor: Actor, at: datetime) -> Consent:
    consent = _make(case, new, actor, at)
    if new.best_interests:
        consent.best_interests = _decide(case, new, actor, at)
    consent.save(force_insert=True)
    return consent


def _make(case: Case, new: NewConsent, actor: Actor, at: datetime) -> Consent:
    """The word as it is kept, but for the words of whoever decided for somebody."""
    day = standing.day_of(at)
    is_yes = new.answer == standing.YES
    is_decided = bool(new.best_interests)
    return Consent(
        case=case,
        kind=new.kind,
        receiver_id=new.receiver_id,
        answer=new.answer,
        categories=sorted(new.categories) if is_yes else [],
        basis=standing.BEST_INTERESTS if is_decided else standing.OWN_WORD,
        language=new.language,
        interpreter=new.interpreter,
        words_version=words.find_version(new.kind, day),
        until_on=(new.until_on or standing.propose_term(new.kind, new.answer, day))
        if is_yes
        else None,
        ask_again_on=new.ask_again_on or standing.propose_ask_again(new.answer, day),
        asked_by_id=actor.person,
        asked_at=at,
    )


def _decide(
    case: Case, new: NewConsent, actor: Actor, at: datetime
) -> BestInterestsDecision:
    """The decision of whoever writes it down, in nobody else's name."""
    if new.review_on is None:
        raise NotDecidedFor
    decision = BestInterestsDecision(
        case=case,
        kind=new.kind,
        review_on=new.review_on,
        decided_by_id=actor.person,
        decided_at=at,
    )
    seal_for_case(
        decision, "words_sealed", new.best_interests, case=case, actor=actor, at=at
    )
    decision.save(force_insert=True)
    return decision


def _check(case: Case, new: NewConsent, day: date) -> None:
    if not standing.may_be_asked(new.kind, case.age_group):
        raise ConsentNotAsked
    if not languages.is_known(new.language):
        raise UnknownLanguage
    if new.answer == standing.WITHDRAWN and not standing.may_withdraw(
        find_word(case, new.kind, new.receiver_id), day
    ):
        raise NothingToWithdraw
    if new.best_interests and not (
        new.review_on
        and new.review_on >= day
        and standing.may_be_decided(new.kind, case.age_group, new.answer)
    ):
        raise NotDecidedFor
    if any(each and each < day for each in (new.until_on, new.ask_again_on)):
        raise TermOver
    if not _has_scope(new):
        raise ScopeUnfit


def _has_scope(new: NewConsent) -> bool:
    """Sharing names its receiver, and only a yes to tell somebody names data."""
    if (new.kind == "share") != (new.receiver_id is not None):
        return False
    tells = new.kind in standing.SCOPED and new.answer == standing.YES
    return tells or not new.categories


def _is_said_already(case: Case, new: NewConsent, actor: Actor, at: datetime) -> bool:
    """Whether the word that counts is the very same, kept a moment ago by the actor.

    As of a button that is pressed twice, or a page that is sent again.
    """
    rows = Consent.objects.filter(case=case, kind=new.kind, receiver_id=new.receiver_id)
    latest = rows.order_by("number").last()
    if latest is None or latest.asked_by_id != actor.person:
        return False
    return at - A_MOMENT < latest.asked_at <= at and _says(latest) == _says(
        _make(case, new, actor, at)
    )


def _says(row: Consent) -> tuple[object, ...]:
    return (
        row.answer,
        sorted(row.categories),
        row.language,
        row.interpreter,
        row.until_on,
        row.ask_again_on,
        row.basis,
    )
