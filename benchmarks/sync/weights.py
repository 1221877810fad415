"""What the app weighs on the wire, and how soon it is there without a network."""

from __future__ import annotations

import http.client
import json
import re
import time
from collections.abc import Iterator

from playwright.sync_api import Browser, BrowserContext, Page

from benchmarks.browser import chromium
from benchmarks.sync.carrying import CarryingLine, counting_line
from unhidden.hosting.failing import StepFailure

WORKER, SHELL = "/field/sw.js", "/field/app/en/"
#: Scripts and style of a page; neither its typeface nor icons.
_NAMED = re.compile(r"""(?:src|href)="(/static/[^"]+\.(?:js|css))\"""")
#: A page is drawn when its heading has the focus.
_DRAWN = "#view h1[tabindex='-1']"
SLOWED = 6
_ASKS = """() => navigator.serviceWorker.getRegistration("/field/")
  .then((found) => found.update()).then(() => true)"""
_ACTIVE = "() => navigator.serviceWorker.ready.then((found) => !!found.active)"


def measure_app(port: int, cookies: dict[str, str]) -> Iterator[tuple[str, float, str]]:
    """Its weight, what a second visit loads, and a cold start without network: each
    with its name and its unit."""
    yield "app_kb", sum(_list_sizes(port, cookies)) / 1_000, "kB"
    with counting_line(port) as line, chromium.started() as browser:
        yield from _measure_again(browser, line, cookies)


def _list_sizes(port: int, cookies: dict[str, str]) -> Iterator[int]:
    """Of all that a first visit loads, as it is sent: the page, what it names, the
    service worker, and the packs that this one fetches."""
    shell = _get(port, SHELL, cookies, "identity").decode()
    told = _get(port, WORKER, cookies, "identity").decode()
    found = re.match(r"self\.KEPT = (\{.*?\});\n", told)
    if not found:
        raise StepFailure("The service worker does not say what it keeps.")
    packs = json.loads(found[1])["packs"]
    named = _NAMED.findall(shell)
    for address in (SHELL, WORKER, *named, packs["app"], packs["en"]):
        yield len(_get(port, address, cookies))


def _get(
    port: int, address: str, cookies: dict[str, str], coded: str = "gzip, br"
) -> bytes:
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
        asking.request(
            "GET", address, headers={"Cookie": cookie, "Accept-Encoding": coded}
        )
        answer = asking.getresponse()
        if answer.status != http.client.OK:
            raise StepFailure(f"{address} answers {answer.status}.")
        return answer.read()
    finally:
        asking.close()


def _measure_again(
    browser: Browser, line: CarryingLine, cookies: dict[str, str]
) -> Iterator[tuple[str, float, str]]:
    origin = f"http://localhost:{line.port}"
    context = browser.new_context()
    context.add_cookies(
        [
            {"name": name, "value": value, "url": origin}
            for name, value in cookies.items()
        ]
    )
    page = context.new_page()
    page.goto(origin + SHELL)
    page.wait_for_selector(_DRAWN)
    page.evaluate(_ACTIVE)
    _forget_files(context, page)
    line.answered.clear()
    page = context.new_page()
    page.goto(origin + SHELL)
    page.wait_for_selector(_DRAWN)
    page.evaluate(_ASKS)
    # The browser itself asks at each start whether there is another version.
    asked = line.answered.pop(WORKER, 0)
    yield "again_kb", line.answered.total() / 1_000, "kB"
    yield "version_kb", asked / 1_000, "kB"
    _forget_files(context, page)
    yield "cold_start_s", _start_cold(context, origin), "s"
    context.close()


def _forget_files(context: BrowserContext, page: Page) -> None:
    """Close the page, and leave nothing but what the service worker keeps."""
    context.new_cdp_session(page).send("Network.clearBrowserCache")
    page.close()


def _start_cold(context: BrowserContext, origin: str) -> float:
    """Seconds until the app is drawn, without network, on a slow phone."""
    context.set_offline(True)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    began = time.perf_counter()
    page.goto(origin + SHELL)
    page.wait_for_selector(_DRAWN)
    return time.perf_counter() - began
