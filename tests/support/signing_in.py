"""A test's browser that is signed in has shown both factors, as of this moment."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

# Of a part of the cast, a browser in which they work.
SignedIn = Callable[[str], Client]
_login: Any = Client._login  # type: ignore[attr-defined]  # what both logins call


def _login_with_both(client: Client, user: Any, backend: str | None = None) -> None:
    _login(client, user, backend)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time()},
        {"method": "mfa", "at": time.time(), "type": "totp"},
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


def count_as_both_factors(patch: pytest.MonkeyPatch) -> None:
    """From now on ``login`` and ``force_login`` of clients are whole sign-ins."""
    patch.setattr(Client, "_login", _login_with_both)
