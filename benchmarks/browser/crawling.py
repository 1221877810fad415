"""Every public page to which a link leads, in one language, and its errors."""

from __future__ import annotations

import re
from collections import Counter, deque
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Page

from benchmarks.browser.looks import Looks

# Forms that the journeys fill in.
WALKED = ("/report/", "/report/try/", "/report/status/")
STARTS = ("/", "/report/status/", "/who-to-call/", "/signs/", "/no-such-page/")
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/signs/)[a-z_]+")
_LINKS = (
    "links => links.filter(a => !a.hasAttribute('download') && !a.hreflang)"
    ".map(a => a.getAttribute('href'))"
)


def crawl(page: Page, root: str, looks: Looks, *, examples: int) -> None:
    """Look at the pages under ``root`` (an address with its language, no slash after).

    At most ``examples`` of those that differ by an id alone. A page that this language
    does not have leads to the English one, and is left.
    """
    waiting = deque(STARTS)
    seen, kinds = set(STARTS), Counter[str]()
    while waiting:
        path = waiting.popleft()
        kind = _ID.sub("*", path)
        if kinds[kind] == examples or path.endswith((".pdf", ".ics")):
            continue
        page.goto(root + path)
        if page.url.split("?")[0] != root + path:
            continue
        kinds[kind] += 1
        looks.at(page)
        new = [link for link in _links(page, root) if link not in seen]
        seen.update(new)
        waiting.extend(new)
        if path not in WALKED:
            _send_unfilled(page, looks)


def _links(page: Page, root: str) -> list[str]:
    """The addresses on the page that stay in this language, from ``root`` on."""
    hrefs = page.eval_on_selector_all(
        "main a[href], nav a[href], footer a[href]", _LINKS
    )
    whole = [urlsplit(urljoin(page.url, href)) for href in hrefs]
    plain = [parts._replace(query="", fragment="").geturl() for parts in whole]
    ours = [url.removeprefix(root) for url in plain if url.startswith(f"{root}/")]
    return list(dict.fromkeys(ours))


def _send_unfilled(page: Page, looks: Looks) -> None:
    """Its form, sent as it stands: the errors that it then shows."""
    button = page.locator('main form[method="post"] button[type="submit"]')
    if button.count():
        button.last.click()
        page.wait_for_load_state()
        looks.at(page)
