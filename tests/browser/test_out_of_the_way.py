"""Pages of the staff site that few people are ever led to."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.support.looking import axe_findings, come_back
from tests.support.sites import Sites

pytestmark = pytest.mark.browser
# Of two groups of one test xdist makes a third: each test here has one.
OF_THE_REGION = pytest.mark.xdist_group("region")
LANGUAGES = pytest.mark.parametrize("language", ["en", "cy"])
PHONE: ViewportSize = {"width": 390, "height": 844}


def look(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert axe_findings(page) == []
    page.context.close()


@OF_THE_REGION
@LANGUAGES
def test_a_lead_is_asked_before_the_leads_have_keys_of_their_own(
    region_sites: Sites, browser: Browser, language: str
) -> None:
    page = come_back(browser, region_sites, "safeguarding", language, viewport=PHONE)
    page.goto(f"{region_sites.staff}/lead-keys/make/")

    expect(page.locator("main form button")).to_be_visible()
    look(page)


@OF_THE_REGION
@LANGUAGES
def test_the_leader_of_a_safeguarding_visit_offers_the_desk_a_sentence(
    region_sites: Sites, browser: Browser, language: str
) -> None:
    page = come_back(browser, region_sites, "officer_8", language, viewport=PHONE)
    page.goto(f"{region_sites.staff}/visits/")
    page.locator("main a").last.click()  # the first that was recorded
    page.locator("main a[href$='/sentence/']").click()

    expect(page.locator("main textarea")).to_be_visible()
    look(page)


def open_a_case(region_sites: Sites, browser: Browser, language: str) -> Page:
    """A support worker on the page of one of their cases, on a phone."""
    page = come_back(browser, region_sites, "bawso_worker", language, viewport=PHONE)
    page.goto(f"{region_sites.staff}/cases/")
    page.locator("main .ui-card a").first.click()
    return page


@OF_THE_REGION
@LANGUAGES
def test_a_support_worker_takes_back_what_may_be_shared(
    region_sites: Sites, browser: Browser, language: str
) -> None:
    page = open_a_case(region_sites, browser, language)
    page.goto(f"{page.url}consent/share/")
    page.locator('input[name="answer"][value="yes"]').check(force=True)
    # Not who is offered the case already: a new answer about them ends that offer,
    # whose pages the walk over the site looks at.
    receivers = page.locator('select[name="receiver"] option')
    page.locator('select[name="receiver"]').select_option(index=receivers.count() - 1)
    page.locator('select[name="language"]').select_option("en")
    basis = page.locator('input[name="basis"][value="own"]')
    if basis.count():
        basis.check(force=True)
    page.locator("main form button").click()
    page.locator('main a[href*="/consent/share/"][href$="/withdraw/"]').first.click()

    expect(page.locator("main form button")).to_be_visible()
    look(page)


@OF_THE_REGION
@LANGUAGES
def test_a_support_worker_follows_a_request_for_what_is_held(
    region_sites: Sites, browser: Browser, language: str
) -> None:
    page = open_a_case(region_sites, browser, language)
    page.goto(f"{page.url}holdings/ask/")
    options = page.locator('select[name="organisation"] option')
    page.locator('select[name="organisation"]').select_option(
        index=1 if language == "en" else options.count() - 1
    )
    page.locator("main form button").click()
    page.locator('main .ui-card a[href*="/holdings/"]').first.click()

    expect(page.locator("main form button")).to_be_visible()
    look(page)


@OF_THE_REGION
@LANGUAGES
def test_who_handed_a_case_over_reads_what_they_wrote(
    region_sites: Sites, browser: Browser, language: str
) -> None:
    page = come_back(
        browser, region_sites, "red_cross_manager", language, viewport=PHONE
    )
    page.goto(f"{region_sites.staff}/cases/transfers/")
    page.locator("main a[href*='/cases/transfers/']").last.click()
    page.locator("main a[href$='/kept/']").click()

    expect(page.locator("main h1")).to_be_visible()
    expect(page.locator("main .ui-card").first).to_be_visible()
    look(page)
