"""How soon the report can be used over a slow network."""

from __future__ import annotations

import time

from playwright.sync_api import Browser

from benchmarks.browser.looks import PHONE

BITS_PER_SECOND, LATENCY = 1_000_000, 300  # and milliseconds
_SLOW = {
    "offline": False,
    "latency": LATENCY,
    "downloadThroughput": BITS_PER_SECOND / 8,
    "uploadThroughput": BITS_PER_SECOND / 8,
}


def first_step(browser: Browser, address: str) -> float:
    """Seconds from asking for the page to its second step, in a window that is new."""
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", _SLOW)
    began = time.perf_counter()
    page.goto(address, wait_until="domcontentloaded")
    page.locator('#report button[value="next"]').click()
    page.locator('#report[data-step="danger"]').wait_for()
    seconds = time.perf_counter() - began
    context.close()
    return seconds
