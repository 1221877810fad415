"""One's own password and keys: nothing is lost without a word before it."""

from __future__ import annotations

from base64 import urlsafe_b64encode

import pytest
from django.test import Client

from tests.cast import NOON, PASSWORD, Cast
from tests.support import audited
from unhidden.access import context
from unhidden.agencies.keys import actions as keys
from unhidden.agencies.people import actions as people
from unhidden.vault import queries as vault
from unhidden.vault import rings

pytestmark = pytest.mark.django_db

NEW = "another good long password of mine"


def change(client: Client, old: str = PASSWORD, new: str = NEW) -> str:
    answer = client.post(
        "/account/password/", {"old": old, "new": new, "again": new}, follow=True
    )
    return str(answer.text)


def opens(cast: Cast, secret: str, part: str = "analyst") -> bool:
    actor = cast.actor(part)
    return keys.open_ring(actor, secret=secret, at=NOON) is not None


@pytest.fixture
def analyst(cast: Cast, client: Client) -> Client:
    cast.actor("analyst")
    client.login(email=cast.email("analyst"), password=PASSWORD)
    return client


def test_a_new_password_signs_in_and_opens_the_same_keys(
    cast: Cast, analyst: Client
) -> None:
    said = change(analyst)

    assert "Your password is changed" in said
    assert Client().login(email=cast.email("analyst"), password=NEW)
    assert not Client().login(email=cast.email("analyst"), password=PASSWORD)
    assert opens(cast, NEW)
    assert not opens(cast, PASSWORD)
    assert analyst.get("/").status_code == 200
    names = audited.names_about(subject_id=cast.people["analyst"])
    assert "agencies.password_changed" in names


def test_the_page_says_what_a_lost_password_loses_before_it_is_changed(
    analyst: Client,
) -> None:
    text = analyst.get("/account/password/").text

    assert "they are lost for ever: nobody can bring them back" in text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"old": "wrong"}, "The password is not right"),
        ({"again": "something else altogether"}, "This is not the same"),
        ({"new": "short", "again": "short"}, "too short"),
        ({"new": PASSWORD, "again": PASSWORD}, "that you have not had"),
    ],
)
def test_a_password_that_will_not_do_changes_nothing(
    cast: Cast, analyst: Client, typed: dict[str, str], said: str
) -> None:
    given = {"old": PASSWORD, "new": NEW, "again": NEW, **typed}

    answer = analyst.post("/account/password/", given)

    assert said in answer.text
    assert Client().login(email=cast.email("analyst"), password=PASSWORD)


def test_other_sessions_end_with_the_password(cast: Cast, analyst: Client) -> None:
    elsewhere = Client()
    elsewhere.login(email=cast.email("analyst"), password=PASSWORD)

    change(analyst)

    assert elsewhere.get("/").headers["Location"].startswith("/sign-in/")


def test_a_password_somebody_set_opens_no_keys_and_the_old_one_still_does(
    cast: Cast, client: Client
) -> None:
    cast.actor("analyst")
    given = "five words somebody told me"
    people.set_password(
        person_id=cast.people["analyst"],
        password=given,
        actor=cast.actor("administrator"),
        at=NOON,
    )
    client.login(email=cast.email("analyst"), password=given)
    said = change(client, given)

    page = client.get("/account/keys/").text
    wrong = client.post("/account/keys/", {"password": "no password of mine"}).text
    right = client.post("/account/keys/", {"password": PASSWORD}, follow=True).text

    assert "they stay locked" in said
    assert "nobody can bring them back" in page
    assert "does not open your keys" in wrong
    assert "Your keys are unlocked" in right


def test_the_page_that_sets_a_password_says_what_is_lost(
    cast: Cast, client: Client
) -> None:
    client.login(email=cast.email("administrator"), password=PASSWORD)

    text = client.get(f"/people/{cast.people['analyst']}/password/").text

    assert "their ring is lost for ever" in text


def test_new_keys_wait_for_a_colleague(cast: Cast, analyst: Client) -> None:
    before = cast.actor("analyst").keys

    refused = analyst.post("/account/keys/new/", {"password": PASSWORD})
    analyst.post("/account/keys/new/", {"password": PASSWORD, "understood": "on"})

    assert "Tick the box" in refused.text
    actor = cast.actor("analyst")
    after = keys.open_ring(actor, secret=PASSWORD, at=NOON)
    assert isinstance(before, rings.KeyRing)
    assert isinstance(after, rings.KeyRing)
    assert before.fingerprint != after.fingerprint


def test_what_a_passkey_gives_opens_the_ring_and_is_no_way_in_without(
    cast: Cast,
) -> None:
    actor = cast.actor("analyst")
    output = bytes(range(32))
    with context.acting_as(actor.doing("report_triage")):
        rings_before = vault.ways_in(person_id=actor.person)

    found = keys.open_ring_by_passkey(
        actor, output=output, label="unknown passkey", at=NOON
    )

    assert found is None
    assert [way.is_password for way in rings_before] == [True]


@pytest.mark.parametrize(
    "given", ["", "not base64 ***", urlsafe_b64encode(bytes(31)).decode()]
)
def test_a_secret_of_another_length_is_none(
    analyst: Client, cast: Cast, given: str
) -> None:
    answer = analyst.post("/account/again/passkey/", {"credential": "{}", "prf": given})

    assert answer.status_code in {200, 302}
