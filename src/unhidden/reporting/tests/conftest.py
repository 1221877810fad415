"""The public site under its own database role."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import Settings

from tests.cast import Cast
from tests.made.reporting import PUBLIC_SITE
from tests.roles import as_role


@pytest.fixture
def public_site(settings: Settings) -> None:
    """The public site's own settings instead of the staff site's."""
    for name, value in PUBLIC_SITE.items():
        setattr(settings, name, value)


@pytest.fixture
def public_client(cast: Cast, public_site: None) -> Iterator[Client]:
    """A browser on the public site; what the site does, it does as its own role."""
    with as_role("public"):
        yield Client()
