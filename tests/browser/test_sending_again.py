"""Sending when the connection goes or something was changed; and leaving for good."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.walking import SAW, older, opened, send, start, step_of, walk
from tests.cast import NOON, make_cast
from tests.support.looking import axe_findings
from tests.support.sites import Sites
from unhidden.reporting import actions
from unhidden.reporting.models import Report

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("live")]

MORE = "Synthetic: and a red stripe on the van"
SENDING = re.compile("/report/sealed/$")
PROBLEM = ".govuk-error-summary:not([data-unsafe])"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def without_scripts(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


def lose_the_answer(route: Route) -> None:
    """The server has it, and the browser never hears so."""
    route.fetch()
    route.abort()


def change(page: Page, text: str) -> None:
    """Change what was said in own words, and come back to the last page."""
    page.locator('button[value="to:what"]').click()
    walk(page, {"what": text})


def opens(page: Page, sites: Sites, words: list[str]) -> bool:
    """Whether these words lead to a report."""
    page.goto(f"{sites.public}/report/status/")
    page.locator("#id_words").fill(" ".join(words))
    with page.expect_navigation():
        page.locator("main form button").click()
    return page.locator('[name="add-text"]').count() == 1


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_change_after_an_answer_was_lost_is_told_and_can_be_added(
    live_sites: Sites, page: Page, language: str
) -> None:
    cast = make_cast()
    start(page, live_sites.public, language)
    walk(page, {"what": SAW, "where": "Ffordd y Mor"})
    page.route(SENDING, lose_the_answer, times=1)
    page.locator("[data-send]").click()
    expect(page.locator(PROBLEM)).to_be_visible()
    change(page, MORE)

    page.locator("[data-send]").click()

    expect(page.locator("h1")).to_have_text(ALREADY[language])
    assert axe_findings(page) == []
    words = page.locator("main ol li").all_inner_texts()
    prefilled = page.locator('[name="add-text"]').input_value()
    assert MORE in prefilled
    assert "Ffordd y Mor" not in prefilled
    page.locator('form:has([name="add-text"]) button').click()
    expect(page.locator('.govuk-inset-text[role="status"]')).to_be_visible()
    (row,) = Report.objects.using("stored").all()
    report, said = actions.open_with_conversation(
        report_id=row.id, actor=cast.actor("analyst"), at=NOON
    )
    assert report.answers.what == SAW
    assert MORE in said[0].text
    assert opens(page, live_sites, words)


ALREADY = {
    "en": "We already have this report",
    "cy": "Mae’r adroddiad hwn gennym eisoes",
}


@pytest.mark.parametrize("wanted", ["yes", "no"])
def test_the_same_sent_again_after_an_answer_was_lost_is_the_receipt(
    live_sites: Sites, page: Page, wanted: str
) -> None:
    make_cast()
    start(page, live_sites.public)
    walk(page, {"what": SAW, "wants_reply": wanted})
    page.route(SENDING, lose_the_answer, times=1)
    page.locator("[data-send]").click()
    expect(page.locator(PROBLEM)).to_be_visible()

    words = send(page)

    assert len(words) == {"yes": 7, "no": 0}[wanted]
    assert wanted == "no" or opens(page, live_sites, words)
    assert Report.objects.using("stored").count() == 1


def test_without_a_way_back_a_change_can_be_sent_as_a_new_report(
    live_sites: Sites, page: Page
) -> None:
    make_cast()
    start(page, live_sites.public)
    walk(page, {"what": SAW, "wants_reply": "no"})
    page.route(SENDING, lose_the_answer, times=1)
    page.locator("[data-send]").click()
    expect(page.locator(PROBLEM)).to_be_visible()
    change(page, MORE)
    page.locator("[data-send]").click()
    expect(page.locator("h1")).to_have_text(ALREADY["en"])
    assert page.locator("main ol li").count() == 0

    page.locator("details summary").last.click()
    page.locator("[data-anew] button").click()
    expect(page.locator("[data-answered]")).to_contain_text(MORE)
    send(page)

    assert Report.objects.using("stored").count() == 2


def test_back_from_the_receipt_begins_another_report(
    live_sites: Sites, page: Page
) -> None:
    make_cast()
    start(page, live_sites.public)
    walk(page, {"what": SAW})
    first = send(page)

    page.go_back()
    expect(page.locator("#report")).to_have_attribute("data-step", "start")
    walk(page, {"what": MORE})
    second = send(page)

    assert first != second
    assert opens(page, live_sites, first)
    assert opens(page, live_sites, second)
    assert Report.objects.using("stored").count() == 2


def test_the_first_press_after_the_connection_is_back_sends(
    live_sites: Sites, page: Page
) -> None:
    make_cast()
    deaf = "addEventListener('online', event => event.stopImmediatePropagation())"
    page.add_init_script(deaf)
    start(page, live_sites.public)
    walk(page, {"what": SAW})
    page.locator("[data-sealed-here]").wait_for()
    page.context.set_offline(True)
    for _ in range(2):
        page.locator("[data-send]").click()
        expect(page.locator(PROBLEM)).to_be_visible()
        expect(page.locator("[data-send]")).to_be_enabled()
        assert page.title() == "Error: Your answers"

    page.context.set_offline(False)
    words = send(page)

    assert page.title() == "Your answers"
    assert opens(page, live_sites, words)


def test_it_is_sent_by_itself_when_the_connection_is_back(
    live_sites: Sites, page: Page
) -> None:
    cast = make_cast()
    start(page, live_sites.public)
    walk(page, {"what": SAW}, to="what")
    page.context.set_offline(True)
    walk(page, {"what": SAW})
    page.locator("[data-send]").click()
    expect(page.locator(PROBLEM)).to_be_visible()

    page.context.set_offline(False)

    page.locator(".govuk-panel").wait_for()
    assert opened(cast)[1].answers.what == SAW


@pytest.mark.parametrize("how", ["button", "Escape"])
@pytest.mark.parametrize("to", ["what", "check", "receipt"])
def test_neither_back_nor_forward_leads_to_the_report_once_somebody_left(
    live_sites: Sites, page: Page, how: str, to: str
) -> None:
    make_cast()
    language = {"button": "en", "Escape": "cy"}[how]
    begin_at_the_signs(page, live_sites, language)
    walk(page, {"what": SAW}, to="check" if to == "receipt" else to)
    if to == "receipt":
        send(page)

    leave(page, how)

    assert_gone(page)


@pytest.mark.parametrize("way", ["reload", "another page and back", "step by step"])
def test_nor_when_the_page_was_loaded_again_before(
    live_sites: Sites, page: Page, way: str
) -> None:
    make_cast()
    begin_at_the_signs(page, live_sites, "en")
    walk(page, {"what": SAW}, to="under_18")
    if way == "reload":
        page.reload()
    elif way == "another page and back":
        page.goto(f"{live_sites.public}/who-to-call/")
        page.go_back()
    else:
        step_back(page)
        step_back(page)
    if way != "step by step":
        expect(page.locator("#report")).to_have_attribute("data-step", "start")
        page.wait_for_function("history.state === null")
        walk(page, {"what": SAW}, to="what")

    leave(page, "button")

    assert_gone(page)


def step_back(page: Page) -> None:
    """The browser's own Back, until the page has followed it."""
    left = step_of(page)
    page.go_back()
    expect(page.locator("#report")).not_to_have_attribute("data-step", left)


