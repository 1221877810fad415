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
    SupportContact,
)
from unhidden.safeguarding.people.actions import contact as people
from unhidden.safeguarding.support.rules.days import is_possible_day, london_day

FARTHEST = timedelta(days=3 * 366)


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
    """``result`` is empty where it is still to come or not known yet."""

    kind: str
    route: str
    starts_at: datetime
    minutes: int
    result: str = ""
    words: str = field(default="", repr=False)


@action
def note_contact(*, case_id: UUID, new: NewContact, actor: Actor, at: datetime) -> UUID:
    """Note an appointment or a contact that was; gives its id.

    One of ours that is to come, other than a meeting, passes the person's rules of safe
    contact. Raises what these refuse with, ContactAlreadyNoted, ContactDayImpossible
    and ContactNotYet.
    """
    actor.must("safeguarding.work_case")
    case = frame.hold_open_case(case_id, actor)
    _check_contact_day(case, new, at)
    if _is_ours_to_make(new, at):
        people.check_contact(
            case_id=case_id,
            route=new.route,
            text=None,
            actor=actor,
            at=new.starts_at,
        )
    same = case.support_contacts.filter(
        kind=new.kind, route=new.route, starts_at=new.starts_at
    )
    if same.exists():
        raise ContactAlreadyNoted
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


def _is_ours_to_make(new: NewContact, at: datetime) -> bool:
    """Whether we are going to reach out: it must be a safe way, at a safe hour."""
    is_to_come = new.starts_at > at
    return is_to_come and new.kind == ContactKind.US and new.route != "meeting"


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
