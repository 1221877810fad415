"""Browsers that somebody has signed in with, remembered by a cookie of their own.

The cookie proves nothing about who is there, and signs nobody in. It only says whose
guesses are counted apart (attempts.py).
"""

from __future__ import annotations

from secrets import token_urlsafe

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac

NAME = "unhidden_device"
DAYS = 90
MOST = 5  # people who share one browser
_SALT = "agencies.devices"


def find_device_mark(request: HttpRequest, *, account: str) -> str:
    """This browser's mark for the account; empty when it is new to it."""
    return _read(request).get(_digest(account), "")


def remember_device(
    request: HttpRequest, response: HttpResponseBase, *, account: str
) -> None:
    """Set the cookie on the answer to a whole sign-in."""
    marks = _read(request)
    mark = marks.pop(_digest(account), "") or token_urlsafe(12)
    kept = dict(list(marks.items())[-(MOST - 1) :])
    response.set_cookie(
        NAME,
        signing.dumps({**kept, _digest(account): mark}, salt=_SALT),
        max_age=DAYS * 24 * 60 * 60,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> dict[str, str]:
    cookie = request.COOKIES.get(NAME, "")
    try:
        found = signing.loads(cookie, salt=_SALT, max_age=DAYS * 24 * 60 * 60)
    except signing.BadSignature:
        return {}
    return {str(name): str(mark) for name, mark in found.items()}


def _digest(account: str) -> str:
    return salted_hmac(_SALT, account.lower(), algorithm="sha256").hexdigest()[:24]
