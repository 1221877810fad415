"""Engagements give permissions; nothing else does."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from tests.cast import FOUNDER, NOON, PASSWORD, TODAY, Cast
from tests.made.agencies import end_engagement
from unhidden.access.absent import Absent
from unhidden.access.actor import NOBODY
from unhidden.agencies import actions, queries

pytestmark = pytest.mark.django_db


def test_a_person_without_an_engagement_may_do_nothing(cast: Cast) -> None:
    assert cast.stranger == NOBODY


def test_an_engagement_gives_the_permissions_of_its_role(cast: Cast) -> None:
    assert cast.actor("analyst").may("intelligence.triage")
    assert not cast.actor("partner").may("intelligence.see_items")


def test_an_ended_engagement_gives_nothing(cast: Cast) -> None:
    end_engagement(cast, "analyst", homes={})

    assert cast.actor("analyst") == NOBODY


def test_only_an_administrator_adds_people(cast: Cast) -> None:
    with pytest.raises(Absent):
        actions.request_engagement(
            person_id=cast.people["stranger"],
            organisation_id=cast.organisations["police"],
            role="analyst",
            from_on=TODAY,
            actor=cast.actor("planner"),
            at=NOON,
        )


def test_nobody_asks_for_their_own_engagement(cast: Cast) -> None:
    administrator = cast.actor("administrator")

    with pytest.raises(actions.OwnEngagement):
        actions.request_engagement(
            person_id=administrator.person,
            organisation_id=cast.organisations["police"],
            role="analyst",
            from_on=TODAY,
            actor=administrator,
            at=NOON,
        )


def test_first_responders_are_dated(cast: Cast) -> None:
    bawso = cast.organisations["bawso"]
    red_cross = cast.organisations["red_cross"]

    assert queries.is_first_responder(organisation_id=bawso, day=TODAY)
    assert not queries.is_first_responder(organisation_id=bawso, day=date(2015, 1, 1))
    assert not queries.is_first_responder(organisation_id=red_cross, day=TODAY)


def test_signing_in_needs_the_right_password(cast: Cast, client: Client) -> None:
    wrong = {"username": cast.email("analyst"), "password": "not the password"}
    right = {"username": cast.email("analyst"), "password": PASSWORD}

    refused = client.post("/sign-in/", wrong)
    accepted = client.post("/sign-in/", right)

    assert "The e-mail address or the password is not right" in refused.text
    assert cast.email("analyst") in refused.text
    assert accepted.status_code == 302


def test_choosing_welsh_lasts(cast: Cast, client: Client) -> None:
    client.login(email=cast.email("administrator"), password=PASSWORD)

    client.post("/language/", {"language": "cy", "next": "/people/"})

    assert '<html lang="cy"' in client.get("/people/").text


def test_the_language_page_sends_nobody_to_another_site(
    cast: Cast, client: Client
) -> None:
    client.login(email=cast.email("administrator"), password=PASSWORD)

    answer = client.post(
        "/language/", {"language": "cy", "next": "https://elsewhere.example/"}
    )

    assert answer.headers["Location"] == "/"


def test_an_administrator_adds_a_person_who_can_sign_in(
    cast: Cast, client: Client
) -> None:
    client.login(email=cast.email("administrator"), password=PASSWORD)
    new = {
        "name": "Mair Jones",
        "email": "mair@example.org",
        "organisation": str(cast.organisations["bawso"]),
        "role": "support_worker",
        "clearance": "1",
        "language": "cy",
        "password": "tri phlentyn yn chwarae",
    }

    answer = client.post("/people/add/", new)

    assert answer.status_code == 302
    assert Client().login(email=new["email"], password=new["password"])


def test_a_taken_address_is_said_and_the_rest_is_kept(
    cast: Cast, client: Client
) -> None:
    client.login(email=cast.email("administrator"), password=PASSWORD)
    new = {
        "name": "Somebody Else",
        "email": cast.email("analyst"),
        "organisation": str(cast.organisations["bawso"]),
        "role": "support_worker",
        "clearance": "1",
        "language": "en",
        "password": "tri phlentyn yn chwarae",
    }

    answer = client.post("/people/add/", new)

    assert "Somebody already signs in with this address" in answer.text
    assert "Somebody Else" in answer.text
    assert not queries.names_of_people(person_ids=set())


def test_the_people_page_is_absent_for_others(cast: Cast, client: Client) -> None:
    client.login(email=cast.email("planner"), password=PASSWORD)

    assert client.get("/people/").status_code == 404


def test_the_founder_is_not_a_person() -> None:
    assert FOUNDER.person_id is None
