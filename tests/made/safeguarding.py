"""A survivor's case, opened for somebody found at a visit."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tests.cast import NOON, Cast
from tests.made.visits import make_find
from unhidden.safeguarding import actions
from unhidden.visits import queries as visits
from unhidden.visits.actions import FoundVictim, ReferralMade

CHILD_REFERRAL = ReferralMade("council_child", "SSWBA 2014 s.130")


def make_person(
    cast: Cast, *, age_group: str = "adult", alleges: str = "labour"
) -> UUID:
    """Somebody found at a visit who may be a victim; gives their id."""
    visit_id = make_find(
        cast,
        people=(FoundVictim(age_group, alleges, is_brought_to_safety=True),),
        referrals=() if age_group == "adult" else (CHILD_REFERRAL,),
    )
    view = visits.get_visit(viewer=cast.actor("officer"), visit_id=visit_id)
    return view.possible_victims[0].id


def make_case(
    cast: Cast,
    *,
    age_group: str = "adult",
    by: str = "safeguarding_lead",
    at: datetime = NOON,
) -> UUID:
    """A case led by BAWSO's support worker; who offered it supervises it."""
    found = make_person(cast, age_group=age_group)
    return take_on(cast, make_case_offer(cast, found, by=by, at=at), at=at)


def make_case_offer(
    cast: Cast,
    possible_victim_id: UUID | None,
    *,
    by: str = "safeguarding_lead",
    to: str = "bawso",
    at: datetime = NOON,
    way_in: str = "visit",
) -> UUID:
    """Somebody offered to an organisation, today's answer asked for; gives its id."""
    new = actions.NewCase(
        way_in, "" if possible_victim_id else "adult", possible_victim_id
    )
    offer = actions.NewOffer(
        new=new,
        to_organisation_id=cast.organisations[to],
        urgency="today",
        council_id=None,
        needs=("shelter",),
        language="vi",
        is_safe_to_contact=False,
        held_by="reception",
    )
    return actions.offer_person(offer=offer, actor=cast.actor(by), at=at)


def take_on(
    cast: Cast,
    offer_id: UUID,
    *,
    by: str = "support_manager",
    worker: str = "support_worker",
    at: datetime = NOON,
) -> UUID:
    """The offer accepted for a worker of the organisation; gives the case's id."""
    return actions.accept_offer(
        offer_id=offer_id, worker_id=cast.people[worker], actor=cast.actor(by), at=at
    )
