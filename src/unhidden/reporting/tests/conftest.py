"""What every test of this module begins with."""

from __future__ import annotations

import pytest
from django.core.cache import caches


@pytest.fixture(autouse=True)
def calm() -> None:
    """Nobody has reported within the hour."""
    caches["doors"].clear()
