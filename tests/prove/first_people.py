"""The people of a new installation, each with a browser of their own in its network."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from allauth.mfa.totp.internal import auth
from playwright.sync_api import Browser, Page, ViewportSize

from benchmarks.browser import chromium
from tests.browser.walking import send, start, walk

PHONE: ViewportSize = {"width": 390, "height": 844}
FACTOR = "/account/second-factor/"
_SUBMIT = "button[type=submit]"
#: Every name is this machine's, as the operator's own lines in /etc/hosts say.
_BROWSER = """#!/bin/sh
exec nsenter --target {init} --net \
  {program} --host-resolver-rules="MAP * 127.0.0.1" "$@"
"""


@contextmanager
def browsing(init: int, folder: Path) -> Iterator[Browser]:
    """A browser in the network of the system whose first process is ``init``."""
    wrapper = folder / f"browser-{init}"
    before = os.environ.pop("UNHIDDEN_CHROMIUM", "")
    wrapper.write_text(_BROWSER.format(init=init, program=chromium.find()))
    wrapper.chmod(0o755)
    os.environ["UNHIDDEN_CHROMIUM"] = str(wrapper)
    try:
        with chromium.started() as browser:
            yield browser
    finally:
        os.environ["UNHIDDEN_CHROMIUM"] = before


def open_window(browser: Browser, site: str) -> Page:
    """On a telephone, through the proxy; its certificate was made by the operator."""
    context = browser.new_context(
        viewport=PHONE, base_url=f"https://{site}", ignore_https_errors=True
    )
    context.set_default_timeout(60_000)
    return context.new_page()


@dataclass
class Newcomer:
    """Somebody of the organisation: a name, a password, and a key in a telephone."""

    name: str
    email: str
    password: str
    secret: str = ""
    counted: int = 0

    def sign_in(self, browser: Browser, site: str) -> Page:
        """A new window, signed in; the first time with both factors set up."""
        page = open_window(browser, site)
        page.goto("/sign-in/")
        page.locator('[name="username"]').fill(self.email)
        page.locator('[name="password"]').fill(self.password)
        page.locator(f"form:has([name=password]) {_SUBMIT}").last.click()
        if self.secret:
            page.wait_for_url("**/sign-in/code/")
            self._give_code(page)
            page.wait_for_url(f"https://{site}/")
        else:
            self._begin(page)
        return page

    def _begin(self, page: Page) -> None:
        page.wait_for_url(f"**{FACTOR}")
        page.goto(f"{FACTOR}app/")
        self.secret = page.locator("main code").inner_text()
        self._give_code(page)
        page.wait_for_url(lambda url: not url.endswith(f"{FACTOR}app/"))
        page.goto("/account/password/")
        own = f"words that only {self.name} knows"
        for name, words in (("old", self.password), ("new", own), ("again", own)):
            page.locator(f"[name={name}]").fill(words)
        page.locator(f"form:has([name=again]) {_SUBMIT}").last.click()
        page.wait_for_url(f"**{FACTOR}")
        self.password = own

    def _give_code(self, page: Page) -> None:
        """The code of this half minute; each is good once."""
        while (now := int(time.time()) // 30) == self.counted:
            time.sleep(0.5)
        self.counted = now
        code = auth.format_hotp_value(auth.hotp_value(self.secret, now))
        page.locator('[name="code"]').fill(code)
        page.locator(f"form:has([name=code]) {_SUBMIT}").last.click()


def add_reader(by: Page, new: Newcomer) -> None:
    """An administrator adds somebody who reads reports at the desk."""
    by.goto("/people/add/")
    told = {"name": new.name, "email": new.email, "password": new.password}
    for field, words in told.items():
        by.locator(f"main [name={field}]").fill(words)
    by.locator("main select[name=organisation]").select_option(index=1)
    for field, value in (("role", "analyst"), ("clearance", "2"), ("language", "en")):
        box = by.locator(f"main [name={field}]")
        if box.first.evaluate("box => box.tagName") == "SELECT":
            box.select_option(value)
        else:
            by.locator(f"main [name={field}][value='{value}']").check()
    by.get_by_role("button", name="Add the person").click()
    by.wait_for_url(lambda url: not url.endswith("/add/"))


def approve(by: Page) -> None:
    """The other one approves what waits."""
    by.goto("/people/waiting/")
    by.get_by_role("link", name="Decide").first.click()
    by.get_by_role("button", name="Approve").click()
    by.get_by_text("The engagement is approved").wait_for()


def list_missing(page: Page) -> list[str]:
    """What the first page says is missing until the desk can work."""
    page.goto("/")
    return page.locator("main section li > :first-child").all_inner_texts()


def send_report(browser: Browser, site: str, words: str) -> list[str]:
    """The public's report, sealed and sent by a browser; gives the receipt's words."""
    page = open_window(browser, site)
    start(page, f"https://{site}")
    walk(page, {"who_you_are": "saw_something", "what": words, "topic": "nail_bar"})
    receipt = send(page)
    page.context.close()
    return receipt


def read_reports(page: Page) -> str:
    """What the desk reads in those on the first page of its list."""
    page.goto("/desk/")
    links = page.locator('main a[href^="/desk/reports/"]')
    found = {str(link.get_attribute("href")) for link in links.all()}
    read = []
    for address in sorted(found):
        page.goto(address)
        read.append(page.locator("main").inner_text())
    return "\n".join(read)
