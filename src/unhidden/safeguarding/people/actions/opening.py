"""A case begun, by whichever door its person came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.records import new_id
from unhidden.access.urns import next_urn
from unhidden.safeguarding.clocks.actions.moving import begin_course
from unhidden.safeguarding.frame.actions import tell_case
from unhidden.safeguarding.frame.queries import own_cases
from unhidden.safeguarding.models import Case, CaseOffer, CasePerson, CaseWayIn
from unhidden.safeguarding.people.actions.refusals import (
    CaseAlreadyOpen,
    VisitNotNamed,
)
from unhidden.safeguarding.people.actions.team import check_worker
from unhidden.sharing import actions as sharing
from unhidden.visits import queries as visits


@dataclass(frozen=True, slots=True)
class NewCase:
    """By which door somebody came, and what is known of their age.

    Of somebody found at a visit the visit says it. ``same_person_as`` is a case of
    theirs that the opener reads: the new one is of the same person.
    """

    way_in: str
    age_group: str = ""
    possible_victim_id: UUID | None = None
    same_person_as: UUID | None = None


@action
def open_case(
    *, new: NewCase, lead_worker_id: UUID, actor: Actor, at: datetime
) -> UUID:
    """Open a case that one's own organisation leads, and start its clocks.

    To another organisation a person is offered. The opener joins the team only if
    their role works on cases: an officer who found someone does not read their file.
    Raises CaseAlreadyOpen, CannotWorkCases and VisitNotNamed.
    """
    actor.must("safeguarding.open_case")
    check_worker(lead_worker_id, at, organisation_id=actor.organisation)
    age_group = find_age_group(new, actor)
    case = make_case_row(way_in=new.way_in, age_group=age_group, actor=actor, at=at)
    case.possible_victim_id = new.possible_victim_id
    if new.same_person_as is not None:
        case.person_id = _find_person(new.same_person_as, actor)
    team = [(lead_worker_id, "lead")]
    if actor.may("safeguarding.work_case") and actor.person != lead_worker_id:
        team.append((actor.person, "supervisor"))
    begin_case(case, team=team, found_at=at, actor=actor, at=at)
    return case.id


def make_case_row(*, way_in: str, age_group: str, actor: Actor, at: datetime) -> Case:
    """A case of the actor's organisation, which is not saved yet."""
    return Case(
        urn=next_urn(prefix="NW-SC", sequence="safeguarding_urn", year=at.year),
        way_in=way_in,
        age_group=age_group,
        lead_id=actor.organisation,
        opened_by_id=actor.person,
        opened_at=at,
    )


def find_age_group(new: NewCase, actor: Actor) -> str:
    """What is known of their age; raises VisitNotNamed, and Absent for strangers."""
    if (new.way_in == CaseWayIn.VISIT) is not (new.possible_victim_id is not None):
        raise VisitNotNamed
    if new.possible_victim_id is None:
        return new.age_group
    found = visits.possible_victim(
        viewer=actor, possible_victim_id=new.possible_victim_id
    )
    return found.age_group


def begin_case(
    case: Case,
    *,
    team: list[tuple[UUID, str]],
    found_at: datetime,
    actor: Actor,
    at: datetime,
) -> None:
    """Save a new case, start its clocks from when its person was found, and hand it on.

    Raises CaseAlreadyOpen.
    """
    sharing.begin_team_record(case)
    if case.person_id is None:
        case.person = _make_person(at)
    try:
        with transaction.atomic():
            case.save(force_insert=True)
    except IntegrityError as error:
        raise CaseAlreadyOpen from error
    tell_case("case_opened", case, actor=actor, at=at)
    begin_course(case, found_at=found_at, actor=actor, at=at)
    if case.offer_id is not None:
        take_offer(case.offer_id, actor=actor, at=at)
    sharing.hand_over(record=case, members=team, actor=actor, at=at)


def take_offer(offer_id: UUID, *, actor: Actor, at: datetime) -> None:
    """Note that the offer became the case that is begun: the database asks for it."""
    CaseOffer.objects.filter(id=offer_id).update(
        state="accepted", answered_by_id=actor.person, answered_at=at
    )


def _find_person(case_id: UUID, actor: Actor) -> UUID:
    known = Case.objects.filter(own_cases(actor), id=case_id).first()
    if known is None:
        raise Absent
    return known.person_id


def _make_person(at: datetime) -> CasePerson:
    key = new_id()
    return CasePerson.objects.create(id=key, pseudonym=make_pseudonym(key), made_at=at)


def make_pseudonym(person_id: UUID) -> str:
    """``NW-P-3F2A9-1BC04``: what everybody else calls somebody; it counts nothing."""
    digits = person_id.hex[:10].upper()
    return f"NW-P-{digits[:5]}-{digits[5:]}"
