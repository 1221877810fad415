"""Figures outlive what was disposed of or anonymised, and lead back to nobody."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.cast import Cast
from tests.made.intelligence import make_intelligence, make_item
from tests.made.places import make_premises
from tests.support.reading import words
from tests.support.signing_in import SignedIn
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.disclosure_control.protection import CountDisplay
from unhidden.intelligence.retention.queries import disposals
from unhidden.intelligence.subjects.rules.mentions import NewMention
from unhidden.intelligence.tests.reviewing import LONG_AGO, decide, second

pytestmark = pytest.mark.django_db
HEADING = "What is left of what was disposed of or anonymised"


def made(items: int, place: UUID, *, by: Actor) -> UUID:
    """An old report of so many items about the premises."""
    here = NewMention("premises", "", place)
    told = [make_item(mentions=(here,), text=f"Line {n}.") for n in range(items)]
    return make_intelligence(*told, by=by, event_on=LONG_AGO)


def gone(key: UUID, decision: str, cast: Cast, other: Actor) -> None:
    decide(key, decision, by=cast.actor("analyst"), seen=0)
    decide(key, "agree", by=other, seen=1)


def test_the_reviews_page_shows_figures_of_both_by_area_sign_and_grade(
    cast: Cast, signed_in: SignedIn
) -> None:
    analyst, other = cast.actor("analyst"), second(cast)
    place = make_premises(by=analyst)
    one, two, few = (made(items, place, by=analyst) for items in (3, 3, 2))
    before = words(signed_in("analyst").get("/intelligence/review/"))

    gone(few, "anonymise", cast, other)
    small = disposals.get_disposal_figures(viewer=analyst)
    for key in (one, two):
        gone(key, "dispose", cast, other)
    found = disposals.get_disposal_figures(viewer=analyst)
    page = words(signed_in("analyst").get("/intelligence/review/"))

    assert small.by_area == [("Wrexham", CountDisplay.FEWER)]
    assert [items for _, items in small.by_sign] == [CountDisplay.FEWER]
    assert found.by_area == [("Wrexham", 8)]
    assert found.by_year == [(2016, 4, 8)]
    assert found.by_grade == [("2CC", 8)]
    assert [items for _, items in found.by_sign] == [8]
    assert HEADING not in before
    for told in (HEADING, "By area", "Wrexham 8", "By sign", "2CC 8"):
        assert told in page
    with pytest.raises(Absent):
        disposals.get_disposal_figures(viewer=cast.actor("officer"))
