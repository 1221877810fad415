"""Whoever waits for the keys is let in by a colleague, and never by themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client

from tests.cast import NOON, PASSWORD, TODAY, Cast
from tests.made.agencies import make_colleague
from unhidden.access.actor import Actor
from unhidden.agencies import queries as people
from unhidden.agencies.keys import actions
from unhidden.agencies.sign_in.backends import select_people
from unhidden.vault import actions as vault
from unhidden.vault.rings import KeyRing

pytestmark = pytest.mark.django_db


def newcomer(cast: Cast) -> Actor:
    """Somebody who has signed in once, with a password of their own by now."""
    person_id = make_colleague(cast, "Mair Jones", "police", "analyst")
    person = select_people().get(id=person_id)
    person.set_password(PASSWORD)
    person.save(update_fields=[])
    actor = people.actor_of(person_id=person_id, day=TODAY)
    return replace(actor, keys=actions.open_ring(actor, secret=PASSWORD, at=NOON))


def fingerprint_of(actor: Actor) -> str:
    assert isinstance(actor.keys, KeyRing)
    return actor.keys.fingerprint


def test_their_page_offers_it_for_others_alone(cast: Cast) -> None:
    actions.finish_set_up(actor=cast.actor("analyst"), at=NOON)
    mair = newcomer(cast)
    own, other = Client(), Client()
    own.force_login(select_people().get(id=mair.person))
    other.login(email=cast.email("analyst"), password=PASSWORD)
    address = f"/keys/{mair.person}/admit/"

    page = own.get("/keys/").text
    typed = {"fingerprint": fingerprint_of(mair)}
    refused = own.post(address, typed, follow=True).text

    assert "This is you." in page
    assert address not in page
    assert "A colleague who does must let you in" in refused
    assert address in other.get("/keys/").text


def test_the_action_refuses_it_while_the_server_holds_the_keys_too(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    mair = newcomer(cast)
    admitted: list[str] = []
    monkeypatch.setattr(vault, "admit_member", lambda **_: admitted.append("in"))

    with pytest.raises(vault.NotForYou):
        actions.admit_colleague(
            person_id=mair.person,
            fingerprint=fingerprint_of(mair),
            actor=mair,
            at=NOON,
        )
    assert admitted == []
