"""What the frame of every page shows: who is signed in, the menu, the language."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse, translate_url
from django.utils import timezone

from config.navigation import PUBLIC_FOOTER, PUBLIC_MENU, STAFF_MENU, Entry
from unhidden.access.actor import PUBLIC
from unhidden.access.requests import PublicRequest, StaffRequest
from unhidden.agencies import queries as agencies

Handler = Callable[[HttpRequest], HttpResponse]


def public_edge(get_response: Handler) -> Handler:
    """Set ``request.actor`` and ``request.at`` on the public site."""

    def middleware(request: HttpRequest) -> HttpResponse:
        public = cast(PublicRequest, request)
        public.actor = PUBLIC
        public.at = timezone.now()
        return get_response(public)

    return middleware


def _menu(entries: tuple[Entry, ...], path: str) -> list[dict[str, object]]:
    menu: list[dict[str, object]] = []
    for entry in entries:
        url = reverse(entry.page)
        is_current = path == url or (url != "/" and path.startswith(url))
        menu.append({"label": entry.label, "url": url, "current": is_current})
    return menu


def public_frame(request: HttpRequest) -> dict[str, object]:
    """The public menu, the same page in the other language, and the quick way out."""
    path = request.get_full_path()
    return {
        "is_demonstration": settings.IS_DEMONSTRATION,
        "navigation": _menu(PUBLIC_MENU, request.path),
        "footer_links": _menu(PUBLIC_FOOTER, request.path),
        "english_url": translate_url(path, "en"),
        "welsh_url": translate_url(path, "cy"),
        "exit_url": settings.EXIT_URL,
    }


def staff_frame(request: HttpRequest) -> dict[str, object]:
    """Who is signed in, for whom and as what, and the pages they may open."""
    frame: dict[str, object] = {"is_demonstration": settings.IS_DEMONSTRATION}
    actor = getattr(request, "actor", None)
    if actor is None or actor.person_id is None:
        return frame
    staff = cast(StaffRequest, request)
    entries = tuple(
        entry
        for entry in STAFF_MENU
        if not entry.permission or actor.may(entry.permission)
    )
    return frame | {
        "navigation": _menu(entries, request.path),
        "sign_out_url": reverse("agencies:sign_out"),
        "language_url": reverse("agencies:language"),
        "viewer": agencies.colleague(
            person_id=actor.person,
            day=timezone.localdate(staff.at),
            engagement_id=actor.engagement_id,
        ),
    }
