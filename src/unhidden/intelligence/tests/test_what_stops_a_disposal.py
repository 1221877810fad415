"""What is learnt between a proposal and a colleague's agreement counts."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import UUID

import pytest

from tests.cast import NOON, Cast, make_cast
from tests.together import together
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.intelligence import actions, queries
from unhidden.intelligence.actions import ReviewFault
from unhidden.intelligence.tests.conftest import SignedIn
from unhidden.intelligence.tests.links import joined
from unhidden.intelligence.tests.reading import words
from unhidden.intelligence.tests.test_reviews import (
    LATER,
    decide,
    make_old,
    mention_of,
    second,
)


def refusal(key: UUID, decision: str, *, by: Actor, seen: int) -> ReviewFault:
    with pytest.raises(actions.ReviewRefused) as refused:
        decide(key, decision, by=by, seen=seen)
    assert queries.report(viewer=by, intelligence_id=key).items
    return refused.value.fault


def set_matter(key: UUID, matter: str, *, by: Actor) -> None:
    actions.set_matter(
        intelligence_id=key,
        seen=0,
        matter=matter,
        reason="He holds their passports.",
        actor=by,
        at=NOON,
    )


@pytest.mark.django_db
def test_nobody_agrees_once_something_new_is_known_of_the_same_person(
    cast: Cast,
) -> None:
    analyst, other = cast.actor("analyst"), second(cast)
    key, new = make_old(by=analyst), make_old(by=analyst, on=LATER)
    decide(key, "dispose", by=analyst, seen=0)

    joined(mention_of(key, by=analyst), mention_of(new, by=analyst), by=analyst)

    assert refusal(key, "agree", by=other, seen=1) == ReviewFault.NOT_YET
    decide(key, "refuse", by=other, seen=1)


@pytest.mark.django_db
def test_nobody_agrees_once_it_is_about_something_that_is_kept_longer(
    cast: Cast, signed_in: SignedIn
) -> None:
    analyst, other = cast.actor("analyst"), second(cast)
    key = make_old(by=analyst, on=date(2018, 5, 1))
    decide(key, "anonymise", by=other, seen=0)

    set_matter(key, "slavery", by=analyst)

    assert refusal(key, "agree", by=analyst, seen=1) == ReviewFault.NOT_YET
    page = f"/intelligence/{key}/review/"
    typed = {"seen": "1", "decision": "agree", "reason": "So."}
    said = words(signed_in("analyst").post(page, typed))
    assert "Its time is not over: nothing goes before its review is due" in said


@pytest.mark.django_db(transaction=True)
def test_of_a_join_and_an_agreement_at_once_the_second_meets_the_first() -> None:
    cast = make_cast()
    analyst, other = cast.actor("analyst"), second(cast)
    for _ in range(5):
        key, new = make_old(by=analyst), make_old(by=analyst, on=LATER)
        ends = [mention_of(each, by=analyst) for each in (key, new)]
        decide(key, "dispose", by=analyst, seen=0)

        came = together(
            partial(decide, key, "agree", by=other, seen=1),
            partial(joined, *ends, by=analyst),
        )

        told = [type(one) for one in came if one is not None]
        assert told in ([actions.ReviewRefused], [Absent])
