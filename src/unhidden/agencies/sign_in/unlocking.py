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
from unhidden.agencies.keys.actions import open_ring, open_ring_by_passkey
from unhidden.agencies.models import Person
from unhidden.agencies.sign_in import session_facts as sign_in
from unhidden.vault import rings

COOKIE = "unhidden_keys"
RING = "agencies.key_ring"
_NEW_KEY = "_new_key_of_ring"
Handler = Callable[[HttpRequest], HttpResponse]


def remember_key_ring(
    request: HttpRequest, person: AbstractBaseUser, secret: str
) -> bool:
    """Put the ring in the session; its key goes out with the response.

    Gives whether the password opens a ring.
    """
    at, actor = timezone.now(), _any_actor(request, person)
    ring = open_ring(actor, secret=secret, at=at) if actor else None
    return _keep_ring(request, ring)


def remember_by_passkey(
    request: HttpRequest, person: AbstractBaseUser, output: bytes, label: str
) -> bool:
    """The same with what a passkey gave; gives whether it opens a ring."""
    at, actor = timezone.now(), _any_actor(request, person)
    if actor is None:
        return False
    ring = open_ring_by_passkey(actor, output=output, label=label, at=at)
    return _keep_ring(request, ring)


def is_locked(request: HttpRequest) -> bool:
    """Whether the person's own keys are not open in this session."""
    return getattr(cast(Any, request).actor, "keys", None) is None


def actor_at_hand(request: HttpRequest) -> Actor:
    """The session's actor with their ring; before they chose an engagement, any.

    For the steps of signing in, which come before the ring is given to every page.
    """
    acting: Actor = cast(Any, request).actor
    if acting.person_id is None:
        person = cast(Person, request.user)
        acting = _any_actor(request, person) or Actor(person.pk, None, frozenset())
    if not sign_in.has_second_factor(request):
        return acting
    return replace(acting, keys=_of_session(request, acting))


def _any_actor(request: HttpRequest, person: AbstractBaseUser) -> Actor | None:
    """The person in an engagement of this session: each of them enters the wall."""
    actors = sign_in.list_actors(request, person)
    return actors[0] if actors else None


def _keep_ring(request: HttpRequest, ring: rings.KeyRing | None) -> bool:
    if ring is None:
        return False
    key = rings.new_cookie_key()
    request.session[RING] = b64encode(ring.sealed_for_session(key)).decode()
    setattr(request, _NEW_KEY, key)
    return True


def ring_middleware(get_response: Handler) -> Handler:
    """Give the actor their ring, once both factors are shown; keep its cookie."""

    def middleware(request: HttpRequest) -> HttpResponse:
        edge = cast(Any, request)
        if edge.actor.person_id and sign_in.has_second_factor(request):
            edge.actor = replace(edge.actor, keys=_of_session(request, edge.actor))
        response = get_response(request)
        _keep_cookie(request, response)
        return response

    return middleware


def _of_session(request: HttpRequest, actor: Actor) -> rings.KeyRing | None:
    kept = request.session.get(RING)
    key = request.COOKIES.get(COOKIE)
    if not kept or not key:
        return None
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
