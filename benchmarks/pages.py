"""How long the server takes for each page, and how many queries a page asks.

The people whose sign-ins are printed each walk along every link from their first page,
and so does a visitor of the public site in both languages. Then the slowest page of
each route that each of them met is asked for again and again. The public site's pages
are measured by this same bench in a process of their own, under that site's settings
and database role. Queries are all that Django sends, BEGIN and COMMIT among them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from math import ceil
from statistics import median
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve
from django.utils import translation

from unhidden.demo import sign_ins
from unhidden.hosting import secret_files
from unhidden.hosting.failing import StepFailure
from unhidden.hosting.paths import StateFolder
from unhidden.hosting.postgres import connecting
from unhidden.lib.database_roles import ROLES

HOST = "127.0.0.1"
OK, MILLISECONDS = 200, 1_000
PROVIDERS = "/sign-in/organisation/"  # from there on it is another site
REDIRECTS = range(300, 400)


@dataclass(frozen=True, slots=True)
class Size:
    """How many pages of a route are looked at, and how often one is measured."""

    examples: int
    repetitions: int


QUICK, FULL = Size(examples=1, repetitions=5), Size(examples=3, repetitions=30)


@dataclass(frozen=True, slots=True)
class Look:
    """One page as somebody saw it on their walk."""

    route: str
    url: str
    seconds: float
    queries: int


def run(*, quick: bool) -> Iterator[dict[str, object]]:
    """Under the staff site's role both sites' pages, under the public one's its own.

    Raises StepFailure when a link leads to a page that is not there or fails.
    """
    size = QUICK if quick else FULL
    program = WSGIHandler()
    if ROLES["public"] == settings.SERVES_AS:
        yield from _measured("public", [Visitor(program, "/")], size)
        return
    colleagues = [Visitor(program, "/", signed_in(email)) for email, _ in sign_ins()]
    stranger = Visitor(program, "/sign-in/")
    time_of_staff, most_of_staff = _measured("staff", [stranger, *colleagues], size)
    yield time_of_staff
    time_of_public, most_of_public = _of_public_site(quick=quick)
    yield time_of_public
    is_public = most_of_public["value"] > most_of_staff["value"]
    yield most_of_public if is_public else most_of_staff


class Visitor:
    """Somebody's browser, with no network between it and the program."""

    def __init__(
        self, program: WSGIHandler, start: str, cookies: SimpleCookie | None = None
    ) -> None:
        self.start = start
        self._program = program
        self._requests = RequestFactory(headers={"host": HOST})
        if cookies is not None:
            self._requests.cookies = cookies

    def get(self, url: str) -> tuple[HttpResponseBase, bytes, float]:
        """The answer, its body, and the seconds from the request to its last byte."""
        environ = self._requests.get(url).environ
        began = time.perf_counter()
        response = self._program(environ, _sends_nothing)
        body = b"".join(response)
        response.close()
        return response, body, time.perf_counter() - began

    def walk(self, examples: int) -> list[Look]:
        """Follow every link, to at most ``examples`` pages of each route."""
        waiting, seen, looks = deque([self.start]), {self.start}, list[Look]()
        while waiting:
            url = waiting.popleft()
            route = _route(url)
            if route is None or _count(looks, route) == examples:
                continue
            with CaptureQueriesContext(connection) as captured:
                response, body, seconds = self.get(url)
            links = _onward(url, response, body)
            waiting.extend(link for link in links if link not in seen)
            seen.update(links)
            if response.status_code == OK:
                looks.append(Look(route, url, seconds, len(captured)))
        return looks


def _sends_nothing(*_: object) -> Callable[[bytes], object]:
    """Where a server would send the headers."""
    return lambda _body: None


def signed_in(email: str) -> SimpleCookie:
    """The cookies of somebody's session."""
    client = Client()
    person = get_user_model().objects.using("signin").get(email=email)
    client.force_login(person)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return client.cookies