def begin_at_the_signs(page: Page, sites: Sites, language: str) -> None:
    page.context.route(re.compile("^https:"), weather)
    page.context.route(re.compile("/away/$"), elsewhere)
    page.goto(sites.public + {"en": "", "cy": "/cy"}[language] + "/signs/")
    start(page, sites.public, language)


def assert_gone(page: Page) -> None:
    """One press of Back is the page before; Forward, other sites."""
    page.go_back()
    assert page.url.endswith("/signs/")
    for _ in range(2):
        page.go_forward()
        page.wait_for_load_state()
        assert "/report/" not in page.url
        assert SAW not in page.content()


def leave(page: Page, how: str) -> None:
    if how == "button":
        page.locator("[data-exit]").click()
    else:
        for _ in range(3):
            page.keyboard.press("Escape")
    page.wait_for_url(re.compile("^https:"))


def weather(route: Route) -> None:
    route.fulfill(status=200, content_type="text/html", body="<h1>Weather</h1>")


def elsewhere(route: Route) -> None:
    """Where our own site sends whoever asks for this, followed to the weather."""
    answer = route.fetch(max_redirects=0)
    assert answer.headers["location"].startswith("https:")
    weather(route)


def test_two_tabs_without_scripts_show_the_same_words(
    live_sites: Sites, without_scripts: Page
) -> None:
    make_cast()
    one, two = without_scripts, without_scripts.context.new_page()
    for page in (one, two):
        start(page, live_sites.public)
    form = begun(one)
    for page, what in ((one, SAW), (two, MORE)):
        age(page, form)
        walk_plainly(page, what)

    for page in (one, two):
        page.locator("[data-send]").click()

    expect(one.locator("h1")).to_have_text("We have your report")
    expect(two.locator("h1")).to_have_text(ALREADY["en"])
    words = [page.locator("main ol li").all_inner_texts() for page in (one, two)]
    assert words[0] == words[1]
    assert opens(two, live_sites, words[1])


def begun(page: Page) -> dict[str, str]:
    """What the form brought along, had it been begun ten minutes ago."""
    ticket, words = (
        page.locator(f'#report [name="{name}"]').input_value()
        for name in ("ticket", "words")
    )
    return {"ticket": older(ticket), "words": words}


def age(page: Page, form: dict[str, str]) -> None:
    """Make this tab's form a copy of that one, as "Duplicate tab" does."""
    for name, value in form.items():
        box = page.locator(f'#report [name="{name}"]')
        box.evaluate("(box, value) => { box.value = value }", value)


def walk_plainly(page: Page, what: str) -> None:
    while step_of(page) != "check":
        box = page.locator('#report [name="what"]:not([type="hidden"])')
        if box.count():
            box.fill(what)
        page.locator('#report button[value="next"]').click()
