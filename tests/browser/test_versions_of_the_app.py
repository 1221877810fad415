"""A new version of the app, deployed while an officer types."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.phones import Phone, begin_record, enrol, take_along, unlock
from tests.support.deploying import serve_deployments
from tests.support.looking import sign_in
from tests.support.sites import Sites

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("region")]
UPDATED = """navigator.serviceWorker.getRegistration("/field/")
  .then((found) => found.update()).then(() => true)"""
#: Of which version each script is that the page has loaded.
VERSIONS = """[...new Set(performance.getEntriesByType("resource")
  .map(({ name }) => new URL(name).pathname)
  .filter((path) => path.startsWith("/static/") && path.endsWith(".js"))
  .map((path) => (path.startsWith("/static/new/") ? "new" : "old")))]"""
PURPOSE = "textarea[name=purpose_told]"


def test_a_new_version_loses_nothing_typed_and_is_never_mixed_with_the_old_one(
    browser: Browser, prepared: str
) -> None:
    with serve_deployments(prepared) as site:
        context = browser.new_context(viewport={"width": 390, "height": 844})
        phone = Phone(context, site.address, "en")
        sign_in(phone.page, Sites(site.address, site.address), "officer_8", "en")
        words = enrol(phone)
        take_along(phone)
        submission = begin_record(phone)
        phone.page.locator(PURPOSE).fill("Heronsong, on the old version")
        phone.reads("kept")

        site.is_new = True
        phone.page.evaluate(UPDATED)
        phone.reads("later")
        expect(phone.page.locator("#notices button")).to_have_count(0)
        phone.look()
        phone.page.goto(f"{site.address}/field/app/cy/")
        phone.reads("no_language")
        assert _versions(phone.page) == ["old"]

        context.set_offline(True)
        phone.page.goto(f"{site.address}/field/app/en/#/")
        phone.page.reload()
        unlock(phone, words)
        assert _versions(phone.page) == ["old"]
        _type_while_another_tab_changes(phone, submission)
        unlock(phone, words)
        phone.page.evaluate(f"location.hash = '#/ask/{submission}/0'")
        purpose = phone.page.locator(PURPOSE)
        expect(purpose).to_have_value("Heronsong, typed as it came")
        assert _versions(phone.page) == ["new"]

        context.set_offline(False)
        phone.page.goto(f"{site.address}/field/app/cy/#/")
        expect(phone.page.locator("html")).to_have_attribute("lang", "cy")
        phone.page.locator("#words").wait_for()
        assert _versions(phone.page) == ["new"]
        assert phone.wrong == []
        context.close()


def _type_while_another_tab_changes(phone: Phone, submission: str) -> None:
    other = Phone(phone.context, phone.address, "en")
    other.page.goto(f"{phone.address}/field/app/en/#/")
    change = other.page.locator("#notices button", has_text=other.said["new"])
    change.wait_for()
    phone.page.evaluate(f"location.hash = '#/ask/{submission}/0'")
    phone.page.locator(PURPOSE).fill("Heronsong, typed as it came")
    change.click()
    for tab in (other, phone):
        tab.page.wait_for_function(f"{VERSIONS}.join() === 'new'")
        tab.page.locator("#words").wait_for()
    assert other.wrong == []
    other.page.close()


def _versions(page: Page) -> list[str]:
    found: list[str] = page.evaluate(VERSIONS)
    return found
