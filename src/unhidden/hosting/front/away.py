"""What the sites answer while the database is away: at once, and in words."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import get_language

from unhidden.hosting.front.remembering import (
    AWAY,
    CLOSED,
    MEMORY,
    PageAddress,
    address_of,
)
from unhidden.hosting.front.watching import WATCH

Handler = Callable[[HttpRequest], HttpResponse]
_FAILED = 500
_AGAIN = "30"  # seconds
_SAFE = ("GET", "HEAD")


def public_middleware(get_response: Handler) -> Handler:
    """Answer from memory, or say what cannot be done now and whom to call."""
    return _instead(get_response, answer_public)


def staff_middleware(get_response: Handler) -> Handler:
    """Say that nothing can be done now, before anybody asks who it is that asks."""
    return _instead(get_response, answer_staff)


def _instead(get_response: Handler, answer: Handler) -> Handler:
    def middleware(request: HttpRequest) -> HttpResponse:
        if WATCH.is_away():
            return answer(request)
        response = get_response(request)
        # Whoever meets it first does not wait for the next look.
        if response.status_code == _FAILED and WATCH.look_now():
            return answer(request)
        return response

    return middleware


def answer_public(request: HttpRequest) -> HttpResponse:
    """The page as it was last, where it is one of those; else 503."""
    asked = address_of(request)
    if request.method in _SAFE and (page := MEMORY.find_page(asked)) is not None:
        return HttpResponse(page)
    closed = MEMORY.find_page(PageAddress(get_language() or "en", CLOSED))
    return _unavailable(closed or render_to_string("ui/failed.html").encode())


def answer_staff(request: HttpRequest) -> HttpResponse:
    """503, in the language that the browser asks for: the person's own is not known."""
    with translation.override(translation.get_language_from_request(request)):
        return _unavailable(render_to_string("ui/away.html").encode())


def _unavailable(page: bytes) -> HttpResponse:
    answer = HttpResponse(page, status=AWAY, headers={"Retry-After": _AGAIN})
    # The watch has said it once: a line for each visitor would tell when they came.
    answer._has_been_logged = True  # type: ignore[attr-defined]
    return answer
