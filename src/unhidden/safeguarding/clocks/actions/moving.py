"""Moving a referral's state, with all that the move does to clocks; and back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from unhidden.access.actor import Actor
from unhidden.agencies import queries as agencies
from unhidden.lib.working_days import LONDON
from unhidden.safeguarding.clocks.actions.running import (
    end_clocks,
    meet_clock,
    pause_clocks,
    resume_clocks,
    start_clock,
)
from unhidden.safeguarding.clocks.rules import effects, states
from unhidden.safeguarding.frame.actions import seal_for_case, tell_case
from unhidden.safeguarding.models import Case, Consent, ConsentAnswer, NrmChange
from unhidden.safeguarding.models.clocks import REFERENCE

_REFERRALS = frozenset({"submitted", "dtn_submitted"})


@dataclass(frozen=True, slots=True)
class StateEvent:
    """What a change rests on: the event's own day, the letter, who decided."""

    happened_on: date
    letter_on: date | None = None
    reference: str = ""
    decided_by: str = ""
    guidance: str = ""
    words: str = ""


def begin_course(case: Case, *, found_at: datetime, actor: Actor, at: datetime) -> None:
    """Begin a case that has just been opened: its state, and clocks from the finding.

    Whose organisation must notify the Home Office has formed its belief with that.
    """
    day = found_at.astimezone(LONDON).date()
    for code in effects.list_first_clocks(case.age_group):
        start_clock(case, code, day=day, since=found_at, actor=actor, at=at)
    move_state(case, states.first_state(case.age_group), actor=actor, at=at)
    start_duty_clock(case, day=day, actor=actor, at=at)


def start_duty_clock(case: Case, *, day: date, actor: Actor, at: datetime) -> bool:
    """Start the actor's organisation's Duty to Notify from its belief, if it has it.

    Whether it now runs. Nothing starts of a child, or once somebody was referred.
    """
    has_duty = actor.organisation is not None and agencies.must_notify(
        organisation_id=actor.organisation, day=day
    )
    if not effects.has_duty_clock(
        age_group=case.age_group, state=case.nrm_state, has_duty=has_duty
    ):
        return False
    started = start_clock(
        case,
        "dtn_due",
        day=day,
        actor=actor,
        at=at,
        organisation_id=actor.organisation,
    )
    return started is not None


def move_state(
    case: Case,
    to_state: str,
    *,
    actor: Actor,
    at: datetime,
    event: StateEvent | None = None,
) -> NrmChange:
    """Move the state of a case that is held, with a row of it, and its clocks.

    The table of states is asked by whoever calls; ``event`` is of today without one.
    """
    event = event or StateEvent(at.astimezone(LONDON).date())
    change = NrmChange(
        case=case,
        from_state=case.nrm_state,
        to_state=to_state,
        changed_by_id=actor.person,
        changed_at=find_next_moment(case, at),
        happened_on=event.happened_on,
        letter_on=event.letter_on,
        reference=event.reference or _own_reference(case, to_state),
        decided_by=event.decided_by,
        guidance=event.guidance,
    )
    if event.words:
        seal_for_case(
            change, "words_sealed", event.words, case=case, actor=actor, at=at
        )
    change.save(force_insert=True)
    case.nrm_state = to_state
    case.save(update_fields=["nrm_state", "nrm_reference"])
    _run_effect(case, change, actor=actor, at=at)
    tell_case(
        "nrm_state_changed",
        change,
        actor=actor,
        at=at,
        detail={"case": str(case.id), "to": to_state},
    )
    return change


def find_next_moment(case: Case, at: datetime) -> datetime:
    """When a change is recorded: of several at once each after the one before it.

    Ids are random, and history is read in order.
    """
    last = case.changes.order_by("-changed_at", "-id").first()
    if last is None:
        return at
    return max(at, last.changed_at + timedelta(microseconds=1))


def _run_effect(case: Case, change: NrmChange, *, actor: Actor, at: datetime) -> None:
    effect = effects.find_effect(
        change.to_state,
        from_state=change.from_state,
        wants_support=_wants_support(case),
    )
    for code in sorted(effect.meets):
        meet_clock(case, code, cause=change, actor=actor, at=at)
    end_clocks(case, effect.ends, cause=change, actor=actor, at=at)
    if effect.pauses:
        pause_clocks(case, effect.pauses, cause=change, actor=actor, at=at)
    if effect.resumes:
        resume_clocks(case, effect.resumes, cause=change, actor=actor, at=at)
    for code in effect.starts:
        start_clock(
            case, code, day=change.happened_on, cause=change, actor=actor, at=at
        )


def _wants_support(case: Case) -> bool:
    latest = case.consents.filter(kind="support").order_by("-number").first()
    return isinstance(latest, Consent) and latest.answer == ConsentAnswer.YES


def _own_reference(case: Case, to_state: str) -> str:
    """The Home Office's reference, beside the change that it belongs to."""
    is_code = re.fullmatch(REFERENCE, case.nrm_reference)
    return case.nrm_reference if to_state in _REFERRALS and is_code else ""
