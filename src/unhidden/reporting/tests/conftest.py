"""A public program that remembers nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from unhidden.reporting.queries import pinned


@pytest.fixture
def new_process() -> Iterator[None]:
    """The public program was started just now."""
    pinned.forget_pins()
    yield
    pinned.forget_pins()
