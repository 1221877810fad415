"""Somebody offered to an organisation, which accepts or declines, and the next one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.agencies import queries as agencies
from unhidden.audit.actions import Verb
from unhidden.lib.working_days import day_in_london
from unhidden.safeguarding.frame.actions import tell_case
from unhidden.safeguarding.models import CaseOffer, OfferState
from unhidden.safeguarding.people.actions.opening import (
    NewCase,
    begin_case,
    find_age_group,
    make_case_row,
)
from unhidden.safeguarding.people.actions.refusals import (
    AlreadyOffered,
    CaseAlreadyOpen,
    NobodyToAsk,
    OfferMoved,
    OfferStillWaits,
)
from unhidden.safeguarding.people.actions.team import check_worker
from unhidden.safeguarding.people.queries.offers import urn_of_open_case
from unhidden.safeguarding.people.rules import offers as rules

ANSWER = "safeguarding.manage_team"
OFFER = "safeguarding.open_case"


@dataclass(frozen=True, slots=True)
class NewOffer:
    """The envelope: what an organisation must know to say yes, and nobody's name."""

    new: NewCase
    to_organisation_id: UUID
    urgency: str
    council_id: str | None
    needs: tuple[str, ...]
    language: str
    is_safe_to_contact: bool
    held_by: str


@action
def offer_person(*, offer: NewOffer, actor: Actor, at: datetime) -> UUID:
    """Offer somebody to an organisation's supervisors; gives the offer's id.

    Raises CaseAlreadyOpen, AlreadyOffered, NobodyToAsk and VisitNotNamed.
    """
    actor.must(OFFER)
    age_group = find_age_group(offer.new, actor)
    row = CaseOffer(
        possible_victim_id=offer.new.possible_victim_id,
        way_in=offer.new.way_in,
        age_group=age_group,
        urgency=offer.urgency,
        council_id=offer.council_id,
        needs=list(offer.needs),
        language=offer.language,
        is_safe_to_contact=offer.is_safe_to_contact,
        held_by=offer.held_by,
        to_organisation_id=offer.to_organisation_id,
    )
    return _ask(row, actor=actor, at=at)


@action
def accept_offer(
    *, offer_id: UUID, worker_id: UUID, actor: Actor, at: datetime
) -> UUID:
    """Take somebody on for one's organisation, and name who supports them.

    The case begins; its clocks run from when its person was offered. Whoever offered
    them is on its team only if their role works on cases. Gives the case's id; raises
    OfferMoved, CaseAlreadyOpen and CannotWorkCases.
    """
    actor.must(ANSWER)
    held = _hold(offer_id, actor)
    if held.to_organisation_id != actor.organisation:
        raise Absent
    check_worker(worker_id, at, organisation_id=actor.organisation)
    case = make_case_row(
        way_in=held.way_in, age_group=held.age_group, actor=actor, at=at
    )
    case.offer_id, case.possible_victim_id = held.id, held.possible_victim_id
    team = [(worker_id, "lead")]
    if held.offered_by_id != worker_id and _supports(held.offered_by_id, at):
        team.append((held.offered_by_id, "supervisor"))
    begin_case(case, team=team, found_at=held.offered_at, actor=actor, at=at)
    tell_case("offer_accepted", held, actor=actor, at=at, verb=Verb.ALTERATION)
    return case.id


@action
def decline_offer(*, offer_id: UUID, reason: str, actor: Actor, at: datetime) -> None:
    """Say that one's organisation cannot take somebody on, and why. OfferMoved."""
    actor.must(ANSWER)
    held = _hold(offer_id, actor)
    if held.to_organisation_id != actor.organisation:
        raise Absent
    _settle(held, OfferState.DECLINED, reason=reason, actor=actor, at=at)
    tell_case("offer_declined", held, actor=actor, at=at, verb=Verb.ALTERATION)


