"""Recording that somebody was referred, and what left their case with it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.agencies import queries as agencies
from unhidden.lib.refusals import ActionRefused
from unhidden.lib.working_days import day_in_london
from unhidden.safeguarding.clocks.actions.moving import StateEvent, move_state
from unhidden.safeguarding.clocks.queries.course import list_history
from unhidden.safeguarding.clocks.rules import states
from unhidden.safeguarding.consent.actions.outgoing import NewOutgoing, note_outgoing
from unhidden.safeguarding.consent.queries.standing import find_agreement
from unhidden.safeguarding.frame.actions import hold_open_case
from unhidden.safeguarding.models import Case, OutgoingKind, OutsideReceiver
from unhidden.safeguarding.referrals.actions.handing import has_responder_referred
from unhidden.safeguarding.referrals.actions.refusals import (
    SecondReferral,
    hold_cases_of_person,
    was_referred,
)
from unhidden.safeguarding.referrals.actions.stages import end_form_recorded


class NotAFirstResponder(ActionRefused):
    """Only a First Responder Organisation refers, or one that was asked to."""


class ReferredBeforeTold(ActionRefused):
    """The day lies before the person told anything that is kept here."""


@action
def record_referral(
    *,
    case_id: UUID,
    is_dtn: bool,
    reference: str,
    sent_on: date | None = None,
    actor: Actor,
    at: datetime,
) -> None:
    """Record that a person has referred, with the Home Office's reference and the day.

    Never automatic: a human statement with date (today without one), person and
    reference. It meets the Duty to Notify, and starts the wait for a decision. Raises
    SecondReferral, NotAFirstResponder, WrongState, StateNotYet, EventBeforeLast and
    ReferredBeforeTold.
    """
    actor.must("safeguarding.work_case")
    hold_cases_of_person(case_id, actor)
    case = hold_open_case(case_id, actor)
    if was_referred(case, actor):
        raise SecondReferral
    today = day_in_london(at)
    is_able = agencies.is_first_responder(
        organisation_id=actor.organisation, day=sent_on or today
    )
    if not (is_able or has_responder_referred(case)):
        raise NotAFirstResponder
    to_state = "dtn_submitted" if is_dtn else "submitted"
    if not states.may_follow(case.nrm_state, to_state):
        raise states.WrongState
    _check_day(case, sent_on or today, today)
    case.nrm_reference = reference
    end_form_recorded(case, actor=actor, at=at)
    event = StateEvent(sent_on or today)
    change = move_state(case, to_state, event=event, actor=actor, at=at)
    new = _describe_outgoing(case, change.id, actor, today, is_dtn=is_dtn)
    note_outgoing(case=case, new=new, actor=actor, at=at)


def _check_day(case: Case, sent_on: date, today: date) -> None:
    """A referral follows what the person told and agreed to, and is not to come."""
    history = [step for _, step in list_history(case)]
    states.check_day(sent_on, history=history, today=today)
    told_on = case.accounts.order_by("told_on").values_list("told_on", flat=True)
    first = told_on.first()
    if first is not None and sent_on < first:
        raise ReferredBeforeTold


def _describe_outgoing(
    case: Case, source_id: UUID, actor: Actor, day: date, *, is_dtn: bool
) -> NewOutgoing:
    """What went to the Home Office, on which word; who they are only where it went."""
    consent_id = find_agreement(
        viewer=actor,
        case_id=case.id,
        kind="named_dtn" if is_dtn else "nrm",
        day=day,
    )
    is_named = not is_dtn or consent_id is not None
    return NewOutgoing(
        kind=OutgoingKind.DUTY_TO_NOTIFY if is_dtn else OutgoingKind.REFERRAL,
        categories=("identity", "narrative") if is_named else ("narrative",),
        outside=OutsideReceiver.HOME_OFFICE,
        consent_id=consent_id,
        source_id=source_id,
    )
