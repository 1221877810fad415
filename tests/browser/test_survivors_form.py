"""The official form of a survivor's case in a browser: kept as typed, and copied."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.support.looking import axe_findings, come_back
from tests.support.sites import Sites

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("region")]
LANGUAGES = pytest.mark.parametrize("language", ["en", "cy"])
PHONE: ViewportSize = {"width": 390, "height": 844}
#: A step with one box, which asks about this.
STEP = "step/reference/"
BOX = '[name="reference"]'
#: The question to which the account of the demonstration speaks.
SPOKEN_OF = "take/living-conditions/"
KEPT = "[data-draft-state]"
LEFT = 'main a[href="?unsaved=1"]'
OFFER = "[data-draft-offer]"


@pytest.fixture
def form(region_sites: Sites, browser: Browser) -> Iterator[Page]:
    """A support worker of the Red Cross at the form that was begun."""
    page = come_back(browser, region_sites, "red_cross_worker", "en", viewport=PHONE)
    find_form(page, region_sites)
    yield page
    page.context.close()


def find_form(page: Page, sites: Sites) -> None:
    """Go to the first case of theirs whose form is open."""
    page.goto(f"{sites.staff}/cases/")
    cards = page.locator("main .ui-card a")
    paths = [cards.nth(n).get_attribute("href") for n in range(cards.count())]
    for path in paths:
        page.goto(f"{sites.staff}{path}nrm-form/")
        if page.locator(".govuk-task-list").count():
            return
    raise AssertionError("no form is open")


def type_words(page: Page, words: str) -> None:
    page.locator(BOX).fill(words)


def shows_words(page: Page, words: str) -> None:
    expect(page.locator(BOX)).to_have_value(words)


def save(page: Page) -> None:
    """Save the step, and go on."""
    page.locator(f'main form:has({BOX}) button[type="submit"]').first.click()


def look(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert not (found := axe_findings(page)), found


def test_what_is_typed_is_kept_for_its_author_and_found_again(form: Page) -> None:
    start = form.url
    form.goto(f"{start}{STEP}")
    type_words(form, "BLUE 1")
    expect(form.locator(KEPT)).to_contain_text("Kept for you alone at", timeout=15_000)

    form.goto(start)
    form.goto(f"{start}{STEP}")
    form.locator(LEFT).click()
    shows_words(form, "BLUE 1")
    look(form)
    form.locator(
        'main form:has([name="reference"]) button[type="submit"]'
    ).first.click()
    form.goto(f"{start}{STEP}")

    shows_words(form, "BLUE 1")
    expect(form.locator(LEFT)).to_have_count(0)
    expect(form.locator(OFFER)).to_be_hidden()


def test_what_is_typed_without_a_connection_waits_sealed_in_the_browser(
    form: Page,
) -> None:
    form.goto(f"{form.url}{STEP}")
    form.context.set_offline(True)
    type_words(form, "GREEN 2")
    expect(form.locator(KEPT)).to_contain_text("sealed in this browser", timeout=15_000)
    kept = form.evaluate("JSON.stringify(localStorage)")
    assert "unhidden-draft-" in kept
    assert "GREEN" not in kept

    form.context.set_offline(False)
    form.reload()
    form.locator("[data-draft-restore]").click()

    shows_words(form, "GREEN 2")
    expect(form.locator(OFFER)).to_be_hidden()
    look(form)


def test_another_person_is_not_offered_what_this_browser_keeps(
    form: Page, region_sites: Sites, browser: Browser
) -> None:
    form.goto(f"{form.url}{STEP}")
    form.context.set_offline(True)
    type_words(form, "RED 3")
    expect(form.locator(KEPT)).to_contain_text("sealed in this browser", timeout=15_000)
    kept = form.evaluate("Object.entries(localStorage)")

    other = come_back(browser, region_sites, "bawso_worker", "en", viewport=PHONE)
    other.goto(f"{region_sites.staff}/cases/")
    other.locator("main .ui-card a").first.click()
    other.goto(f"{other.url}told/write/")
    other.evaluate("all => all.forEach(([k, v]) => localStorage.setItem(k, v))", kept)
    other.reload()

    expect(other.locator(KEPT)).to_be_attached()
    other.wait_for_timeout(500)
    expect(other.locator(OFFER)).to_be_hidden()
    other.context.close()


def test_an_answer_is_copied_as_it_is_typed_into_the_other_service(form: Page) -> None:
    start = form.url
    form.goto(f"{start}{STEP}")
    type_words(form, "VIOLET 4")
    form.locator(
        'main form:has([name="reference"]) button[type="submit"]'
    ).first.click()
    form.context.grant_permissions(["clipboard-read", "clipboard-write"])
    form.goto(f"{start}copy/")

    field = form.locator("[data-copy-field]", has_text="VIOLET 4")
    field.locator("[data-copy]").click()

    expect(field.locator("[data-copy-told]")).to_have_text("Copied")
    assert form.evaluate("navigator.clipboard.readText()") == "VIOLET 4"


@LANGUAGES
def test_marked_sentences_are_taken_over_with_whom_it_was_checked(
    region_sites: Sites, browser: Browser, language: str
) -> None:
    page = come_back(
        browser, region_sites, "red_cross_worker", language, viewport=PHONE
    )
    find_form(page, region_sites)
    page.goto(f"{page.url}{SPOKEN_OF}")

    expect(page.locator("main form button").last).to_be_visible()
    look(page)
    page.context.close()


@LANGUAGES
def test_words_are_found_again_in_what_was_written(
    region_sites: Sites, browser: Browser, language: str
) -> None:
    page = come_back(
        browser, region_sites, "red_cross_worker", language, viewport=PHONE
    )
    page.goto(f"{region_sites.staff}/cases/")
    page.locator("main .ui-card a").first.click()
    page.goto(f"{page.url}notes/")
    page.locator('main form [name="words"]').fill("doctor")
    page.locator('main form:has([name="words"]) button').click()

    expect(page.locator("main .ui-quote strong").first).to_have_text("doctor")
    look(page)
    page.context.close()
