"""Relatives at the desk: shown as that, never as the same, unless a person says so."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.urls import reverse

from tests.cast import NOON, TODAY, Cast
from tests.made.intelligence import make_intelligence, make_item
from tests.support.reading import words
from tests.support.signing_in import SignedIn
from unhidden.access.actor import Actor
from unhidden.intelligence.reports.queries import items, looking
from unhidden.intelligence.subjects.actions import judgements
from unhidden.intelligence.subjects.queries import subjects
from unhidden.intelligence.subjects.rules.mentions import NewMention
from unhidden.intelligence.tests.models_of_people import make_model, publish, worked

pytestmark = pytest.mark.django_db
AT_HOME = {"born": "1985-04-03", "phone": "+447700900123", "postcode": "LL18 1AA"}
TWINS = "May be a relative: same date of birth and postcode, different first name: −"
GENERATIONS = "May be a parent and a child: same last name and postcode"


def make_person(name: str, details: dict[str, str], *, by: Actor) -> UUID:
    said = NewMention("person", name, details=details)
    key = make_intelligence(make_item(mentions=(said,)), by=by)
    (item,) = items.get_graded_report(viewer=by, intelligence_id=key).items
    return item.mentions[0].id


def judge(one: UUID, other: UUID, verdict: str, *, by: Actor) -> None:
    judgements.judge_mentions(
        mention_id=one,
        other_id=other,
        verdict=verdict,
        reason="Both were spoken to",
        actor=by,
        at=NOON,
    )


@pytest.mark.parametrize(
    ("one", "other", "sentence"),
    [
        (("Ana Popescu", AT_HOME), ("Ioana Popescu", AT_HOME), TWINS),
        (("Nguyen Thi Lan", AT_HOME), ("Huong Nguyen", AT_HOME), TWINS),
        (
            ("Rhys ap Siôn", AT_HOME),
            ("Siôn ap Rhys", AT_HOME | {"born": "1958-11-20"}),
            GENERATIONS,
        ),
    ],
)
def test_a_relative_is_shown_as_one_with_the_reason_and_not_as_the_same(
    cast: Cast,
    signed_in: SignedIn,
    one: tuple[str, dict[str, str]],
    other: tuple[str, dict[str, str]],
    sentence: str,
) -> None:
    by = cast.actor("analyst")
    first, second = (make_person(*each, by=by) for each in (one, other))
    client = signed_in("analyst")

    page = words(client.get(reverse("intelligence:subject", args=[first])))
    pair = words(client.get(reverse("intelligence:judge", args=[first, second])))

    assert sentence in page
    assert sentence in pair
    assert "May be a relative" in page
    assert "These may be two people of one family" in pair
    for never in ("Likely the same", "Could be the same"):
        assert never not in page


def test_a_text_that_speaks_of_a_relative_says_so_and_counts_nobody_as_the_same(
    cast: Cast, signed_in: SignedIn
) -> None:
    by = cast.actor("analyst")
    make_person("Ana Popescu", AT_HOME, by=by)
    text = "A woman called Ioana Popescu, born 3/4/1985, lives at LL18 1AA"

    (found, *_) = looking.look_up_mentions(viewer=by, text=text, today=TODAY)
    page = signed_in("analyst").post("/intelligence/look/", {"item-0-text": text})

    assert (found.total, [each.advice for each in found.matches]) == (0, ["relative"])
    assert "nobody who is likely the same, but perhaps a relative" in words(page)
    assert TWINS in words(page)


@pytest.mark.parametrize("verdict", ["same", "different"])
def test_what_a_person_decided_stands_over_the_rule_and_over_new_weights(
    cast: Cast, signed_in: SignedIn, verdict: str
) -> None:
    by = cast.actor("analyst")
    one, other = (
        make_person(name, AT_HOME, by=by) for name in ("Ana Popescu", "Ioana Popescu")
    )
    judge(one, other, verdict, by=by)
    number = make_model(by=by)
    worked()
    publish(number, by=cast.actor("planner"))

    found = subjects.get_subject(viewer=by, mention_id=one)
    page = words(signed_in("analyst").get(reverse("intelligence:subject", args=[one])))

    assert {each.id for each in found.said} == (
        {one, other} if verdict == "same" else {one}
    )
    assert subjects.list_matches(viewer=by, mention_id=one) == []
    assert "May be a relative" not in page


def test_a_name_and_a_year_are_asked_about_and_never_called_likely(
    cast: Cast, signed_in: SignedIn
) -> None:
    by = cast.actor("analyst")
    one, _ = (
        make_person("Zebediah Quillfeather", {"born": "1985"}, by=by) for _ in "ab"
    )

    page = words(signed_in("analyst").get(reverse("intelligence:subject", args=[one])))

    assert "Could be the same" in page
    assert "Likely the same" not in page
