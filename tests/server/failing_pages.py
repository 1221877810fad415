"""Addresses of pages that fail in every way, for tests of what the log says then."""

from __future__ import annotations

from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import path
from psycopg import errors

handler500 = "unhidden.ui.views.show_failure"
handler404 = "unhidden.ui.views.show_absent"
handler400 = "unhidden.ui.views.not_understood"


def _raise_plain(words: str) -> None:
    raise ValueError(words)


def _raise_database(words: str) -> None:
    try:
        raise errors.DiskFull(words)
    except errors.DiskFull as error:
        raise OperationalError(words) from error


def _raise_group(words: str) -> None:
    raise ExceptionGroup(words, [KeyError(words), ValueError(words)])


def _raise_named(words: str) -> None:
    raise type("Odd", (Exception,), {"__str__": lambda _: words})(words)


WAYS: dict[str, Callable[[str], None]] = {
    "plain": _raise_plain,
    "database": _raise_database,
    "group": _raise_group,
    "named": _raise_named,
}


def fail(request: HttpRequest, way: str, words: str = "") -> HttpResponse:
    """Never gives a page."""
    told = f"{words} {request.body!r} {request.META} {request.COOKIES} {request.GET}"
    WAYS[way](told)
    raise AssertionError


fail.login_required = False  # type: ignore[attr-defined]
urlpatterns = [
    path("fail/<str:way>/", fail),
    path("fail/<str:way>/<path:words>", fail),
]
