"""Two administrators at work, on a phone: who comes, who leaves, who refers."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.support.looking import axe_findings, come_back
from tests.support.sites import Sites

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("region")]

PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture
def page(region_sites: Sites, browser: Browser) -> Page:
    """The window of the second administrator, who asked for nothing."""
    key, site = "second_administrator", region_sites.staff
    return come_back(browser, region_sites, key, "en", viewport=PHONE, base_url=site)


def look(page: Page) -> None:
    assert axe_findings(page) == []
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= page.evaluate("window.innerWidth")


def test_what_one_administrator_asked_for_another_approves(page: Page) -> None:
    page.goto("/people/waiting/")
    page.get_by_role("link", name="Decide").first.click()
    look(page)
    page.get_by_role("button", name="Approve").click()

    expect(page.get_by_text("The engagement is approved")).to_be_visible()


def test_a_leaver_s_cases_go_to_a_colleague(page: Page) -> None:
    page.goto("/people/?text=amina")
    page.get_by_role("link", name="Amina Yusuf").click()
    page.get_by_role("link", name="End it and hand over").first.click()
    look(page)
    page.get_by_role("button", name="Continue").click()
    look(page)

    expect(page.locator(".govuk-error-summary")).to_be_visible()


def test_an_organisation_gets_and_loses_what_it_is_known_for(page: Page) -> None:
    page.goto("/organisations/")
    page.get_by_role("link", name="British Red Cross").click()
    page.get_by_role("link", name="It is one from a day on").click()
    look(page)
    page.go_back()
    page.get_by_role("link", name="It has the duty from a day on").click()
    look(page)
    page.go_back()
    page.get_by_role("link", name="Let it run the desk").click()
    look(page)
    page.go_back()
    page.get_by_role("link", name="Set it up").click()
    look(page)
    page.get_by_label("Address of the provider").fill("https://login.example.org")
    page.get_by_label("Our name with").fill("unhidden")
    page.get_by_label("Our secret with").fill("a secret")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Remove it").click()
    look(page)
    page.get_by_role("button", name="Remove it").click()

    expect(page.get_by_text("with a password or a passkey").first).to_be_visible()
