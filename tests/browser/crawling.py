"""Where the links of a site lead: of each route one page, and who reaches it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import APIRequestContext, Browser

from tests.support.looking import come_back, route_name
from tests.support.sites import Sites
from unhidden.hosting import locks

OK = 200
#: Of these routes more than one page is asked for: cases differ in how they stand, and
#: what one leads to, another does not.
SEVERAL = {
    "safeguarding:case": 4,
    "safeguarding:nrm_form": 4,
    "safeguarding:accounts": 4,
    "safeguarding:handovers": 4,
    "safeguarding:offer": 4,
}


@dataclass(slots=True)
class SiteMap:
    """By the name of each route: who first reached a page of it, and at which path.

    ``wrong`` are the links that led to no page.
    """

    reached: dict[str, tuple[str, str]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def list_paths(self, key: str, names: set[str]) -> list[str]:
        """The pages of these routes that this person looks at."""
        return [
            path
            for name, (who, path) in self.reached.items()
            if who == key and name in names
        ]


def map_site(
    browser: Browser, sites: Sites, people: tuple[str, ...], file: Path
) -> SiteMap:
    """Follow the staff site's links as each of the people, once in a session.

    Whoever comes second reads what is in ``file``: the demonstration is the same.
    """
    with locks.hold_lock(file.with_suffix(".lock")):
        if not file.exists():
            found = SiteMap()
            for key in people:
                page = come_back(browser, sites, key, "en")
                _follow(page.context.request, sites.staff, key, found)
                page.context.close()
            file.write_text(json.dumps([found.reached, found.wrong]))
        reached, wrong = json.loads(file.read_text())
    return SiteMap({name: tuple(each) for name, each in reached.items()}, wrong)


def _follow(asking: APIRequestContext, site: str, key: str, found: SiteMap) -> None:
    """Ask for a page of each route that links lead to, from the first page on."""
    waiting, seen, asked = [f"{site}/"], Counter[str](), set[str]()
    while waiting:
        url = waiting.pop(0)
        name = route_name(url, "unhidden.config.urls.staff")
        if name is None or url in asked or seen[name] >= SEVERAL.get(name, 1):
            continue
        seen[name] += 1
        asked.add(url)
        found.reached.setdefault(name, (key, url.removeprefix(site)))
        answer = asking.get(url)
        if answer.status != OK:
            found.wrong.append(f"status: {answer.status} {key} {url}")
        elif "html" in answer.headers.get("content-type", ""):
            waiting += list_links(answer.text(), url)


class _Hrefs(HTMLParser):
    """The links of a page that lead on, and put nothing on the reader's disk."""

    def __init__(self) -> None:
        super().__init__()
        self.hrefs: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href")
        if tag == "a" and href and "download" not in dict(attrs):
            self.hrefs.append(href)


def list_links(html: str, url: str) -> list[str]:
    """The addresses on the page that stay on this site."""
    reader = _Hrefs()
    reader.feed(html)
    found = [urljoin(url, href).split("#")[0] for href in reader.hrefs]
    site = urlsplit(url).netloc
    return [each for each in found if urlsplit(each).netloc == site]
