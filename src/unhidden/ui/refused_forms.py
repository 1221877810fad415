"""Why a form was refused: a code of ours, without a word of what was sent."""

from __future__ import annotations

#: How Django's reasons begin (django.middleware.csrf): what follows may be a header.
_CODES = (
    ("Origin checking failed", "foreign-origin"),
    ("Referer checking failed - no Referer", "no-referer"),
    ("Referer checking failed - Referer is malformed", "malformed-referer"),
    ("Referer checking failed - Referer is insecure", "insecure-referer"),
    ("Referer checking failed", "foreign-referer"),
    ("CSRF cookie not set", "no-cookie"),
    ("CSRF cookie", "malformed-cookie"),
    ("CSRF token missing", "no-token"),
    ("CSRF token", "wrong-token"),
)
#: That of the public site, which has no cookie and no token.
ANOTHER_SITE = "another-site"


def code_of(reason: str) -> str:
    """The code for one of Django's reasons, or for one of ours."""
    if reason == ANOTHER_SITE:
        return reason
    found = (code for start, code in _CODES if reason.startswith(start))
    return next(found, "unknown")
