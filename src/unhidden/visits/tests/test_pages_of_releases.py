"""The pages on which one asks for a safeguarding record, and a supervisor agrees."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests.cast import NOON, Cast
from tests.made.visits import make_planned, make_visit
from tests.support.signing_in import SignedIn

pytestmark = pytest.mark.django_db(databases=["default", "signin"])
ASKED = {"authority": "Immigration Enforcement", "reason": "She asked for it."}


@pytest.fixture(autouse=True)
def _at_noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def visit_id(cast: Cast) -> UUID:
    return make_visit(cast, planned=make_planned(cast, kind="safeguarding"))


def ask(client: Client, visit_id: UUID, **asked: str) -> str:
    """Send the form; the text of the page that comes after it."""
    page = client.post(
        reverse("visits:ask_release", args=[visit_id]), asked, follow=True
    )
    return page.content.decode()


def open_release(client: Client, visit_id: UUID) -> str:
    """The address of the page on which it is decided, from the visit's own page."""
    page = client.get(reverse("visits:visit", args=[visit_id])).content.decode()
    start = page.index("/visits/releases/")
    return page[start : page.index('"', start)]


def test_one_asks_and_another_agrees(signed_in: SignedIn, visit_id: UUID) -> None:
    text = ask(signed_in("planner"), visit_id, **ASKED)
    assert "A safeguarding lead is to agree first" in text
    assert "Nobody has agreed yet: the record goes nowhere." in text

    lead = signed_in("safeguarding_lead")
    address = open_release(lead, visit_id)
    assert ASKED["reason"] in lead.get(address).content.decode()
    agreed = lead.post(address, follow=True).content.decode()

    assert "The record may go to this authority" in agreed
    assert "Agreed by" in agreed


def test_what_is_missing_is_said_and_what_was_typed_kept(
    signed_in: SignedIn, visit_id: UUID
) -> None:
    text = ask(signed_in("planner"), visit_id, reason=ASKED["reason"])

    assert "Enter the authority" in text
    assert ASKED["reason"] in text


def test_who_asked_does_not_agree_too(signed_in: SignedIn, visit_id: UUID) -> None:
    lead = signed_in("safeguarding_lead")
    ask(lead, visit_id, **ASKED)

    text = lead.post(open_release(lead, visit_id), follow=True).content.decode()

    assert "Nobody has agreed yet" in text
    assert "You asked for this: somebody else must agree" in text


def test_a_visit_of_another_kind_needs_no_release(
    cast: Cast, signed_in: SignedIn
) -> None:
    text = ask(signed_in("planner"), make_visit(cast), **ASKED)

    assert "Only a safeguarding visit’s record needs this" in text


def test_others_find_no_page_to_decide_on(signed_in: SignedIn, visit_id: UUID) -> None:
    ask(signed_in("planner"), visit_id, **ASKED)
    address = open_release(signed_in("safeguarding_lead"), visit_id)

    for part in ("planner", "partner", "officer"):
        assert signed_in(part).get(address).status_code == 404
        assert signed_in(part).post(address).status_code == 404
