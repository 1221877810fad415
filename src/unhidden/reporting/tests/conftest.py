"""The public site under its own database role."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import Settings

from config.settings import base, public
from tests.cast import Cast
from tests.roles import as_role


@pytest.fixture
def public_site(settings: Settings) -> None:
    """The public site's own settings instead of the staff site's.

    Without WhiteNoise, which warns where no static files were collected.
    """
    settings.ROOT_URLCONF = public.ROOT_URLCONF
    settings.MIDDLEWARE = [
        name for name in public.MIDDLEWARE if not name.startswith("whitenoise.")
    ]
    options = {
        **base.TEMPLATES[0]["OPTIONS"],
        "context_processors": [
            "django.template.context_processors.i18n",
            "config.frames.public_frame",
        ],
    }
    settings.TEMPLATES = [{**base.TEMPLATES[0], "OPTIONS": options}]
    # The public process is given no vault key.
    settings.VAULT_KEY = None


@pytest.fixture
def public_client(cast: Cast, public_site: None) -> Iterator[Client]:
    """A browser on the public site; what the site does, it does as its own role."""
    with as_role("public"):
        yield Client()
