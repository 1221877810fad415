"""The key ring of whoever signs in: opened by the password, kept between requests.

It lies encrypted in the session; the key to it lies in the person's cookie and
nowhere else, so that neither the database nor a copy of it opens anything.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from unhidden.access.actor import Actor
from unhidden.agencies import queries as agencies
from unhidden.agencies import sign_in
from unhidden.agencies.keys.actions import open_ring
from unhidden.vault import rings

COOKIE = "unhidden_keys"
RING = "agencies.key_ring"
_NEW_KEY = "_new_key_of_ring"
Handler = Callable[[HttpRequest], HttpResponse]


def remember(request: HttpRequest, person: AbstractBaseUser, secret: str) -> None:
    """Put the ring in the session; its key goes out with the response."""
    at = timezone.now()
    actors = agencies.actors_of(person_id=person.pk, day=timezone.localdate(at))
    ring = open_ring(actors[0], secret=secret, at=at) if actors else None
    if ring is None:
        return
    key = rings.new_cookie_key()
    request.session[RING] = b64encode(ring.sealed_for_session(key)).decode()
    setattr(request, _NEW_KEY, key)


def ring_middleware(get_response: Handler) -> Handler:
    """Give the actor their ring, once both factors are shown; keep its cookie."""

    def middleware(request: HttpRequest) -> HttpResponse:
        edge = cast(Any, request)
        kept = request.session.get(RING)
        key = request.COOKIES.get(COOKIE)
        if edge.actor.person_id and kept and key and sign_in.has_second_factor(request):
            edge.actor = replace(edge.actor, keys=_ring(kept, key, edge.actor))
        response = get_response(request)
        _keep_cookie(request, response)
        return response

    return middleware


def _ring(kept: str, key: str, actor: Actor) -> rings.KeyRing | None:
    try:
        ring = rings.KeyRing.from_session(b64decode(kept), b64decode(key))
    except (rings.KeysLocked, ValueError):
        return None
    return ring if ring.person_id == actor.person_id else None


def _keep_cookie(request: HttpRequest, response: HttpResponse) -> None:
    new: bytes | None = getattr(request, _NEW_KEY, None)
    if new is not None:
        response.set_cookie(
            COOKIE,
            b64encode(new).decode(),
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
    elif COOKIE in request.COOKIES and RING not in request.session:
        response.delete_cookie(COOKIE, samesite="Lax")
