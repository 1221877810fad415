"""For the tests of signing in: limits that are soon reached."""

import pytest

from unhidden.agencies.sign_in import attempts


@pytest.fixture
def most_of_source(monkeypatch: pytest.MonkeyPatch) -> int:
    """Fewer than there are: each attempt takes the time that a password takes."""
    monkeypatch.setattr(attempts, "CALM", 6)
    return attempts.CALM
