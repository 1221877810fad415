"""Photos of visits where they are looked at, and a phone that was lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.support.looking import axe_findings, come_back
from tests.support.sites import Sites

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("region")]
PHONE: ViewportSize = {"width": 390, "height": 844}


def enter(browser: Browser, sites: Sites, key: str, path: str) -> Page:
    page = come_back(browser, sites, key, "en", viewport=PHONE)
    page.goto(f"{sites.staff}{path}")
    return page


def look_at_photo(page: Page) -> None:
    page.locator("details summary").first.click()
    picture = page.locator("main img").first
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") == 640
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert axe_findings(page) == []
    page.context.close()


def test_who_decides_looks_at_a_photo_that_nobody_is_in(
    region_sites: Sites, browser: Browser
) -> None:
    page = enter(browser, region_sites, "planner", "/visits/accounts/")
    page.locator("main table a").first.click()
    page.get_by_role("link", name="Photos").click()

    look_at_photo(page)


def test_a_safeguarding_lead_looks_at_a_photo_of_people(
    region_sites: Sites, browser: Browser
) -> None:
    look_at_photo(enter(browser, region_sites, "safeguarding", "/field/inner/photos/"))


def test_an_administrator_says_that_a_lost_phone_is_found(
    region_sites: Sites, browser: Browser
) -> None:
    page = enter(browser, region_sites, "administrator", "/field/phones/?standing=lost")
    page.locator("main table a").first.click()

    page.get_by_role("button", name="It is found").click()

    expect(page.locator("main")).to_contain_text("Mark Jennings")
    assert axe_findings(page) == []
    page.context.close()
