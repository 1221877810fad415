"""What is learnt between a proposal and a colleague's agreement counts."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import UUID

import pytest

from tests.cast import NOON, Cast, make_cast
from tests.support.reading import words
from tests.support.signing_in import SignedIn
from tests.support.together import together
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.intelligence.reports.queries import items
from unhidden.intelligence.retention import actions as reviews_actions
from unhidden.intelligence.retention.actions import ReviewRefused
from unhidden.intelligence.retention.queries import reviews as reviews_queries
from unhidden.intelligence.retention.rules import ReviewFault
from unhidden.intelligence.subjects.rules.mentions import NewMention
from unhidden.intelligence.tests.links import joined
from unhidden.intelligence.tests.reviewing import (
    LATER,
    NAME,
    decide,
    make_old,
    mention_of,
    second,
)

TESTS = ("necessity", "pattern", "risk", "vulnerability")


def refusal(key: UUID, decision: str, *, by: Actor, seen: int) -> ReviewFault:
    with pytest.raises(ReviewRefused) as refused:
        decide(key, decision, by=by, seen=seen)
    assert items.get_graded_report(viewer=by, intelligence_id=key).items
    return refused.value.fault


def set_matter(key: UUID, matter: str, *, by: Actor) -> None:
    reviews_actions.set_matter(
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
        assert told in ([ReviewRefused], [Absent])


def person(born: str = "") -> NewMention:
    return NewMention("person", NAME, details={"born": born} if born else {})


@pytest.mark.django_db
@pytest.mark.parametrize("born", ["1950-03-12", ""])
def test_group_1_is_kept_until_the_person_would_be_100(
    born: str, cast: Cast, signed_in: SignedIn
) -> None:
    analyst, other = cast.actor("analyst"), second(cast)
    key = make_old(person(born), by=analyst, on=date(2005, 1, 1))
    set_matter(key, "public_protection", by=analyst)

    assert refusal(key, "dispose", by=other, seen=0) == ReviewFault.KEPT_FOR_LIFE

    page = f"/intelligence/{key}/review/"
    said = words(signed_in("analyst").get(page))
    until = "12 March 2050" if born else "Not known: no report says when everybody"
    assert f"Kept until the person would be 100 {until}" in said
    typed = {"seen": "0", "decision": "anonymise", "reason": "So."}
    typed |= dict.fromkeys(TESTS, "no") | {f"{test}_words": "None." for test in TESTS}
    assert "until then, retain it" in words(signed_in("analyst").post(page, typed))
    decide(key, "retain", by=other, seen=0)


@pytest.mark.django_db
def test_who_would_be_100_may_go(cast: Cast) -> None:
    analyst, other = cast.actor("analyst"), second(cast)
    key = make_old(person("1920"), by=analyst, on=date(2005, 1, 1))
    set_matter(key, "public_protection", by=analyst)

    decide(key, "dispose", by=analyst, seen=0)
    decide(key, "agree", by=other, seen=1)

    with pytest.raises(Absent):
        items.get_graded_report(viewer=analyst, intelligence_id=key)


@pytest.mark.django_db
def test_the_strictest_group_of_a_subject_s_reports_counts_and_is_named(
    cast: Cast, signed_in: SignedIn
) -> None:
    analyst, other = cast.actor("analyst"), second(cast)
    key, worse = (make_old(person("1950"), by=analyst) for _ in range(2))
    urn = items.get_graded_report(viewer=analyst, intelligence_id=worse).urn
    decide(key, "dispose", by=analyst, seen=0)
    joined(mention_of(key, by=analyst), mention_of(worse, by=analyst), by=analyst)

    set_matter(worse, "public_protection", by=analyst)

    assert refusal(key, "agree", by=other, seen=1) == ReviewFault.NOT_YET
    said = words(signed_in("analyst").get(f"/intelligence/{key}/review/"))
    assert f"Group 1, because of {urn} about the same subject" in said
    assert "By itself Group 4: Intelligence only" in said
    assert "31 December 2050" in said


@pytest.mark.django_db
def test_a_van_of_somebody_kept_for_life_is_kept_as_a_serious_matter_is(
    cast: Cast,
) -> None:
    analyst = cast.actor("analyst")
    van = NewMention("vehicle", "AB12 CDE")
    key, worse = (make_old(van, by=analyst, on=date(2005, 1, 1)) for _ in range(2))
    joined(mention_of(key, by=analyst), mention_of(worse, by=analyst), by=analyst)
    set_matter(worse, "public_protection", by=analyst)

    found = reviews_queries.find_report_retention(
        viewer=analyst, intelligence_id=key, at=NOON
    )

    assert found is not None
    assert (found.group, found.due_on) == (2, date(2015, 1, 1))
    assert found.goes_from == found.due_on
