"""The edge of the staff site: who is asking, when, and in which language."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from unhidden.access.actor import NOBODY
from unhidden.agencies import queries as agencies

Handler = Callable[[HttpRequest], HttpResponse]


def actor_middleware(get_response: Handler) -> Handler:
    """Set ``request.actor``, ``request.at`` and the person's own language."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.at = timezone.now()  # type: ignore[attr-defined]  # StaffRequest
        if not request.user.is_authenticated:
            request.actor = NOBODY  # type: ignore[attr-defined]
            return get_response(request)
        day = timezone.localdate()
        request.actor = agencies.actor_of(  # type: ignore[attr-defined]
            person_id=request.user.id, day=day
        )
        with translation.override(request.user.language):
            request.LANGUAGE_CODE = request.user.language
            response = get_response(request)
            response.headers.setdefault("Content-Language", request.user.language)
            return response

    return middleware
