"""Going through the pages of the demonstration as somebody, by its links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import Resolver404, resolve
from lxml import html

from unhidden.agencies.sign_in.backends import select_people
from unhidden.demo.region import make_email_address
from unhidden.ui.dates import month_number

URLS = "unhidden.config.urls.staff"
OK = 200
#: A page of parts, whose dates are samples.
NOT_OF_IT = ("/gallery/",)
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DAY = re.compile(r"\b(\d{1,2}) ([A-Z][a-z]+) (20\d\d)\b")
_BLOCKS = ("tr", "li", "p", "h1", "h2", "h3", "dl", "caption")


@dataclass(frozen=True, slots=True)
class Piece:
    """A row, paragraph or heading: its words, and the records that it leads to."""

    words: str
    ids: frozenset[str]

    @property
    def days(self) -> list[date]:
        """The days that it names, in English or in Welsh."""
        return [
            date(int(year), month, int(day))
            for day, name, year in _DAY.findall(self.words)
            if (month := month_number(name))
        ]


@dataclass(frozen=True, slots=True)
class Seen:
    """A page as somebody had it: what stands in its main part."""

    who: str
    url: str
    route: str
    main: html.HtmlElement
    queries: int

    @property
    def ids(self) -> frozenset[str]:
        """The records that its address names."""
        return ids_in(self.url)

    def pieces(self) -> Iterator[Piece]:
        """The innermost blocks; a heading goes with the row or card that it is in."""
        for each in self.main.iter(*_BLOCKS):
            if next(each.iterdescendants(*_BLOCKS), None) is None:
                card = next(each.iterancestors("li", "tr"), each)
                links = "".join(map(str, card.xpath(".//@href")))
                yield Piece(" ".join(each.text_content().split()), ids_in(links))


def ids_in(text: str) -> frozenset[str]:
    """The ids of records in an address."""
    return frozenset(_ID.findall(text))


def walk(key: str, *, most: int) -> Iterator[Seen]:
    """Every kind of page to which links lead ``key`` from the first one.

    At most so many of a kind: those of the same route. What is no page is passed by.
    """
    client = _signed_in(key)
    waiting, known, opened = ["/"], {"/", *NOT_OF_IT}, Counter[str]()
    while waiting:
        url = waiting.pop(0)
        route = _route(url)
        if opened[route] >= most:
            continue
        asked = _QueryCount()
        with connection.execute_wrapper(asked):
            page = _page(client, url)
        if not page:
            continue
        opened[route] += 1
        seen = Seen(key, url, route, page[0], asked.number)
        yield seen
        for link in seen.main.xpath("//a[not(@download)]/@href"):
            there = urljoin(url, str(link)).split("#")[0]
            if _route(there) and there not in known:
                known.add(there)
                waiting.append(there)


@dataclass
class _QueryCount:
    """Counts what is asked of the database, beside the marks of a transaction."""

    number: int = 0

    def __call__(self, execute: Callable[..., Any], sql: str, *asked: Any) -> Any:
        self.number += not sql.startswith(("SAVEPOINT", "RELEASE"))
        return execute(sql, *asked)


def _page(client: Client, url: str) -> list[html.HtmlElement]:
    answer = client.get(url)
    is_page = answer.headers["Content-Type"].startswith("text/html")
    if answer.status_code != OK or not is_page:
        return []
    return list(html.fromstring(answer.content).iter("main"))


def _signed_in(key: str) -> Client:
    client = Client()
    person = select_people().get(email=make_email_address(key))
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def _route(url: str) -> str:
    """The name of its route; "" for what is no page of the site."""
    parts = urlsplit(url)
    if parts.netloc:
        return ""
    try:
        return resolve(parts.path, URLS).view_name
    except Resolver404:
        return ""
