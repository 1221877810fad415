"""The public pages that are answered from memory while the database is away.

They are drawn by this process for itself, and never from a visitor's request: nothing
of anybody's is in them. Each says that no report can be taken at the moment.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import RequestFactory
from django.urls import resolve, reverse
from django.utils import translation
from django.utils.translation import get_language

from unhidden.config.edge.context_processors import public_edge
from unhidden.config.languages import EQUAL, SPOKEN
from unhidden.signs import queries as signs

#: The pages, by their names: what they say is the same for everybody.
PAGES = (
    "reporting:home",
    "reporting:privacy",
    "reporting:accessibility",
    "reporting:who_to_call",
    "signs:index",
)
SECTION = "signs:section"
#: Not a page of its own: what stands in the place of all others.
CLOSED = "closed"
#: More are never kept: the pages above are fewer, in all languages.
MOST = 1_000
AWAY = 503


@dataclass(frozen=True, slots=True)
class PageAddress:
    """A page in one language; ``path`` is CLOSED for the one that stands in."""

    language: str
    path: str


class PageMemory:
    """The last good answer of each page; a process has one (``MEMORY``)."""

    def __init__(self) -> None:
        self._pages: dict[PageAddress, bytes] = {}
        self._round: Iterator[PageAddress] = iter(())
        self._is_whole = False

    def find_page(self, address: PageAddress) -> bytes | None:
        """The page as it was last drawn."""
        kept = self._pages.get(address)
        return zlib.decompress(kept) if kept is not None else None

    def make_all(self) -> None:
        """Draw all pages that can be drawn now; it stops where a database lacks."""
        with suppress(DatabaseError):
            for address in list_addresses():
                self._draw(address)
            self._is_whole = True

    def renew_page(self) -> None:
        """Draw the next page anew, or all that were not there yet."""
        if not self._is_whole:
            self.make_all()
            return
        with suppress(DatabaseError):
            if (address := next(self._round, None)) is None:
                self._round = list_addresses()
            else:
                self._draw(address)

    def _draw(self, address: PageAddress) -> None:
        """What was before stays where it cannot be drawn: raises DatabaseError."""
        answer = draw_page(address)
        if len(self._pages) < MOST or address in self._pages:
            self._pages[address] = zlib.compress(answer.content)


def list_addresses() -> Iterator[PageAddress]:
    """Every page that is kept, in every language that it has; those first that need
    no database."""
    equal = [code for code, _ in EQUAL]
    for code in equal:
        yield PageAddress(code, CLOSED)
    for name in PAGES:
        for code in equal:
            yield _address(code, name)
    for code, _ in settings.LANGUAGES:
        if code not in equal:
            yield PageAddress(code, CLOSED)
            yield from (_address(code, name) for name in PAGES if name in SPOKEN)
        for section in signs.public_sections(code):
            yield _address(code, SECTION, section.code)


def _address(language: str, name: str, *arguments: str) -> PageAddress:
    with translation.override(language):
        return PageAddress(language, reverse(name, args=arguments))


def draw_page(address: PageAddress) -> HttpResponse:
    """The page as it is shown while the database is away, to nobody in particular."""
    with translation.override(address.language):
        is_closed = address.path == CLOSED
        path = reverse("reporting:report") if is_closed else address.path
        found = resolve(path)
        request = RequestFactory(headers={"host": settings.ALLOWED_HOSTS[0]}).get(path)
        request.is_offline = True  # type: ignore[attr-defined]

        def show_page(asked: HttpRequest) -> HttpResponse:
            if is_closed:
                return show_closed(asked)
            response: HttpResponse = found.func(asked, *found.args, **found.kwargs)
            return response

        return public_edge(show_page)(request)


def show_closed(request: HttpRequest) -> HttpResponse:
    """What stands in for a page that cannot be answered: whom to call meanwhile."""
    return render(request, "reporting/closed.html", status=AWAY)


def address_of(request: HttpRequest) -> PageAddress:
    """Which page somebody asks for; what they add to its address does not count."""
    return PageAddress(get_language() or "en", request.path_info)


MEMORY = PageMemory()
