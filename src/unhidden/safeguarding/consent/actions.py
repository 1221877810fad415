"""Keeping what a person said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.lib.refusals import ActionRefused
from unhidden.safeguarding.clocks import rules
from unhidden.safeguarding.clocks.actions import move_state
from unhidden.safeguarding.frame.actions import hold_case
from unhidden.safeguarding.models import Consent
from unhidden.sharing import actions as sharing

WORDS_VERSION = 1


class ConsentNotAsked(ActionRefused):
    """A child is not asked to consent to the NRM: referral is mandatory."""


@dataclass(frozen=True, slots=True)
class NewConsent:
    kind: str
    answer: str
    language: str
    interpreter: str


@action
def record_consent(
    *, case_id: UUID, new: NewConsent, actor: Actor, at: datetime
) -> None:
    """Keep what the person said; an adult's word on the NRM moves its state.

    Three separate consents, never one tick-box. Raises ConsentNotAsked.
    """
    actor.must("safeguarding.work_case")
    case = hold_case(case_id, actor)
    is_about_nrm = new.kind == "nrm"
    if is_about_nrm and rules.is_treated_as_child(case.age_group):
        raise ConsentNotAsked
    consent = Consent.objects.create(
        case=case,
        kind=new.kind,
        answer=new.answer,
        language=new.language,
        interpreter=new.interpreter,
        words_version=WORDS_VERSION,
        asked_by_id=actor.person,
        asked_at=at,
    )
    audit.record_event(
        name="safeguarding.consent_recorded",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=consent,
        at=at,
        detail={"case": str(case.id), "kind": new.kind, "answer": new.answer},
    )
    # Whatever was shared because they agreed to support ends with that word.
    sharing.end_unconsented(record=case, actor=actor, at=at)
    if is_about_nrm:
        after = rules.state_after_consent(case.nrm_state, new.answer)
        if after != case.nrm_state:
            move_state(case, after, actor=actor, at=at)
