"""Seven copies are put aside as one, with one reason, and come back as one."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.urls import reverse

from tests.cast import NOON, Cast
from tests.made.intelligence import make_triage
from tests.made.reporting import make_answers, make_report
from tests.support.reading import words
from tests.support.signing_in import SignedIn
from unhidden.access.actor import Actor
from unhidden.desk.actions import spam as spam_actions
from unhidden.desk.actions.spam import LaneGrew
from unhidden.desk.queries import desk, queueing
from unhidden.desk.tests.triaging import STORY
from unhidden.intelligence.models import SpamMark

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst(cast: Cast) -> Actor:
    return cast.actor("analyst")


@pytest.fixture
def lane(analyst: Actor) -> list[UUID]:
    return [make_copy(n) for n in range(7)]


def make_copy(number: int) -> UUID:
    return make_report(answers=make_answers(what=f"{STORY} Copy {number}."))


def url(page: str, report_id: UUID) -> str:
    return reverse(f"intelligence:{page}", args=[report_id])


def mark(lane: list[UUID], by: Actor, seen: int = 7) -> None:
    spam_actions.mark_lane(
        report_id=lane[3], number_seen=seen, reason="A campaign", actor=by, at=NOON
    )


def spam(viewer: Actor) -> set[UUID]:
    return set(queueing.spam_marks(viewer=viewer))


def test_a_lane_is_put_aside_for_one_reason_and_comes_back_as_one(
    analyst: Actor, lane: list[UUID]
) -> None:
    other = make_report(answers=make_answers(what="Synthetic: another thing."))

    mark(lane, analyst)
    aside, waiting = spam(analyst), desk.list_waiting(viewer=analyst, at=NOON).rows
    line = desk.list_spam(viewer=analyst)
    spam_actions.bring_lane_back(
        report_id=lane[0], reason="Real after all", actor=analyst, at=NOON
    )

    assert aside == set(lane)
    assert [row.id for row in waiting] == [other]
    assert [row.spam and row.spam.others for row in line.rows] == [6]
    assert line.total == 1
    assert spam(analyst) == set()
    assert desk.list_waiting(viewer=analyst, at=NOON).total == 2
    reasons = SpamMark.objects.using("stored").values_list("reason", flat=True)
    assert sorted(reasons) == ["A campaign"] * 7 + ["Real after all"] * 7


def test_only_what_still_is_spam_comes_back_with_it(
    analyst: Actor, lane: list[UUID]
) -> None:
    mark(lane, analyst)
    alone, called = lane[:2]
    spam_actions.bring_back(report_id=alone, reason="This one", actor=analyst, at=NOON)
    make_triage(called, by=analyst, decision="emergency")

    spam_actions.bring_lane_back(
        report_id=lane[2], reason="All", actor=analyst, at=NOON
    )

    assert spam(analyst) == set()
    assert [row.id for row in desk.list_considered(viewer=analyst, at=NOON).rows] == [
        called
    ]
    assert SpamMark.objects.using("stored").filter(is_spam=False).count() == 7


def test_a_lane_that_grew_meanwhile_is_looked_at_first(
    analyst: Actor, lane: list[UUID]
) -> None:
    make_copy(8)

    with pytest.raises(LaneGrew):
        mark(lane, analyst)

    assert spam(analyst) == set()


def test_the_page_of_a_lane_marks_all_and_keeps_what_was_typed(
    cast: Cast, signed_in: SignedIn, analyst: Actor, lane: list[UUID]
) -> None:
    client = signed_in("analyst")
    page = url("lane_spam", lane[0])
    sent = {"number": "7", "reason": "One campaign of ours"}

    listed = client.get(url("alike", lane[0])).content.decode()
    make_copy(8)
    late = client.post(page, sent)
    client.post(page, sent | {"number": "8"})
    tab = words(client.get("/desk/?status=spam"))
    back = words(client.get(url("spam", lane[0])))
    client.post(url("spam", lane[0]), {"which": "all", "reason": "Real"})

    assert any(url("lane_spam", one) in listed for one in lane)
    assert "More or fewer reports say the same by now" in words(late)
    assert "One campaign of ours" in words(late)
    assert 'name="number" value="8"' in late.content.decode()
    assert "7 more were put aside with it." in tab
    assert "It, and 7 that were put aside with it" in back
    assert spam(analyst) == set()


@pytest.mark.parametrize("part", ["officer", "planner", "partner"])
def test_lanes_are_the_desks(
    cast: Cast, signed_in: SignedIn, lane: list[UUID], part: str
) -> None:
    client = signed_in(part)

    for page in ("lane_spam", "urgency"):
        assert client.get(url(page, lane[0])).status_code == 404
        assert client.post(url(page, lane[0]), {"reason": "x"}).status_code == 404


def test_what_came_in_a_flood_says_so(cast: Cast, signed_in: SignedIn) -> None:
    make_report()
    calm = words(signed_in("analyst").get("/desk/"))
    make_report(is_rushed=True)

    flood = words(signed_in("analyst").get("/desk/"))

    sentence = "It came in a flood of reports, or faster than people write."
    assert sentence not in calm
    assert sentence in flood
