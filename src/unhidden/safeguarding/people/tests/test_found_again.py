"""Who wants to be found again, in both places, is asked; nobody else learns of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import Error, transaction

from tests.cast import NOON, Cast
from tests.made.safeguarding import (
    make_case,
    make_case_offer,
    make_person,
    take_on,
)
from tests.support.roles import as_role
from unhidden.access import context
from unhidden.safeguarding import actions
from unhidden.safeguarding.models import AgainLetter, FoundAgain
from unhidden.safeguarding.people.actions.again import answer_found_again
from unhidden.safeguarding.people.actions.comparing import find_again
from unhidden.safeguarding.people.actions.refusals import FoundAnswered
from unhidden.safeguarding.people.queries.person import get_person
from unhidden.safeguarding.tasks import COMPARER

pytestmark = pytest.mark.django_db
MINE, THEIRS = "support_worker", "other_support_worker"


def _compare() -> int:
    with as_role("worker"):
        return find_again(actor=COMPARER, at=NOON)


def _say(cast: Cast, case_id: UUID, answer: str, by: str, hours: int = 0) -> None:
    new = actions.NewConsent("find_again", answer, "en")
    actions.record_consent(
        case_id=case_id, new=new, actor=cast.actor(by), at=NOON + timedelta(hours=hours)
    )


def _identify(cast: Cast, case_id: UUID, by: str, name: str = "Fatima Hassan") -> None:
    actions.record_identity(
        case_id=case_id,
        identity=actions.SurvivorIdentity(name, "1990"),
        actor=cast.actor(by),
        at=NOON,
    )


@pytest.fixture
def two(cast: Cast, settings: object) -> tuple[UUID, UUID]:
    """An earlier case of BAWSO's and a later one of the Red Cross's, of one name."""
    settings.LANDING_KEY = bytes(range(32))  # type: ignore[attr-defined]  # pytest's
    _compare()
    mine = make_case(cast)
    later = NOON + timedelta(days=9)
    offer_id = make_case_offer(cast, make_person(cast), to="red_cross", at=later)
    theirs = take_on(
        cast, offer_id, by="other_support_manager", worker=THEIRS, at=later
    )
    _identify(cast, mine, MINE)
    _identify(cast, theirs, THEIRS, "Hasan Fatimah")
    return mine, theirs


def test_who_wants_it_in_both_places_is_asked_by_the_earlier_team_alone(
    cast: Cast, two: tuple[UUID, UUID]
) -> None:
    mine, theirs = two
    _say(cast, mine, "yes", MINE)
    assert _compare() == 0
    _say(cast, theirs, "yes", THEIRS)

    assert (_compare(), _compare()) == (1, 0)

    assert len(get_person(viewer=cast.actor(MINE), case_id=mine).found) == 1
    assert get_person(viewer=cast.actor(THEIRS), case_id=theirs).found == ()
    assert get_person(viewer=cast.actor(MINE), case_id=mine).in_touch == ()


@pytest.mark.parametrize("answer", ["no", "not_yet"])
def test_nothing_is_compared_of_who_did_not_say_yes(
    cast: Cast, two: tuple[UUID, UUID], answer: str
) -> None:
    mine, theirs = two
    _say(cast, mine, "yes", MINE)
    _say(cast, theirs, answer, THEIRS)

    assert _compare() == 0
    letters = AgainLetter.objects.using("stored").values_list("case_id", flat=True)
    assert set(letters) == {mine}


def test_the_wish_taken_back_deletes_what_was_written_at_once(
    cast: Cast, two: tuple[UUID, UUID]
) -> None:
    mine, theirs = two
    _say(cast, mine, "yes", MINE)
    _say(cast, theirs, "yes", THEIRS)

    _say(cast, mine, "withdrawn", MINE, hours=1)

    letters = AgainLetter.objects.using("stored").values_list("case_id", flat=True)
    assert set(letters) == {theirs}
    assert _compare() == 0


def test_they_are_in_touch_by_their_own_word_and_it_is_kept_once(
    cast: Cast, two: tuple[UUID, UUID]
) -> None:
    mine, theirs = two
    _say(cast, mine, "yes", MINE)
    _say(cast, theirs, "yes", THEIRS)
    _compare()
    answered: dict[str, Any] = {
        "case_id": mine,
        "found_id": FoundAgain.objects.using("stored").get().id,
        "actor": cast.actor(MINE),
        "at": NOON,
    }

    answer_found_again(**answered, wants=True)

    seen = get_person(viewer=cast.actor(MINE), case_id=mine).in_touch
    back = get_person(viewer=cast.actor(THEIRS), case_id=theirs).in_touch
    assert [each.organisation for each in (*seen, *back)] == [
        "British Red Cross",
        "BAWSO",
    ]
    with pytest.raises(FoundAnswered):
        answer_found_again(**answered, wants=False)

    _say(cast, theirs, "withdrawn", THEIRS, hours=1)

    for case_id, part in ((mine, MINE), (theirs, THEIRS)):
        assert get_person(viewer=cast.actor(part), case_id=case_id).in_touch == ()


def test_no_colleague_reads_a_letter_or_to_whom_somebody_came(
    cast: Cast, two: tuple[UUID, UUID]
) -> None:
    _say(cast, two[0], "yes", MINE)
    viewer = cast.actor(MINE).doing("safeguarding_support")

    for rows, column in ((AgainLetter, "letter"), (FoundAgain, "other_id")):
        with (
            pytest.raises(Error, match="permission denied"),
            context.acting_as(viewer),
            transaction.atomic(),
        ):
            list(rows.objects.values_list(column))
    stored = AgainLetter.objects.using("stored").get()
    assert b"name" not in bytes(stored.letter)