@action
def withdraw_offer(*, offer_id: UUID, actor: Actor, at: datetime) -> None:
    """Take back what nobody has answered. Raises OfferMoved."""
    actor.must(OFFER)
    held = _hold(offer_id, actor)
    if held.from_organisation_id != actor.organisation:
        raise Absent
    _settle(held, OfferState.WITHDRAWN, actor=actor, at=at)
    tell_case("offer_withdrawn", held, actor=actor, at=at, verb=Verb.ALTERATION)


@action
def pass_on_offer(
    *, offer_id: UUID, to_organisation_id: UUID, actor: Actor, at: datetime
) -> UUID:
    """Ask the next organisation, after a no or when nobody answered in time.

    Gives the new offer's id; raises OfferMoved, OfferStillWaits, NobodyToAsk.
    """
    actor.must(OFFER)
    former = CaseOffer.objects.filter(
        id=offer_id, from_organisation_id=actor.organisation
    ).first()
    if former is None:
        raise Absent
    if former.state == OfferState.OFFERED:
        former = _hold(offer_id, actor)
        if not rules.may_pass_on(former.state, former.answer_by, at):
            raise OfferStillWaits
        _settle(former, OfferState.PASSED_ON, actor=actor, at=at)
        tell_case("offer_passed_on", former, actor=actor, at=at, verb=Verb.ALTERATION)
    elif not rules.may_pass_on(former.state, former.answer_by, at):
        raise OfferMoved
    row = CaseOffer(
        possible_victim_id=former.possible_victim_id,
        way_in=former.way_in,
        age_group=former.age_group,
        urgency=former.urgency,
        council_id=former.council_id,
        needs=former.needs,
        language=former.language,
        is_safe_to_contact=former.is_safe_to_contact,
        held_by=former.held_by,
        to_organisation_id=to_organisation_id,
        after_id=former.id,
    )
    return _ask(row, actor=actor, at=at)


def _ask(row: CaseOffer, *, actor: Actor, at: datetime) -> UUID:
    if row.possible_victim_id is not None and urn_of_open_case(
        viewer=actor, possible_victim_id=row.possible_victim_id
    ):
        raise CaseAlreadyOpen
    if row.to_organisation_id not in list_who_accepts(actor, at):
        raise NobodyToAsk
    row.from_organisation_id, row.offered_by_id = actor.organisation, actor.person
    row.offered_at, row.state = at, OfferState.OFFERED
    row.answer_by = rules.find_answer_by(row.urgency, at)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise AlreadyOffered from error
    tell_case("offer_made", row, actor=actor, at=at, verb=Verb.DISCLOSURE)
    return row.id


def list_who_accepts(actor: Actor, at: datetime) -> dict[UUID, str]:
    """Other organisations with supervisors who accept people, by id: their names.

    Support is not for those who enforce immigration law.
    """
    able = agencies.list_colleagues(day=day_in_london(at), permission=ANSWER)
    enforcing = {
        each.id
        for each in agencies.list_organisation_names()
        if each.kind == "law_enforcement"
    }
    return {
        each.organisation_id: each.organisation
        for each in able
        if each.role == "support_manager"
        and each.organisation_id not in {actor.organisation, *enforcing}
    }


def _hold(offer_id: UUID, actor: Actor) -> CaseOffer:
    """The offer, locked, while it waits; raises OfferMoved, and Absent out of view."""
    if not CaseOffer.objects.filter(id=offer_id).exists():
        raise Absent
    waiting = CaseOffer.objects.select_for_update(of=("self",)).filter(
        id=offer_id, state=OfferState.OFFERED
    )
    held = waiting.first()
    if held is None:
        raise OfferMoved
    return held


def _settle(
    held: CaseOffer, state: str, *, reason: str = "", actor: Actor, at: datetime
) -> None:
    held.state, held.reason = state, reason
    held.answered_by_id, held.answered_at = actor.person, at
    held.save(update_fields=["state", "reason", "answered_by", "answered_at"])


def _supports(person_id: UUID, at: datetime) -> bool:
    able = agencies.list_colleagues(
        day=day_in_london(at), permission="safeguarding.work_case"
    )
    return person_id in {each.person_id for each in able}
