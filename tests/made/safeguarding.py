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
    """A case led by BAWSO's support worker; its opener supervises it."""
    return actions.open_case(
        possible_victim_id=make_person(cast, age_group=age_group),
        lead_id=cast.organisations["bawso"],
        lead_worker_id=cast.people["support_worker"],
        actor=cast.actor(by),
        at=at,
    )
