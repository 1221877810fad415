"""The report as people make it: with scripts, by keyboard, in a hurry to leave."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, FilePayload, Page, Route, expect

from tests.browser.pressing import press_to
from tests.browser.walking import (
    SAW,
    go_on,
    opened,
    send,
    send_late,
    start,
    step_of,
    walk,
)
from tests.cast import make_cast
from tests.support.looking import axe_findings
from tests.support.sites import Sites
from unhidden.reporting.actions.sending import label_of
from unhidden.reporting.models import Report, ReportFile
from unhidden.reporting.queries import reports
from unhidden.reporting.rules import placemarks, receipts, sketches
from unhidden.reporting.rules.answers import words_of
from unhidden.vault import letters

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("live")]

PAPER = FilePayload(name="list.txt", mimeType="text/plain", buffer=b"one, two")
# What each kind of reporter answers on the way, by field; all the rest is left out.
KINDS: dict[str, dict[str, str]] = {
    "saw_something": {
        "topic": "nail_bar",
        "signs_nail_bar": "nail_lives_above",
        "where": "Ewinedd Môr, by the sea",
        "postcode": "ll18 1aa",
    },
    "self": {"danger_now": "yes", "needs": "safe_place"},
    "business": {"your_part": "supplier", "topic": "food_processing"},
    "landlord": {
        "your_place": "let",
        "town": "Y Rhyl",
        "where": "Flat 2, 12a Stryd Fawr",
        "about_child": "yes",
    },
    "child": {"topic": "none"},
    "professional": {
        "your_work": "health",
        "topic": "child",
        "signs_child": "chd_no_age_friends",
        "about_child": "no",
        "wants_reply": "no",
    },
}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_reporter_is_heard_by_the_desk_and_by_nobody_on_the_way(
    live_sites: Sites, page: Page, kind: str, language: str
) -> None:
    cast, told = make_cast(), {"who_you_are": kind, "what": SAW, **KINDS[kind]}
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or request.url))
    start(page, live_sites.public, language)

    walk(page, told)
    words = send(page)

    row, report = opened(cast)
    assert report.answers.what == SAW
    assert report.answers.who_you_are == kind
    assert report.fits_its_label
    assert (row.language, row.urgency) == (language, report.urgency)
    # Beside the urgency stands why, and nothing else of what was answered.
    bare = [re.sub(r"&reasons=[a-z_+]*", "", text) for text in sent]
    assert not [text for text in bare if "sleep" in text or kind in text]
    alike = sketches.compute_simhash(words_of(report.answers))
    assert alike is not None
    assert row.sketch == sketches.mark_sketch(alike, key=settings.RECEIPT_KEY)
    label = label_of(report.answers, language=language)
    assert row.reasons == list(label.reasons)
    assert (row.place_mark is not None) == ("where" in told)
    assert row.place_mark == (
        placemarks.mark_place(label.place, label.area, key=settings.RECEIPT_KEY)
        if label.place
        else None
    )
    assert page.context.cookies() == []
    if "wants_reply" in told:
        assert words == []
        assert row.reply_key is None
    else:
        box = letters.box_of(receipts.normalise_receipt(" ".join(words)))
        assert bytes(row.reply_key or b"") == box.public_key
        assert row.receipt_digest == reports.digest_of(" ".join(words))
        assert set(words) <= set(receipts.receipt_list(language))


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_step_is_accessible_at_every_size_and_in_forced_colours(
    live_sites: Sites, page: Page, language: str
) -> None:
    make_cast()
    seen: set[str] = set()
    found: list[str] = []
    # A screen of 1280 by 1024 at 400 per cent.
    page.set_viewport_size({"width": 320, "height": 256})
    page.emulate_media(forced_colors="active")
    for kind, chosen in KINDS.items():
        start(page, live_sites.public, language)
        told = {"who_you_are": kind, "what": SAW, **chosen}
        # The way is the same for all, once each was told what concerns them.
        last = "topic" if seen else "check"
        while (here := step_of(page)) != last or here not in seen:
            if here not in seen:
                seen.add(here)
                found += axe_findings(page)
                if (wide := page.evaluate("document.body.scrollWidth")) > 320:
                    found.append(f"{here} is {wide} wide")
            if here != last:
                go_on(page, told)

    assert found == []
    assert len(seen) == 23


def test_the_whole_report_by_keyboard_alone(live_sites: Sites, page: Page) -> None:
    cast = make_cast()
    start(page, live_sites.public)

    while page.locator("#report").count():
        before = step_of(page)
        if before == "what":
            press_to(page, "textarea")
            page.keyboard.type("Synthetic: by keyboard")
        press_to(page, 'button[value="next"], button[value="send"]')
        page.keyboard.press("Enter")
        page.wait_for_function(
            "step => document.getElementById('report')?.dataset.step !== step",
            arg=before,
        )

    assert opened(cast)[1].answers.what == "Synthetic: by keyboard"


def test_leaving_takes_what_was_written_along(live_sites: Sites, page: Page) -> None:
    make_cast()
    page.route(re.compile("^https:"), _neutral)
    for leave in ("button", "Escape"):
        start(page, live_sites.public)
        walk(page, {"what": SAW}, to="under_18")
        walk_back = page.locator('button[value="back"]')
        walk_back.click()

        if leave == "button":
            page.locator("[data-exit]").click()
        else:
            for _ in range(3):
                page.keyboard.press("Escape")

        page.wait_for_url(re.compile("^https:"))
        page.go_back()
        expect(page.locator("body")).not_to_contain_text("nail bar")
        assert SAW not in page.content()


def _neutral(route: Route) -> None:
    route.fulfill(status=200, content_type="text/html", body="<h1>Weather</h1>")


def test_back_is_the_question_before_and_the_language_changes_where_one_is(
    live_sites: Sites, page: Page
) -> None:
    make_cast()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    start(page, live_sites.public)
    walk(page, {"what": SAW}, to="under_18")

    page.go_back()
    expect(page.locator("#report")).to_have_attribute("data-step", "what")
    page.locator('[data-language][lang="cy"]').click()

    expect(page.locator("html")).to_have_attribute("lang", "cy")
    expect(page.locator('[name="what"]')).to_have_value(SAW)
    assert set(sent) == {"GET"}


@pytest.mark.parametrize("missing", ["generateKey", "subtle"])
def test_a_browser_that_cannot_seal_lets_the_server_seal(
    live_sites: Sites, page: Page, missing: str
) -> None:
    cast = make_cast()
    page.add_init_script(
        "delete SubtleCrypto.prototype.generateKey"
        if missing == "generateKey"
        else "Object.defineProperty(crypto, 'subtle', {value: undefined})"
    )
    start(page, live_sites.public)
    walk(page, {"what": SAW}, to="files")
    page.set_input_files('[name="files"]', files=[PAPER])
    page.locator("[data-upload]").click()
    # A form that has just begun has its files held for some seconds.
    expect(page.locator("[data-files] li")).to_have_count(1, timeout=15_000)
    walk(page, {})

    send_late(page)

    row, report = opened(cast)
    (paper,) = ReportFile.objects.using("stored").all()
    assert report.answers.what == SAW
    assert paper.form_key == row.form_key


def test_a_report_that_says_nothing_is_asked_for_something(
    live_sites: Sites, page: Page
) -> None:
    make_cast()
    start(page, live_sites.public)
    walk(page, {})

    page.locator("[data-send]").click()

    expect(page.locator(".govuk-error-summary")).to_contain_text("Enter what you saw")
    assert step_of(page) == "what"


def test_a_try_sends_nothing_at_all(live_sites: Sites, page: Page) -> None:
    make_cast()
    sent: list[Any] = []
    page.on("request", lambda request: sent.append(request.method))
    page.goto(f"{live_sites.public}/report/try/")
    walk(page, {"what": SAW})

    page.locator("[data-send]").click()

    expect(page.locator("h1")).to_have_text("That was all: nothing was sent")
    assert set(sent) == {"GET"}
    assert not Report.objects.using("stored").exists()
