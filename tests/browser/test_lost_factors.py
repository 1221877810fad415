"""A first day, and a second step that was lost: each page, on desk and telephone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from allauth.mfa.totp.internal import auth
from django.conf import global_settings
from django.utils.translation import gettext, override
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pytest_django import Settings

from tests.browser.seen import SEEN_WITHOUT_FACTORS
from tests.cast import PASSWORD, Cast, make_cast
from tests.made.lost_factors import make_second
from tests.support.looking import axe_findings, read_in, route_name
from tests.support.sites import Sites
from unhidden.agencies.sign_in.backends import select_people

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 900}


class LookingPages:
    """Windows of several people; each page is looked at as it comes."""

    def __init__(
        self, browser: Browser, site: str, viewport: ViewportSize, language: str
    ) -> None:
        self.browser, self.site = browser, site
        self.viewport, self.language = viewport, language
        self.seen: set[str] = set()

    def text(self, english: str) -> str:
        with override(self.language):
            return gettext(english)

    @contextmanager
    def window_of(self, email: str, *, has_factor: bool = True) -> Iterator[Page]:
        """Somebody who signs in, as far as their factors let them."""
        context = self.browser.new_context(viewport=self.viewport)
        page = context.new_page()
        page.goto(f"{self.site}/sign-in/")
        page.locator('[name="username"]').fill(email)
        page.locator('[name="password"]').fill(PASSWORD)
        page.locator('form:has([name="password"]) button').last.click()
        if has_factor:
            code = page.locator(".govuk-inset-text strong").inner_text()
            page.locator('[name="code"]').fill(code)
            page.locator('form:has([name="code"]) button').last.click()
            page.wait_for_url(f"{self.site}/")
            read_in(page, self.language)
        yield page
        context.close()

    def look(self, page: Page) -> None:
        page.wait_for_load_state()
        name = route_name(page.url, "unhidden.config.urls.staff") or ""
        self.seen.add(name)
        assert axe_findings(page) == []
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= page.evaluate("window.innerWidth"), page.url
        if os.environ.get("SHOTS"):
            n = len(list(Path(os.environ["SHOTS"]).iterdir()))
            shot = f"{n:02}-{self.language}-{name.replace(':', '-')}.png"
            page.screenshot(path=f"{os.environ['SHOTS']}/{shot}", full_page=True)

    def press(self, page: Page, english: str) -> None:
        page.get_by_role("button", name=self.text(english), exact=True).click()
        self.look(page)

    def follow(self, page: Page, english: str) -> None:
        page.get_by_role("link", name=self.text(english)).first.click()
        self.look(page)


def make_people() -> Cast:
    """Two administrators of the police and an analyst, each with an app."""
    cast = make_cast()
    parts = ("administrator", make_second(cast), "analyst")
    for part in parts:
        person = select_people().get(id=cast.people[part])
        auth.TOTP.activate(person, auth.generate_totp_secret())
        person.set_password(PASSWORD)
        person.save(update_fields=[])
    return cast


@pytest.mark.parametrize(("language", "viewport"), [("en", DESK), ("cy", PHONE)])
def test_two_administrators_and_whoever_lost_a_second_step(
    live_sites: Sites,
    browser: Browser,
    language: str,
    viewport: ViewportSize,
    settings: Settings,
) -> None:
    settings.PASSWORD_HASHERS = global_settings.PASSWORD_HASHERS  # as the site has them
    cast = make_people()
    pages = LookingPages(browser, live_sites.staff, viewport, language)
    analyst = cast.email("analyst")
    with pages.window_of(analyst) as window:  # the language is theirs from here on
        pages.look(window)

    with pages.window_of(cast.email("administrator")) as window:
        pages.look(window)
        expect(window.get_by_role("heading", level=2).first).to_have_text(
            pages.text("Until the desk can work")
        )
        window.goto(f"{pages.site}/people/{cast.people['analyst']}/")
        pages.follow(window, "They have lost their second step")
        pages.press(window, "Ask that they be removed")
    with pages.window_of(cast.email("stranger")) as window:
        window.goto(f"{pages.site}/people/")
        pages.look(window)
        window.get_by_role("link", name="Analyst", exact=True).first.click()
        pages.look(window)
        pages.press(window, "Remove their second steps")
        code = window.locator(".govuk-panel strong").inner_text()
    with pages.window_of(analyst, has_factor=False) as window:
        pages.look(window)
        window.locator('[name="code"]').fill(code)
        pages.press(window, "Continue")
        expect(window.locator(".govuk-inset-text").first).to_contain_text("Stranger")

    assert pages.seen >= SEEN_WITHOUT_FACTORS
