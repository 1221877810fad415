"""Asking a First Responder to refer, and recording what it said."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.agencies import queries as agencies
from unhidden.lib.refusals import ActionRefused
from unhidden.lib.working_days import day_in_london
from unhidden.safeguarding.consent.actions.outgoing import (
    NewOutgoing,
    mark_outgoing,
    note_outgoing,
)
from unhidden.safeguarding.consent.queries.standing import find_agreement
from unhidden.safeguarding.frame.actions import hold_open_case, tell_case
from unhidden.safeguarding.models import (
    Case,
    HandoverEvent,
    HandoverStep,
    OutgoingKind,
    ReferralHandover,
)
from unhidden.safeguarding.referrals.actions.refusals import (
    WORK,
    DayToCome,
    SecondReferral,
    was_referred,
)
from unhidden.safeguarding.referrals.rules import handing

_AGREED = frozenset({"consent_given", "not_required_child"})
#: How what left with a handover is marked, once it ends without a referral.
_MARKS: dict[str, str] = {
    HandoverStep.DECLINED: "ended",
    HandoverStep.WITHDRAWN: "recalled",
}


class ResponderNoMore(ActionRefused):
    """The organisation is no First Responder today: it may have ceased to be one."""


class HandoverOpen(ActionRefused):
    """Somebody was asked already, and has not answered for good."""


class NotAgreedYet(ActionRefused):
    """An adult has not agreed to be referred."""


class StepNotNext(ActionRefused):
    """This does not follow what was recorded of the handover."""


@action
def ask_responder(
    *, case_id: UUID, responder_id: UUID, day: date, actor: Actor, at: datetime
) -> None:
    """Record that a First Responder was asked to refer on a day.

    It has two working days to say something. Raises NotAgreedYet, SecondReferral,
    HandoverOpen, ResponderNoMore and DayToCome.
    """
    actor.must(WORK)
    case = hold_open_case(case_id, actor)
    if was_referred(case, actor):
        raise SecondReferral
    if case.nrm_state not in _AGREED:
        raise NotAgreedYet
    if day > day_in_london(at):
        raise DayToCome
    if _open_handovers(case).exists():
        raise HandoverOpen
    if not agencies.is_first_responder(
        organisation_id=responder_id, day=day_in_london(at)
    ):
        raise ResponderNoMore
    row = ReferralHandover(
        case=case,
        responder_id=responder_id,
        number=case.handovers.count() + 1,
        asked_on=day,
        due_on=handing.find_limit(day),
        asked_by_id=actor.person,
        asked_at=at,
    )
    row.save(force_insert=True)
    _let_out(row, actor=actor, at=at)
    tell_case("responder_asked", row, actor=actor, at=at)


@action
def note_handover(
    *,
    case_id: UUID,
    handover_id: UUID,
    step: str,
    day: date,
    actor: Actor,
    at: datetime,
) -> None:
    """Record what became of a handover. Raises Absent, StepNotNext, DayToCome, and
    ResponderNoMore for a referral by who was no First Responder on that day."""
    actor.must(WORK)
    case = hold_open_case(case_id, actor)
    row = case.handovers.filter(id=handover_id).first()
    if row is None:
        raise Absent
    steps = [*row.events.values_list("step", flat=True)]
    if step not in handing.list_next_steps(steps):
        raise StepNotNext
    if day > day_in_london(at):
        raise DayToCome
    refers = step == HandoverStep.REFERRED
    if refers and not agencies.is_first_responder(
        organisation_id=row.responder_id, day=day
    ):
        raise ResponderNoMore
    event = HandoverEvent(
        case=case,
        handover=row,
        step=step,
        day=day,
        noted_by_id=actor.person,
        noted_at=at,
    )
    event.save(force_insert=True)
    if step in _MARKS:
        mark_outgoing(
            case=case, source_id=row.id, code=_MARKS[step], actor=actor, at=at
        )
    tell_case("handover_noted", row, actor=actor, at=at, detail={"step": step})


def _let_out(row: ReferralHandover, *, actor: Actor, at: datetime) -> None:
    """Keep with the case that a First Responder learnt of it, and on which word."""
    consent_id = find_agreement(
        viewer=actor, case_id=row.case_id, kind="nrm", day=day_in_london(at)
    )
    new = NewOutgoing(
        kind=OutgoingKind.HAND_OVER,
        categories=(),
        receiver_id=row.responder_id,
        consent_id=consent_id,
        source_id=row.id,
    )
    note_outgoing(case=row.case, new=new, actor=actor, at=at)


def has_responder_referred(case: Case) -> bool:
    """Whether a First Responder that was asked has referred, as was recorded."""
    return case.handovers.filter(events__step=HandoverStep.REFERRED).exists()


def _open_handovers(case: Case) -> QuerySet[ReferralHandover]:
    return case.handovers.exclude(events__step__in=handing.ENDS)
