"""What leaves an investigation: each page on a telephone, in both languages."""

from __future__ import annotations

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.seen import SEEN_WHEN_LEAVING
from tests.cast import PASSWORD, Cast, make_cast
from tests.made.leaving import open_with_officer, sign_schedule
from tests.support.looking import axe_findings, read_in, route_name
from tests.support.sites import Sites
from unhidden.investigations.leaving.actions.archives import NewArchive, ask_for_archive
from unhidden.investigations.leaving.tests.pages import NAME, set_page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("live")]
PHONE = 390


class LeavingPages:
    """Pages that are looked at as they come."""

    def __init__(self, sites: Sites, browser: Browser, language: str) -> None:
        self.sites, self.browser, self.language = sites, browser, language
        self.seen: set[str] = set()

    def enter(self, cast: Cast, part: str) -> Page:
        """Somebody's window, signed in."""
        client = Client()
        client.login(email=cast.email(part), password=PASSWORD)
        size = {"width": PHONE, "height": 844}
        context: BrowserContext = self.browser.new_context(viewport=size)  # type: ignore[arg-type]
        (cookie,) = client.cookies.values()
        context.add_cookies(
            [{"name": "unhidden_staff", "value": cookie.value, "url": self.sites.staff}]
        )
        page = context.new_page()
        page.goto(f"{self.sites.staff}/")
        read_in(page, self.language)
        return page

    def look(self, page: Page) -> None:
        """Wide as a phone, and nothing for axe to find."""
        page.wait_for_load_state()
        name = route_name(page.url, "unhidden.config.urls.staff") or ""
        self.seen.add(name)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE, page.url
        assert axe_findings(page) == []


@pytest.mark.parametrize("language", ["en", "cy"])
def test_an_archive_is_asked_for_released_and_taken_away(
    live_sites: Sites, browser: Browser, language: str
) -> None:
    cast = make_cast()
    opened = open_with_officer(cast)
    sign_schedule(opened, "MG6C", ["Notebook of PC Bevan, pages 1 to 4"])
    new = NewArchive("open", "Crown Prosecution Service", "Schedules", language)
    archive_id = ask_for_archive(new=new, **opened.told())
    pages = LeavingPages(live_sites, browser, language)
    url = f"{live_sites.staff}/investigations/{opened.id}"

    ours, other = (
        pages.enter(cast, "investigator"),
        pages.enter(cast, "other_investigator"),
    )
    ours.goto(f"{url}/redactions/")
    pages.look(ours)
    ours.locator("main a.govuk-button").click()
    pages.look(ours)
    ours.locator('[name="number"]').fill("1")
    ours.locator('[name="terms"]').fill(NAME)
    ours.locator('[name="file"]').set_input_files(
        {"name": "page.pdf", "mimeType": "application/pdf", "buffer": set_page()}
    )
    ours.locator("main form button").click()
    expect(ours.locator("main .govuk-summary-card")).to_have_count(1)
    pages.look(ours)
    ours.goto(f"{url}/archives/ask/")
    pages.look(ours)
    other.goto(f"{url}/archives/{archive_id}/release/")
    pages.look(other)
    other.locator("main form button").click()
    expect(other.locator('form[action$="/fetch/"] button')).to_be_visible()
    pages.look(other)
    with other.expect_download() as taken:
        other.locator('form[action$="/fetch/"] button').click()

    assert taken.value.suggested_filename == f"archive-{archive_id}.zip"
    assert pages.seen >= SEEN_WHEN_LEAVING
