"""Writing, looking at, issuing and reading a brief on the pages."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.made.briefs import (
    SECRET,
    WORDS,
    acknowledge,
    issue_brief,
    make_brief,
    write_brief,
)
from tests.made.operations import Week, make_week
from tests.support.signing_in import SignedIn
from unhidden.operations.tests.reading import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def page(name: str, *keys: object) -> str:
    return reverse(f"briefs:{name}", args=keys)


@pytest.fixture
def week(cast: Cast) -> Week:
    return make_week(cast)


@pytest.fixture
def brief_id(cast: Cast, week: Week) -> UUID:
    return make_brief(cast, week.operation_id, week.team_id)


def test_a_planner_begins_a_brief_and_finds_it_filled(
    week: Week, planner: Client
) -> None:
    begun = planner.post(
        page("briefs", week.operation_id), {"team": str(week.team_id)}, follow=True
    )

    text = words(begun)
    assert "The brief in English" in text
    assert "Officer speaks first" in text
    assert "Consent alone" in text
    assert "Soft visits: to talk" in text


def test_visits_of_a_crew_that_is_not_briefed_are_named(
    cast: Cast, week: Week, brief_id: UUID, planner: Client
) -> None:
    issue_brief(cast, brief_id)
    before = words(planner.get(page("briefs", week.operation_id)))
    for part in ("officer", "charity_visitor"):
        acknowledge(cast, brief_id, part, 1)
    after = words(planner.get(page("briefs", week.operation_id)))

    assert "Visits whose crew has not read its brief" in before
    assert "Visits whose crew has not read its brief" not in after


def test_a_draft_is_kept_unfinished_and_says_what_is_missing(
    week: Week, brief_id: UUID, planner: Client
) -> None:
    saved = planner.post(
        page("write", brief_id, "en"),
        {**WORDS, "bring": "", "revision": "1"},
        follow=True,
    )

    assert "The draft is saved" in words(saved)
    assert "Still to write: Where to bring people" in words(saved)
    assert "Issue the brief" not in words(saved)


def test_nothing_typed_is_lost_when_somebody_else_saved(
    cast: Cast, brief_id: UUID, planner: Client
) -> None:
    write_brief(cast, brief_id, WORDS, revision=1)

    answer = planner.post(
        page("write", brief_id, "en"),
        {**WORDS, "radio": "Channel 77", "revision": "1"},
    )

    assert "Somebody else has saved this draft" in words(answer)
    assert "Channel 77" in answer.content.decode()


def test_a_brief_is_looked_at_as_each_audience_and_issued(
    brief_id: UUID, planner: Client
) -> None:
    preview = planner.get(page("preview", brief_id, "en"))
    issued = planner.post(page("issue", brief_id), follow=True)

    text = words(preview)
    assert "For Police and law enforcement" in text
    assert SECRET in text.partition("For Everybody else who goes")[0]
    assert "Heronsong" not in text.partition("For Everybody else who goes")[2]
    assert "Version 1 is issued" in words(issued)
    assert "Officer North Wales Police Not yet" in words(issued)


def test_too_many_languages_are_refused_where_they_were_picked(
    brief_id: UUID, planner: Client
) -> None:
    languages = ["ar", "bg", "pl", "ro", "uk"]

    answer = planner.post(
        page("write", brief_id, "en"),
        {**WORDS, "revision": "1", "languages": languages},
    )

    assert "Select four languages or fewer" in words(answer)


def test_who_goes_reads_it_on_their_page_and_says_so(
    cast: Cast, brief_id: UUID, signed_in: SignedIn
) -> None:
    issue_brief(cast, brief_id)
    visitor = signed_in("charity_visitor")

    mine = words(visitor.get(page("mine")))
    text = words(visitor.get(page("brief", brief_id)))
    read = visitor.post(page("acknowledge", brief_id, 1), follow=True)
    file = visitor.get(page("paper", brief_id, 1, "en"))

    assert "To read before you go" in mine
    assert "I have read and understood this brief" in text
    assert "Heronsong" not in text
    assert "It is noted that you have read it" in words(read)
    assert "I have read and understood" not in words(read)
    assert file["Content-Type"] == "application/pdf"
    assert file["Cache-Control"] == "no-store"


def test_the_first_page_says_how_many_briefs_wait(
    cast: Cast, brief_id: UUID, signed_in: SignedIn
) -> None:
    issue_brief(cast, brief_id)
    officer = signed_in("officer")

    before = words(officer.get(reverse("home")))
    officer.post(page("acknowledge", brief_id, 1))

    assert "My briefs 1" in before
    assert "My briefs 1" not in words(officer.get(reverse("home")))


@pytest.mark.parametrize("part", ["colleague", "analyst", "partner", "overseer"])
def test_others_find_nothing(
    cast: Cast, brief_id: UUID, signed_in: SignedIn, part: str
) -> None:
    issue_brief(cast, brief_id)
    client = signed_in(part)

    for address in (
        page("brief", brief_id),
        page("write", brief_id, "en"),
        page("preview", brief_id, "en"),
        page("paper", brief_id, 1, "en"),
        page("version", brief_id, 1),
    ):
        assert client.get(address).status_code == 404
    assert client.post(page("acknowledge", brief_id, 1)).status_code == 404
    assert client.post(page("issue", brief_id)).status_code == 404


def test_a_language_or_version_that_is_not_there_is_not_found(
    cast: Cast, brief_id: UUID, planner: Client
) -> None:
    issue_brief(cast, brief_id)

    for address in (
        page("write", brief_id, "fr"),
        page("paper", brief_id, 1, "fr"),
        page("paper", brief_id, 2, "en"),
        page("version", brief_id, 9),
        page("brief", uuid4()),
    ):
        assert planner.get(address).status_code == 404


def test_an_older_version_says_that_it_is_not_in_force(
    cast: Cast, brief_id: UUID, planner: Client
) -> None:
    issue_brief(cast, brief_id)
    write_brief(cast, brief_id, WORDS | {"radio": "Channel 9"}, revision=1)
    issue_brief(cast, brief_id)

    old = words(planner.get(page("version", brief_id, 1)))
    new = words(planner.get(page("brief", brief_id)))

    assert "This version is no longer in force" in old
    assert "Radio and call signs Changed Channel 9" in new
