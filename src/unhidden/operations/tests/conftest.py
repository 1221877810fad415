"""Signing in at a known hour, for the tests of the pages of operations."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.test import Client

from tests.cast import NOON, Cast

SignedIn = Callable[[str], Client]


@pytest.fixture
def at_noon() -> Iterator[None]:
    """The pages take the time from the clock; here it stands still."""
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def signed_in(cast: Cast, at_noon: None) -> SignedIn:
    """``signed_in("planner")`` is a browser in which that part of the cast works."""

    def sign_in(part: str) -> Client:
        client = Client()
        client.force_login(get_user_model().objects.get(id=cast.people[part]))
        return client

    return sign_in


@pytest.fixture
def planner(signed_in: SignedIn) -> Client:
    return signed_in("planner")
