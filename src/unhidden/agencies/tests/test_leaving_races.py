"""Somebody is let in, or leaves: whichever comes first, there is one outcome."""

from __future__ import annotations

from functools import partial
from uuid import UUID

import pytest

from tests.cast import NOON, Cast, make_cast
from tests.made.agencies import engagement_of, make_colleague
from tests.made.safeguarding import make_case
from tests.support.together import together
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.models import Grant
from unhidden.agencies.leaving import actions
from unhidden.agencies.leaving.actions import NoHome
from unhidden.agencies.models import Engagement
from unhidden.safeguarding.models import Case
from unhidden.sharing import actions as sharing

pytestmark = pytest.mark.django_db(transaction=True)

TIMES = 20


def let_in(case_id: UUID, person_id: UUID, lead: Actor) -> None:
    sharing.add_member(
        record=Case(id=case_id), person_id=person_id, role="worker", actor=lead, at=NOON
    )


def leave(engagement_id: UUID, administrator: Actor) -> None:
    actions.end_engagement(
        engagement_id=engagement_id, homes={}, actor=administrator, at=NOON
    )


def test_letting_in_against_leaving_leaves_no_place_of_a_leaver() -> None:
    cast: Cast = make_cast()
    case_id = make_case(cast)
    lead, administrator = cast.actor("support_worker"), cast.actor("administrator")
    seen = set()
    for number in range(TIMES):
        name = f"Leaver {number:02d}"
        leaver = make_colleague(cast, name, "bawso", "support_worker")
        engagement = Engagement.objects.using("stored").get(person_id=leaver)

        let, left = together(
            partial(let_in, case_id, leaver, lead),
            partial(leave, engagement.id, administrator),
        )

        engagement = Engagement.objects.using("stored").get(id=engagement.id)
        is_gone = engagement.ended_at is not None
        is_on = Grant.objects.using("stored").filter(
            person_id=leaver, ended_at__isnull=True
        )
        assert is_gone != is_on.exists()
        assert is_gone == (left is None)
        assert isinstance(let, Absent) if is_gone else isinstance(left, NoHome)
        seen.add(is_gone)
    assert seen <= {True, False}


def test_two_who_leave_and_take_over_from_each_other_do_not_wait_for_ever() -> None:
    cast = make_cast()
    case_id = make_case(cast)
    other = make_colleague(cast, "Carys Dafydd", "bawso", "support_worker")
    first = cast.people["support_worker"]
    let_in(case_id, other, cast.actor("support_worker"))
    administrator = cast.actor("administrator")
    theirs = Engagement.objects.using("stored").get(person_id=other).id
    places = dict(
        Grant.objects.using("stored")
        .filter(record_id=case_id, person_id__in=[first, other])
        .values_list("person_id", "id")
    )

    def hand(engagement_id: UUID, place: UUID, taker: UUID) -> None:
        actions.end_engagement(
            engagement_id=engagement_id,
            homes={place: taker},
            actor=administrator,
            at=NOON,
        )

    answers = together(
        partial(hand, engagement_of(cast, "support_worker"), places[first], other),
        partial(hand, theirs, places[other], first),
    )

    assert answers.count(None) == 1
    refused = next(each for each in answers if each is not None)
    assert isinstance(refused, actions.MayNotTakeIt | NoHome)
    left = Grant.objects.using("stored").filter(
        record_id=case_id, team_role="lead", ended_at__isnull=True
    )
    assert left.count() == 1
