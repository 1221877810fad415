"""What the pages of an organisation's keys say of who signed for them."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from tests.cast import PASSWORD, Cast
from unhidden.agencies.keys import presenters
from unhidden.vault import chains

pytestmark = pytest.mark.django_db


def test_the_page_shows_the_last_link_in_words_that_can_be_compared(
    cast: Cast, client: Client
) -> None:
    client.login(email=cast.email("analyst"), password=PASSWORD)

    page = client.get("/keys/")
    link = page.context["keys"].link

    assert "Sealed for North Wales Police, link" in page.text
    assert len(link.words.split()) == 7
    assert f'<strong lang="en">{link.words}</strong>' in page.text
    assert f"<code>{link.digits}</code>" in page.text


def test_new_keys_are_made_for_people_who_are_named_first(
    cast: Cast, client: Client
) -> None:
    client.login(email=cast.email("analyst"), password=PASSWORD)

    page = client.get("/keys/change/")

    assert "They go to Analyst, " in page.text
    assert "Officer" in page.text
    assert "Planner" not in page.text


def test_the_page_says_that_nobody_signed_for_the_keys(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "KEY_ROOT", None)
    chains.forget_chains()
    client.login(email=cast.email("analyst"), password=PASSWORD)

    assert str(presenters.NOT_CERTIFIED) in client.get("/keys/").text
    assert str(presenters.NOT_CERTIFIED) in client.get("/keys/change/").text
