"""A search that is kept tells its owner, and nobody else, what is new."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from tests.cast import NOON, TODAY, Cast
from tests.made.intelligence import make_intelligence
from tests.support import audited as audit
from tests.support.reading import words
from tests.support.signing_in import SignedIn
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.intelligence.search import actions as searches_actions
from unhidden.intelligence.search.actions import NothingToSave, TooManySearches
from unhidden.intelligence.search.queries import searches as searches_queries

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)


def keep(text: str = "car wash", *, by: Actor) -> UUID:
    return searches_actions.save_search(
        text=text, name="Car washes", reason="Operation Dusk", actor=by, at=NOON
    )


def news(saved: UUID, *, by: Actor) -> list[UUID]:
    return [
        row.id
        for row in searches_queries.list_new_results(viewer=by, saved_id=saved).rows
    ]


def test_what_is_written_later_is_news_until_it_is_seen(cast: Cast) -> None:
    officer = cast.actor("officer")
    make_intelligence(by=officer)
    saved = keep(by=officer)
    assert searches_actions.check_searches(actor=officer, at=LATER) == 0

    key = make_intelligence(by=officer)

    again = LATER + timedelta(hours=1)
    assert searches_actions.check_searches(actor=officer, at=again) == 1
    assert news(saved, by=officer) == [key]
    (row,) = searches_queries.list_new_results(viewer=officer, saved_id=saved).rows
    seen = [hit.id for hit in row.hits]
    searches_actions.note_seen(saved_id=saved, seen=seen, actor=officer, at=again)
    assert news(saved, by=officer) == []
    assert searches_actions.check_searches(actor=officer, at=again) == 0


def test_what_its_owner_may_not_see_makes_no_news(cast: Cast) -> None:
    stranger = cast.actor("other_investigator")
    saved = keep(by=stranger)

    make_intelligence(by=cast.actor("officer"))

    assert searches_actions.check_searches(actor=stranger, at=LATER) == 0
    assert news(saved, by=stranger) == []


def test_nobody_else_learns_of_it(cast: Cast) -> None:
    saved = keep(by=cast.actor("officer"))
    colleague = cast.actor("colleague")

    assert searches_queries.saved_searches(viewer=colleague, today=TODAY) == []
    for ask in (
        lambda: searches_queries.list_new_results(viewer=colleague, saved_id=saved),
        lambda: searches_actions.remove_search(
            saved_id=saved, actor=colleague, at=LATER
        ),
    ):
        with pytest.raises(Absent):
            ask()


@pytest.mark.parametrize("how", ["paused", "over"])
def test_a_search_that_rests_is_not_asked(cast: Cast, how: str) -> None:
    officer = cast.actor("officer")
    saved = keep(by=officer)
    make_intelligence(by=officer)
    at = LATER
    if how == "paused":
        searches_actions.pause_search(saved_id=saved, actor=officer, at=LATER)
    else:
        at = NOON + timedelta(days=366)

    assert searches_actions.check_searches(actor=officer, at=at) == 0

    if how == "paused":
        searches_actions.pause_search(saved_id=saved, actor=officer, at=at)
    else:
        searches_actions.renew_search(
            saved_id=saved, reason="Goes on", actor=officer, at=at
        )
    assert searches_actions.check_searches(actor=officer, at=at) == 1


def test_a_search_is_kept_looked_at_and_removed_by_its_pages(
    cast: Cast, signed_in: SignedIn
) -> None:
    client = signed_in("officer")
    kept = {"name": "Car washes", "reason": "Operation Dusk"}
    assert client.post("/find/keep/?text=car+wash", kept).status_code == 302
    make_intelligence(by=cast.actor("officer"))
    (card,) = searches_queries.saved_searches(viewer=cast.actor("officer"), today=TODAY)
    page = f"/find/kept/{card.id}/"

    shown = client.get(page)

    assert "New since you looked" in words(shown)
    assert "<mark>car</mark>" in shown.content.decode()
    ids = shown.context["seen"]
    client.post(page, {"seen_ids": f"{ids} nonsense"})
    assert "Nothing new." in words(client.get(page))
    client.post(f"{page}remove/")
    assert client.get(page).status_code == 404
    assert "intelligence.search_removed" in audit.names_about(subject_id=card.id)


def test_no_more_are_kept_than_can_be_asked(cast: Cast) -> None:
    officer = cast.actor("officer")
    for number in range(searches_actions.MOST_SAVED):
        keep(f"word {number}", by=officer)

    with pytest.raises(TooManySearches):
        keep("one more", by=officer)
    with pytest.raises(NothingToSave):
        keep(" ", by=officer)
