"""Where sessions lie: under a digest of their key, and closed.

The key is in the browser's cookie alone. So a copy of the database names no session
that a browser could take up, and tells nothing of what one holds; and a cookie tells
nothing without the database.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.contrib.sessions.middleware import SessionMiddleware
from django.contrib.sessions.models import Session
from django.db import router, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from unhidden.vault import boxes

_MARK, _BYTES = ".", 24
_PURPOSE = "agencies.sessions"
_SEEN, _BEGUN = "agencies.seen", "agencies.begun"
#: Seconds from the last page to the end, from signing in, and between two notes of it.
IDLE, WHOLE, NOTED = 30 * 60, 8 * 60 * 60, 60
#: The header of what a page asks for by itself.
BY_ITSELF = "X-Live-Ticket"
Handler = Callable[[HttpRequest], HttpResponse]


def kept_as(key: str | None) -> str:
    """What stands in the database for a session's key."""
    if not key or key.startswith(_MARK):
        return key or ""
    digest = sha256(key.encode()).digest()[:_BYTES]
    return _MARK + urlsafe_b64encode(digest).decode()


class SessionStore(db.SessionStore):
    """Django's, but for what stands in the database."""

    def _get_session_from_db(self) -> AbstractBaseSession | None:
        rows = Session.objects.filter(
            session_key=kept_as(self.session_key), expire_date__gt=timezone.now()
        )
        try:
            return rows.get()
        except Session.DoesNotExist:
            self._session_key = None
            return None

    def exists(self, session_key: str) -> bool:
        return bool(Session.objects.filter(session_key=kept_as(session_key)).exists())

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        made = super().create_model_instance(data)
        made.session_key = kept_as(made.session_key)
        return made

    def cycle_key(self) -> None:
        """Go on under another key, and be listed under it.

        One that was ended meanwhile, and so is listed no more, does not go on.
        """
        before = kept_as(self.session_key)
        with transaction.atomic(using=router.db_for_write(Session)):
            listed = UserSession.objects.select_for_update().filter(session_key=before)
            row = listed.first()
            is_ended = bool(before) and not self.exists(before)
            super().cycle_key()
            if row is not None:
                row.session_key = self.session_key
                row.save(update_fields=["session_key"])
        if is_ended:
            self.flush()

    def delete(self, session_key: str | None = None) -> None:
        key = kept_as(session_key or self.session_key)
        Session.objects.filter(session_key=key).delete()

    def encode(self, session_dict: dict[str, Any]) -> str:
        return boxes.close_box(super().encode(session_dict), purpose=_PURPOSE)

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        try:
            opened = boxes.reopen_box(str(session_data), purpose=_PURPOSE)
        except boxes.BoxBroken:
            return {}
        return super().decode(opened)


class CookieMiddleware(SessionMiddleware):
    """Django's, but that what stands in the database is no session's key."""

    def process_request(self, request: HttpRequest) -> None:
        if request.COOKIES.get(settings.SESSION_COOKIE_NAME, "").startswith(_MARK):
            del request.COOKIES[settings.SESSION_COOKIE_NAME]
        super().process_request(request)


def idle_middleware(get_response: Handler) -> Handler:
    """End a session that nobody used for half an hour, and any after eight."""

    def middleware(request: HttpRequest) -> HttpResponse:
        session, now = request.session, timezone.now().timestamp()
        if _SEEN in session:
            idle = now - session[_SEEN]
            if idle > IDLE or now - session[_BEGUN] > WHOLE:
                session.flush()
            # A page that keeps itself up to date is no sign that somebody is there.
            elif idle > NOTED and BY_ITSELF not in request.headers:
                session[_SEEN] = now
        return get_response(request)

    return middleware


def begin_session(session: SessionBase) -> None:
    """From now on the time counts: somebody has signed in."""
    session[_SEEN] = session[_BEGUN] = timezone.now().timestamp()
