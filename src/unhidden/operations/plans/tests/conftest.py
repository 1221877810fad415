"""Signing in at a known hour, for the tests of the pages of plans."""

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
def planner(at_noon: None, signed_in: SignedIn) -> Client:
    """The planner's browser at that hour."""
    return signed_in("planner")
