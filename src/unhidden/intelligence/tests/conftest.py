"""Signing in, for the tests of the desk's pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from tests.cast import Cast

SignedIn = Callable[[str], Client]


@pytest.fixture
def signed_in(cast: Cast) -> SignedIn:
    """``signed_in("analyst")`` is a browser in which that part of the cast works."""

    def sign_in(part: str) -> Client:
        client = Client()
        client.force_login(get_user_model().objects.get(id=cast.people[part]))
        return client

    return sign_in
