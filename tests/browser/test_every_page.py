"""Every page of both sites, as somebody who may open it: axe, console, phone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from zlib import crc32

import pytest
from django.http.response import HttpResponseBase
from django.test import RequestFactory
from django.urls import ResolverMatch, resolve
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    ViewportSize,
)

from tests.browser.crawling import OK, SiteMap, list_links, map_site
from tests.browser.seen import (
    LEAD_ON,
    SEEN_AFTER_A_WEEK,
    SEEN_AT_NIGHT,
    SEEN_BY_ADMINISTRATORS,
    SEEN_BY_LOT,
    SEEN_IN_A_FORM,
    SEEN_IN_A_MORNING,
    SEEN_IN_A_WEEK,
    SEEN_IN_AN_EMERGENCY,
    SEEN_IN_THE_FIELD,
    SEEN_IN_THE_ROOM,
    SEEN_ON_JOURNEYS,
    SEEN_OUT_OF_THE_WAY,
    SEEN_WHEN_FINDING,
    SEEN_WHEN_LEAVING,
    SEEN_WHEN_PLANNING,
    SEEN_WHEN_SIGNING_IN,
    SEEN_WITH_EXHIBITS,
    SEEN_WITH_FILES,
    SEEN_WITH_MATERIAL,
    SEEN_WITH_NETWORKS,
    SEEN_WITH_PEOPLE,
    SEEN_WITH_PHOTOS,
    SEEN_WITH_SUBJECTS,
    SEEN_WITH_THE_RECORD,
    SEEN_WITHOUT_FACTORS,
)
from tests.security.routes import routes
from tests.support.looking import axe_findings, come_back, read_in, route_name
from tests.support.sites import Sites

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 390, "height": 844}
# Between them they may open every page of the staff site.
PEOPLE = (
    "analyst",
    "planner",
    "officer_3",
    "safeguarding",
    "bawso_worker",
    "bawso_manager",
    "red_cross_manager",
    "red_cross_worker",
    "investigator",
    "disclosure_officer",
    "communications",
    "overseer",
    "administrator",
    "second_administrator",
)
# What is put on the reader's disk, and no page to look at.
FILES = {
    "events:calendar",
    "intelligence:import_template",
    "investigations:verifier",
    "safeguarding:appointment_file",
    "safeguarding:nrm_print",
}


# Scripts ask for them, and no link leads there.
PARTS_FOR_SCRIPTS = {"operations:basemap", "operations:board_part"}
FOR_SCRIPTS = {
    f"reporting:{name}" for name in ("away", "map", "pins", "spoken", "words")
}
#: Other tests look at these.
ELSEWHERE = {
    *SEEN_ON_JOURNEYS,
    *SEEN_WHEN_SIGNING_IN,
    *SEEN_WITHOUT_FACTORS,
    *LEAD_ON,
    *SEEN_IN_AN_EMERGENCY,
    *SEEN_AFTER_A_WEEK,
    *SEEN_BY_ADMINISTRATORS,
    *SEEN_WITH_FILES,
    *SEEN_WITH_EXHIBITS,
    *SEEN_IN_THE_ROOM,
    *SEEN_WITH_MATERIAL,
    *SEEN_WITH_PEOPLE,
    *SEEN_WITH_THE_RECORD,
    *SEEN_WITH_NETWORKS,
    *FILES,
    *PARTS_FOR_SCRIPTS,
    *SEEN_IN_A_WEEK,
    *SEEN_WHEN_PLANNING,
    *SEEN_WHEN_FINDING,
    *SEEN_WHEN_LEAVING,
    *SEEN_BY_LOT,
    *SEEN_WITH_SUBJECTS,
    *SEEN_IN_A_MORNING,
    *SEEN_IN_THE_FIELD,
    *SEEN_AT_NIGHT,
    *SEEN_WITH_PHOTOS,
    *SEEN_OUT_OF_THE_WAY,
    *SEEN_IN_A_FORM,
}
#: Shares of the walk over the staff site, which may be looked at side by side.
PARTS = 4


@dataclass
class Findings:
    """What was wrong, and which pages were opened, by the names of their routes."""

    looked_at: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    without_exit: set[str] = field(default_factory=set)

    def listen(self, context: BrowserContext) -> BrowserContext:
        """Hear what the consoles of its pages say."""
        context.on("console", self._heard)
        return context

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            where = message.page.url if message.page else ""
            self.wrong.append(f"console: {message.text} {where}")

    @property
    def opened(self) -> set[str]:
        """The names of the routes, whatever the language."""
        return {name.removeprefix("cy ") for name in self.looked_at}


@pytest.mark.xdist_group("region")
def test_every_public_page_is_accessible_and_quiet(
    region_sites: Sites, browser: Browser
) -> None:
    found = Findings()
    for prefix in ("/", "/cy/"):
        context = found.listen(browser.new_context(viewport=PHONE))
        crawl(
            context, region_sites.public + prefix, "unhidden.config.urls.public", found
        )
        context.close()

    assert found.wrong == []
    assert found.without_exit == set()
    assert found.opened == _names("unhidden.config.urls.public") - FILES - FOR_SCRIPTS


@pytest.fixture(scope="session")
def site_map(
    region_sites: Sites,
    browser: Browser,
    tmp_path_factory: pytest.TempPathFactory,
) -> SiteMap:
    """What the links of the staff site lead to, in this process's own region.

    Tests that ran before it wrote there what is in no other region.
    """
    file = tmp_path_factory.getbasetemp() / "site-map.json"
    return map_site(browser, region_sites, PEOPLE, file)


@pytest.mark.parametrize(
    "part",
    [pytest.param(n, marks=pytest.mark.xdist_group(f"walk-{n}")) for n in range(PARTS)],
)
def test_every_staff_page_is_accessible_and_quiet(
    part: int, site_map: SiteMap, region_sites: Sites, browser: Browser
) -> None:
    """A share of the routes, in both languages, each as who first reaches it."""
    found = Findings()
    share = _list_share(part)
    for key in PEOPLE:
        urls = [region_sites.staff + each for each in site_map.list_paths(key, share)]
        if urls:
            _look_as(browser, region_sites, key, urls, found)

    assert site_map.wrong + found.wrong == []
    assert share - found.opened - ELSEWHERE == set()


def _list_share(part: int) -> set[str]:
    """The names of the routes that this part of the walk looks at."""
    names = _names("unhidden.config.urls.staff")
    return {name for name in names if crc32(name.encode()) % PARTS == part}


def _look_as(
    browser: Browser, sites: Sites, key: str, urls: list[str], found: Findings
) -> None:
    page = come_back(browser, sites, key, "en", viewport=PHONE)
    context = found.listen(page.context)
    for url in urls:
        found.looked_at.add(route_name(url, "unhidden.config.urls.staff") or "")
        _look(page, url, found)
    read_in(page, "cy")
    for url in urls:
        _see(page, url, found)
    context.close()


def crawl(context: BrowserContext, start: str, urlconf: str, found: Findings) -> None:
    """Follow links from ``start``, opening one page of each route."""
    page = context.new_page()
    waiting, seen = [start], set[str]()
    while waiting:
        url = waiting.pop(0)
        name = route_name(url, urlconf)
        if name is None or name in seen:
            continue
        seen.add(name)
        found.looked_at.add(name)
        _look(page, url, found)
        waiting += list_links(page.content(), url)


def _look(page: Page, url: str, found: Findings) -> None:
    if _see(page, url, found):
        found.wrong += axe_findings(page)


def _see(page: Page, url: str, found: Findings) -> bool:
    """All but axe, which has seen the same page in the other language."""
    if not _open(page, url, found):
        return False
    if not page.locator("[data-exit]").count():
        found.without_exit.add(url)
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > PHONE["width"]:
        found.wrong.append(f"wider than a phone ({wide}): {url}")
    return True


def _open(page: Page, url: str, found: Findings) -> bool:
    """Whether there is a page to look at; a file is fetched and not shown."""
    if url.endswith(".pdf"):
        if page.request.get(url).status != OK:
            found.wrong.append(f"file: {url}")
        return False
    answer = page.goto(url)
    if answer is None or answer.status != OK:
        found.wrong.append(f"status: {answer and answer.status} {url}")
        return False
    return True


def _names(urlconf: str) -> set[str]:
    """The names of the site's pages that one may look at: not those only for POST."""
    found = set()
    for route in routes(urlconf):
        match = resolve(route.path, urlconf)
        if not _is_for_post(match):
            found.add(match.view_name)
    return found


def _is_for_post(match: ResolverMatch) -> bool:
    """Whether the view refuses a GET before it asks who is there, or right after."""
    view: Callable[..., HttpResponseBase] | None = match.func
    while view is not None:
        if _refuses_get(view, match):
            return True
        view = getattr(view, "__wrapped__", None)
    return False


def _refuses_get(view: Callable[..., HttpResponseBase], match: ResolverMatch) -> bool:
    try:
        answer = view(RequestFactory().get("/"), *match.args, **match.kwargs)
    except Exception:  # noqa: BLE001  # it asked for more than an empty request
        return False
    return bool(answer.status_code == 405)
