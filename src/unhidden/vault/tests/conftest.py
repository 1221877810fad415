"""The vault's own tests work as the system does when it sets people up."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.made.vault import SYSTEM
from unhidden.access import context


@pytest.fixture(autouse=True)
def inside_the_wall(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test with a transaction of its own is one of the system's."""
    marker = request.node.get_closest_marker("django_db")
    if marker is None or marker.kwargs.get("transaction"):
        yield
        return
    request.getfixturevalue("db")
    context.enter_wall(SYSTEM)
    yield
