"""Signing in at a known hour, for the tests of the pages of operations."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from tests.cast import NOON
from tests.support.signing_in import SignedIn


@pytest.fixture
def at_noon() -> Iterator[None]:
    """The pages take the time from the clock; here it stands still."""
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def signed_in(at_noon: None, signed_in: SignedIn) -> SignedIn:
    """Browsers at that hour."""
    return signed_in


@pytest.fixture
def planner(signed_in: SignedIn) -> Client:
    return signed_in("planner")
