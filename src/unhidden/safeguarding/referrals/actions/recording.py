"""Recording that somebody was referred."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.agencies import queries as agencies
from unhidden.lib.refusals import ActionRefused
from unhidden.lib.working_days import day_in_london
from unhidden.safeguarding.clocks.actions.moving import move_state
from unhidden.safeguarding.clocks.rules import states
from unhidden.safeguarding.frame.actions import hold_open_case
from unhidden.safeguarding.referrals.actions.handing import has_responder_referred
from unhidden.safeguarding.referrals.actions.stages import end_form_recorded


class NotAFirstResponder(ActionRefused):
    """Only a First Responder Organisation refers, or one that was asked to."""


@action
def record_referral(
    *, case_id: UUID, is_dtn: bool, reference: str, actor: Actor, at: datetime
) -> None:
    """Record that a person has referred, with the Home Office's reference.

    Never automatic: a human statement with date, person and reference.
    It meets the Duty to Notify, and starts the wait for a decision. Raises
    NotAFirstResponder and WrongState.
    """
    actor.must("safeguarding.work_case")
    case = hold_open_case(case_id, actor)
    is_able = agencies.is_first_responder(
        organisation_id=actor.organisation, day=day_in_london(at)
    )
    if not (is_able or has_responder_referred(case)):
        raise NotAFirstResponder
    to_state = "dtn_submitted" if is_dtn else "submitted"
    if not states.may_follow(case.nrm_state, to_state):
        raise states.WrongState
    case.nrm_reference = reference
    end_form_recorded(case, actor=actor, at=at)
    move_state(case, to_state, actor=actor, at=at)
