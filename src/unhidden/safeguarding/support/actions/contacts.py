"""Appointments and contacts: noted once, and what came of each said once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.lib.refusals import ActionRefused
from unhidden.safeguarding.frame import actions as frame
from unhidden.safeguarding.models import (
    Case,
    ContactKind,
    ContactOutcome,
    ContactResult,
    ContactRoute,
    SupportContact,
)
from unhidden.safeguarding.people.actions import contact as people
from unhidden.safeguarding.support.rules.days import is_possible_day, london_day

FARTHEST = timedelta(days=3 * 366)
_CALLED_OFF = {ContactResult.CALLED_OFF_BY_THEM, ContactResult.CALLED_OFF_BY_US}


class ContactAlreadyNoted(ActionRefused):
    """The same contact at the same minute is noted already."""


class ContactDayImpossible(ActionRefused):
    """Before the case was opened, or more than three years from now."""


class ContactNotYet(ActionRefused):
    """What is to come has no outcome yet."""


class ContactAlreadyTold(ActionRefused):
    """Somebody has said already what came of it."""


@dataclass(frozen=True, slots=True)
class NewContact:
    """``result`` is empty where it is still to come or not known yet.

    ``despite`` is why somebody is reached although they did not say that it is safe.
    """

    kind: str
    route: str
    starts_at: datetime
    minutes: int
    result: str = ""
    words: str = field(default="", repr=False)
    despite: str = ""


@action
def note_contact(*, case_id: UUID, new: NewContact, actor: Actor, at: datetime) -> UUID:
    """Note an appointment or a contact that was; gives its id.

    One of ours passes the person's rules of safe contact, or says why all the same.
    Raises what these refuse with, ContactAlreadyNoted, ContactDayImpossible and
    ContactNotYet.
    """
    actor.must("safeguarding.work_case")
    case = frame.hold_open_case(case_id, actor)
    _check_contact_day(case, new, at)
    same = case.support_contacts.filter(
        kind=new.kind, route=new.route, starts_at=new.starts_at
    )
    if same.exists():
        raise ContactAlreadyNoted
    if _is_outreach(new, at):
        people.pass_outreach(
            case_id=case_id,
            outreach=people.ContactAttempt(new.route, new.starts_at, new.despite),
            actor=actor,
            at=at,
        )
    row = SupportContact(
        case=case,
        kind=new.kind,
        route=new.route,
        starts_at=new.starts_at,
        minutes=new.minutes,
        noted_by_id=actor.person,
        noted_at=at,
    )
    if new.words:
        frame.seal_for_case(
            row, "words_sealed", new.words, case=case, actor=actor, at=at
        )
    row.save(force_insert=True)
    frame.tell_case("contact_noted", row, actor=actor, at=at)
    if new.result:
        _tell(case, row, new.result, actor=actor, at=at)
    return row.id


@action
def tell_outcome(
    *, case_id: UUID, contact_id: UUID, result: str, actor: Actor, at: datetime
) -> None:
    """Say what came of a contact.

    Raises ContactAlreadyTold, and ContactNotYet for one that is still to come.
    """
    actor.must("safeguarding.work_case")
    case = frame.hold_open_case(case_id, actor)
    row = case.support_contacts.filter(id=contact_id).first()
    if row is None:
        raise Absent
    if ContactOutcome.objects.filter(contact=row).exists():
        raise ContactAlreadyTold
    if row.starts_at > at and result in {"kept", "missed"}:
        raise ContactNotYet
    _tell(case, row, result, actor=actor, at=at)


def _is_outreach(new: NewContact, at: datetime) -> bool:
    """Whether we reach out to them, or did: it must be a safe way, at a safe hour.

    A meeting at which both were is no reaching out any more, nor is what was called
    off; a visit to come is.
    """
    if new.kind != ContactKind.US or new.result in _CALLED_OFF:
        return False
    return new.starts_at > at or new.route != ContactRoute.MEETING


def _tell(
    case: Case, row: SupportContact, result: str, *, actor: Actor, at: datetime
) -> None:
    outcome = ContactOutcome.objects.create(
        contact=row, result=result, told_by_id=actor.person, told_at=at
    )
    frame.tell_case("contact_told", outcome, actor=actor, at=at)


def _check_contact_day(case: Case, new: NewContact, at: datetime) -> None:
    is_possible = is_possible_day(
        london_day(new.starts_at),
        earliest=london_day(case.opened_at),
        latest=london_day(at + FARTHEST),
    )
    if not is_possible:
        raise ContactDayImpossible
    if new.result and new.starts_at > at:
        raise ContactNotYet
