"""Somebody is offered in codes, accepted once, and until then in nobody's hands."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import Error, connection, transaction

from tests.cast import NOON, Cast
from tests.made.safeguarding import make_case_offer, make_person, take_on
from unhidden.access import context
from unhidden.access.absent import Absent
from unhidden.access.policy import rights_of
from unhidden.safeguarding.models import Case, CaseOffer, Deadline
from unhidden.safeguarding.people.actions import offers as actions
from unhidden.safeguarding.people.actions.refusals import (
    AlreadyOffered,
    NobodyToAsk,
    OfferMoved,
    OfferStillWaits,
)
from unhidden.safeguarding.people.queries import offers as queries

pytestmark = pytest.mark.django_db
LATE = NOON + timedelta(hours=12)


def _stored(offer_id: UUID) -> CaseOffer:
    return CaseOffer.objects.using("stored").get(id=offer_id)


def _decline(cast: Cast, offer_id: UUID, by: str = "support_manager") -> None:
    actions.decline_offer(
        offer_id=offer_id, reason="no_room", actor=cast.actor(by), at=NOON
    )


def test_an_officer_learns_that_it_was_accepted_and_meets_no_case(cast: Cast) -> None:
    offer_id = make_case_offer(cast, make_person(cast), by="officer")
    officer = cast.actor("officer")
    before = queries.get_offer(viewer=officer, offer_id=offer_id, at=NOON)

    case_id = take_on(cast, offer_id)

    after = queries.get_offer(viewer=officer, offer_id=offer_id, at=NOON)
    assert (before.state, after.state) == ("offered", "accepted")
    with context.acting_as(officer.doing("safeguarding_support")):
        assert not Case.objects.filter(id=case_id).exists()


@pytest.mark.parametrize(
    "part",
    ["analyst", "planner", "investigator", "partner", "other_support_manager",
     "support_worker", "charity_visitor", "colleague", "communications", "overseer"],
)  # fmt: skip
def test_nobody_but_the_two_sides_sees_an_offer(cast: Cast, part: str) -> None:
    offer_id = make_case_offer(cast, make_person(cast), by="officer")
    viewer = cast.actor(part)

    with pytest.raises(Absent):
        queries.get_offer(viewer=viewer, offer_id=offer_id, at=NOON)
    for purpose in rights_of(viewer.role).purposes:
        with context.acting_as(viewer.doing(purpose)):
            assert not CaseOffer.objects.exists()


def test_a_safeguarding_lead_sees_what_an_officer_offered_and_left(cast: Cast) -> None:
    offer_id = make_case_offer(cast, make_person(cast), by="officer")
    lead = cast.actor("safeguarding_lead")

    cards = queries.list_offers(viewer=lead, at=LATE)

    assert [(card.id, card.is_late, card.may_pass_on) for card in cards] == [
        (offer_id, True, True)
    ]


def test_the_clocks_run_from_when_the_person_was_offered(cast: Cast) -> None:
    offer_id = make_case_offer(cast, None, way_in="hospital", by="officer")

    case_id = take_on(cast, offer_id, at=NOON + timedelta(days=2))

    rows = Deadline.objects.using("stored").filter(case_id=case_id)
    assert {row.started_at for row in rows} == {NOON}


def test_only_a_supervisor_of_who_was_asked_answers(cast: Cast) -> None:
    offer_id = make_case_offer(cast, make_person(cast))

    for part in ("other_support_manager", "support_worker", "safeguarding_lead"):
        with pytest.raises(Absent):
            _decline(cast, offer_id, by=part)
    assert _stored(offer_id).state == "offered"


def test_an_answer_is_final(cast: Cast) -> None:
    offer_id = make_case_offer(cast, make_person(cast))
    _decline(cast, offer_id)

    with pytest.raises(OfferMoved):
        _decline(cast, offer_id)
    with pytest.raises(OfferMoved):
        take_on(cast, offer_id)
    assert _stored(offer_id).reason == "no_room"


def test_nobody_is_accepted_without_a_case_by_sql_either(cast: Cast) -> None:
    offer_id = make_case_offer(cast, make_person(cast))
    manager = cast.actor("support_manager").doing("safeguarding_support")

    with (
        pytest.raises(Error, match="row-level security"),
        context.acting_as(manager),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "update safeguarding_caseoffer set state = 'accepted',"
            " answered_by_id = %s, answered_at = now() where id = %s",
            [manager.person, offer_id],
        )


def test_the_next_is_asked_after_a_no(cast: Cast) -> None:
    offer_id = make_case_offer(cast, make_person(cast), by="officer")
    _decline(cast, offer_id)
    officer = cast.actor("officer")
    assert queries.count_offers(viewer=officer, at=NOON) == 1

    asked = actions.pass_on_offer(
        offer_id=offer_id,
        to_organisation_id=cast.organisations["red_cross"],
        actor=officer,
        at=LATE,
    )

    assert queries.count_offers(viewer=officer, at=LATE) == 0
    assert _stored(asked).answer_by == LATE + timedelta(hours=12)
    take_on(cast, asked, by="other_support_manager", worker="other_support_worker")


def test_the_next_is_asked_when_nobody_answers_and_not_before(cast: Cast) -> None:
    offer_id = make_case_offer(cast, make_person(cast))
    passed: dict[str, Any] = {
        "offer_id": offer_id,
        "to_organisation_id": cast.organisations["red_cross"],
        "actor": cast.actor("safeguarding_lead"),
    }

    with pytest.raises(OfferStillWaits):
        actions.pass_on_offer(**passed, at=LATE - timedelta(minutes=1))
    actions.pass_on_offer(**passed, at=LATE)

    assert _stored(offer_id).state == "passed_on"
    with pytest.raises(OfferMoved):
        take_on(cast, offer_id)


def test_a_late_yes_counts_while_nobody_else_was_asked(cast: Cast) -> None:
    offer_id = make_case_offer(cast, make_person(cast))

    take_on(cast, offer_id, at=LATE + timedelta(days=1))

    assert _stored(offer_id).state == "accepted"


def test_somebody_is_offered_to_one_at_a_time(cast: Cast) -> None:
    person_id = make_person(cast)
    make_case_offer(cast, person_id)

    with pytest.raises(AlreadyOffered):
        make_case_offer(cast, person_id, to="red_cross")


@pytest.mark.parametrize("to", ["police", "council", "commissioner"])
def test_nobody_is_asked_who_has_no_supervisor(cast: Cast, to: str) -> None:
    with pytest.raises(NobodyToAsk):
        make_case_offer(cast, make_person(cast), to=to)


def test_an_officer_without_a_role_in_support_is_on_no_team(cast: Cast) -> None:
    by_officer = take_on(cast, make_case_offer(cast, make_person(cast), by="officer"))
    by_lead = take_on(cast, make_case_offer(cast, make_person(cast)))

    with context.acting_as(
        cast.actor("safeguarding_lead").doing("safeguarding_support")
    ):
        seen = set(Case.objects.values_list("id", flat=True))
    assert (by_officer in seen, by_lead in seen) == (False, True)
