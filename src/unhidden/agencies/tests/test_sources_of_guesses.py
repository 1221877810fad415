"""Guesses from one place: they wait, and shut nobody out who works there."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import PASSWORD, Cast
from unhidden.agencies.sign_in import attempts
from unhidden.lib import patience

pytestmark = pytest.mark.django_db


def give_password(email: str, password: str) -> str:
    """The page, or where it leads, on a browser that is new."""
    told = {"username": email, "password": password}
    answer = Client().post("/sign-in/", told, REMOTE_ADDR="192.0.2.1")
    return str(answer.headers.get("Location", answer.text))


def test_a_source_that_guesses_at_many_accounts_waits_and_is_not_shut_out(
    cast: Cast, most_of_source: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(patience, "ask_again", lambda _, seconds: asked.append(seconds))
    for number in range(most_of_source + 50):
        give_password(f"nobody{number}@example.org", "wrong")
    monkeypatch.setattr(patience, "has_waited", lambda _: True)

    after = give_password(cast.email("analyst"), PASSWORD)

    assert len(asked) == 50
    assert asked == sorted(asked)
    assert asked[-1] == attempts.LONGEST
    assert "Too many attempts" not in after


def test_colleagues_who_sign_in_from_one_place_do_not_shut_each_other_out(
    cast: Cast, most_of_source: int
) -> None:
    for _ in range(most_of_source + 2):
        assert "Too many attempts" not in give_password(cast.email("analyst"), PASSWORD)