def _route(url: str) -> str | None:
    """The name of the page, in Welsh told apart; None for what is no page of ours."""
    path = urlsplit(url).path
    language = "cy" if path.startswith("/cy/") else "en"
    try:
        with translation.override(language):
            name = resolve(path).view_name
    except Resolver404:
        return None
    return name if language == "en" else f"{name} ({language})"


def _count(looks: list[Look], route: str) -> int:
    return sum(look.route == route for look in looks)


def _onward(url: str, response: HttpResponseBase, body: bytes) -> list[str]:
    """Where an answer leads, on this site."""
    if response.status_code in REDIRECTS:
        hrefs = [response.headers["Location"]]
    elif response.status_code == OK:
        reader = _Links()
        if "html" in response.headers["Content-Type"]:
            reader.feed(body.decode())
        hrefs = reader.hrefs
    else:
        sentence = f"A link leads to {url}, which answers {response.status_code}."
        raise StepFailure(sentence)
    joined = [urlsplit(urljoin(url, href)) for href in hrefs]
    ours = [parts._replace(fragment="") for parts in joined if not parts.netloc]
    here = [parts for parts in ours if not parts.path.startswith(PROVIDERS)]
    return [parts.geturl() for parts in here if not parts.scheme]


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.hrefs: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href")
        if tag == "a" and href:
            self.hrefs.append(href)


def _measured(
    site: str, visitors: list[Visitor], size: Size
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The two lines of one site: its 95th percentile, and its page with most queries.

    The percentile is over pages (what one person meets on one route), each counting
    by the median of its repetitions.
    """
    walks = [(visitor, visitor.walk(size.examples)) for visitor in visitors]
    medians = [
        (median(visitor.get(url)[2] for _ in range(size.repetitions)), route)
        for visitor, looks in walks
        for route, url in _slowest(looks).items()
    ]
    slowest, route = max(medians)
    most = max(
        (look for _, looks in walks for look in looks), key=lambda look: look.queries
    )
    return (
        {
            "bench": f"pages.{site}_p95_ms",
            "value": _milliseconds(percentile_95([each for each, _ in medians])),
            "unit": "ms",
            "pages": len(medians),
            "repetitions": size.repetitions,
            "slowest": route,
            "slowest_ms": _milliseconds(slowest),
        },
        {
            "bench": "pages.max_queries",
            "value": most.queries,
            "unit": "queries",
            "page": most.route,
        },
    )


def percentile_95(values: Sequence[float]) -> float:
    """The smallest of the values that is no smaller than 95 in 100 of them."""
    return sorted(values)[ceil(0.95 * len(values)) - 1]


def _slowest(looks: list[Look]) -> dict[str, str]:
    """The address of each route's slowest page."""
    ordered = sorted(looks, key=lambda look: look.seconds)
    return {look.route: look.url for look in ordered}


def _milliseconds(seconds: float) -> float:
    return round(seconds * MILLISECONDS, 1)


def _of_public_site(*, quick: bool) -> list[dict[str, Any]]:
    """The lines that this bench gives as the public site."""
    address = connecting.parse_address(os.environ["DATABASE_URL"])
    address["options"] = f"-c role={ROLES['public']}"
    # Of a role that is there for the bench alone; the public site's file has another.
    address["password"] = settings.DATABASES["default"]["PASSWORD"]
    environment = {
        **os.environ,
        "DATABASE_URL": connecting.make_address(address),
        "DJANGO_SETTINGS_MODULE": "unhidden.config.settings.public",
        "UNHIDDEN_SECRETS": str(
            secret_files.find_secret_file(StateFolder(settings.STATE), "public")
        ),
    }
    command = [sys.executable, "-m", "benchmarks", "pages"]
    done = subprocess.run(  # noqa: S603  # our own interpreter and step
        [*command, "--quick"] if quick else command,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        sentence = "The public site's pages could not be measured: see above."
        raise StepFailure(sentence)
    return [json.loads(line) for line in done.stdout.splitlines()]
