"""What the frame of every page shows: who is signed in, the menu, the language."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse, translate_url
from django.utils import timezone
from django.utils.translation import get_language

from unhidden.access.actor import PUBLIC
from unhidden.access.requests import PublicRequest, StaffRequest
from unhidden.agencies import queries as agencies
from unhidden.config.edge.navigation import (
    PUBLIC_FOOTER,
    PUBLIC_MENU,
    STAFF_MENU,
    NavigationEntry,
)
from unhidden.config.languages import EQUAL, SPOKEN, TONGUES
from unhidden.operations import queries as operations
from unhidden.reporting import queries as reporting

Handler = Callable[[HttpRequest], HttpResponse]


def public_edge(get_response: Handler) -> Handler:
    """Set ``request.actor`` and ``request.at`` on the public site."""

    def middleware(request: HttpRequest) -> HttpResponse:
        public = cast(PublicRequest, request)
        public.actor = PUBLIC
        public.at = timezone.now()
        return get_response(public)

    return middleware


def tongues_edge(get_response: Handler) -> Handler:
    """Lead from a page that a further language does not have to the English one.

    Where there is no page at all, that is said in the language of the address.
    """
    equal = {code for code, _ in EQUAL}

    def middleware(request: HttpRequest) -> HttpResponse:
        view = _view_at(request.path_info)
        if view and view not in SPOKEN and get_language() not in equal:
            return HttpResponseRedirect(translate_url(request.get_full_path(), "en"))
        return get_response(request)

    return middleware


def _view_at(path: str) -> str:
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


def _menu(entries: tuple[NavigationEntry, ...], path: str) -> list[dict[str, object]]:
    """The entries; the one that leads nearest to the page is marked."""
    urls = [reverse(entry.page) for entry in entries]
    near = [url for url in urls if path == url or (url != "/" and path.startswith(url))]
    here = max(near, key=len, default=None)
    return [
        {"label": entry.label, "url": url, "current": url == here}
        for entry, url in zip(entries, urls, strict=True)
    ]


def public_frame(request: HttpRequest) -> dict[str, object]:
    """The public menu, the same page in the other language, and the quick way out."""
    path = request.get_full_path()
    return {
        "is_demonstration": settings.IS_DEMONSTRATION,
        "navigation": _menu(PUBLIC_MENU, request.path),
        "footer_links": _menu(PUBLIC_FOOTER, request.path),
        "english_url": translate_url(path, "en"),
        "welsh_url": translate_url(path, "cy"),
        "tongues": _tongues(request),
        "is_unreviewed": _is_unreviewed(),
        "exit_url": settings.EXIT_URL,
        # Drawn for the time when the database is away (hosting.front.remembering).
        "is_offline": getattr(request, "is_offline", False),
        "call_url": reverse("reporting:who_to_call"),
    }


def _tongues(request: HttpRequest) -> list[dict[str, str]]:
    """The page's addresses in the further languages that it has."""
    if _view_at(request.path_info) not in SPOKEN:
        return []
    path = request.get_full_path()
    return [
        {"code": code, "name": name, "url": translate_url(path, code)}
        for code, name in TONGUES
    ]


def _is_unreviewed() -> bool:
    """Whether the page is in a language that nobody has signed for."""
    language = get_language() or "en"
    is_equal = language in {code for code, _ in EQUAL}
    return not is_equal and not reporting.is_reviewed(language)


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
        "viewer": agencies.find_colleague(
            person_id=actor.person,
            day=timezone.localdate(staff.at),
            engagement_id=actor.engagement_id,
        ),
        # Last: it may be at another task. On the board itself the board says it.
        "urgent": [
            each
            for each in operations.list_urgent_matters(viewer=actor)
            if each.board_url != request.path
        ],
    }
