"""Two at the same moment: one outcome, and nothing that breaks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

import pytest

from tests.cast import NOON, Cast, make_cast
from tests.made.safeguarding import make_case_offer, make_person, take_on
from tests.support.together import RACES, together
from unhidden.safeguarding import actions as cases
from unhidden.safeguarding.models import Case, CaseOffer
from unhidden.safeguarding.people.actions import offers
from unhidden.safeguarding.people.actions.refusals import (
    IdentityMoved,
    OfferMoved,
)

pytestmark = pytest.mark.django_db(transaction=True)

#: Fifty times over it holds too; ten are enough to see it broken.


@pytest.fixture
def people() -> Cast:
    """Everybody, with their rings unlocked before two need them at once."""
    cast = make_cast()
    for part in ("officer", "safeguarding_lead", "support_manager", "support_worker"):
        cast.actor(part)
    return cast


def _stored(offer_id: UUID) -> tuple[str, int]:
    """How an offer stands, and how many cases came of it."""
    state = CaseOffer.objects.using("stored").get(id=offer_id).state
    return state, Case.objects.using("stored").filter(offer_id=offer_id).count()


def _decline(cast: Cast, offer_id: UUID) -> None:
    offers.decline_offer(
        offer_id=offer_id,
        reason="no_room",
        actor=cast.actor("support_manager"),
        at=NOON,
    )


def _withdraw(cast: Cast, offer_id: UUID) -> None:
    offers.withdraw_offer(
        offer_id=offer_id, actor=cast.actor("safeguarding_lead"), at=NOON
    )


def test_two_accept_one_offer_and_one_case_comes_of_it(people: Cast) -> None:
    for _ in range(RACES):
        offer_id = make_case_offer(people, make_person(people))

        came = together(*[partial(take_on, people, offer_id)] * 2)

        assert sum(isinstance(each, OfferMoved) for each in came) == 1
        assert _stored(offer_id) == ("accepted", 1)


@pytest.mark.parametrize("other", [_decline, _withdraw])
def test_one_accepts_while_another_ends_the_offer(
    people: Cast, other: Callable[[Cast, UUID], None]
) -> None:
    for _ in range(RACES):
        offer_id = make_case_offer(people, make_person(people))

        came = together(
            partial(take_on, people, offer_id),
            partial(other, people, offer_id),
        )

        assert sum(isinstance(each, OfferMoved) for each in came) == 1
        state, opened = _stored(offer_id)
        assert (state == "accepted") is (opened == 1)


def test_two_record_who_somebody_is_and_neither_overwrites_unseen(people: Cast) -> None:
    case_id = take_on(people, make_case_offer(people, make_person(people)))
    for seen in range(RACES):
        record = partial(
            cases.record_identity,
            case_id=case_id,
            identity=cases.SurvivorIdentity("Someone Important", "1990"),
            seen=seen,
            actor=people.actor("support_worker"),
            at=NOON,
        )

        came = together(record, record)

        assert sum(isinstance(each, IdentityMoved) for each in came) == 1
