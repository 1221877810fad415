"""The map of the step "Where?": a point by keyboard, and nobody hears of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.pressing import press_to
from tests.browser.walking import opened, send, start, walk
from tests.cast import make_cast
from tests.made.basemaps import CREDIT
from tests.support.looking import axe_findings
from tests.support.sites import Sites
from unhidden.intelligence.reports.presenters.answers import answered
from unhidden.reporting.rules import points

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("live")]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A narrow window with forced colours, and nothing that moves."""
    context = browser.new_context(
        viewport={"width": 320, "height": 640},
        forced_colors="active",
        reduced_motion="reduce",
    )
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


def test_a_point_is_chosen_by_keyboard_and_only_the_desk_learns_it(
    live_sites: Sites, page: Page
) -> None:
    cast, said = make_cast(), []
    page.on("console", lambda message: said.append(message.text))
    start(page, live_sites.public)
    walk(page, {"what": "Synthetic: on the map"}, to="where")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.post_data or request.url))

    press_to(page, "[data-map-open]")
    page.keyboard.press("Enter")
    expect(page.locator("[data-map-canvas]")).to_be_focused()
    before = page.locator("[data-map-middle]").inner_text()
    for key in ("+", "+", "ArrowLeft", "ArrowLeft"):
        page.keyboard.press(key)
    expect(page.locator("[data-map-middle]")).not_to_have_text(before)
    expect(page.locator("main")).to_contain_text(CREDIT)
    found = axe_findings(page)
    press_to(page, "[data-map-put]")
    page.keyboard.press("Enter")

    expect(page.locator("[data-map-said]")).to_have_text(re.compile(r"^Near .+, .+"))
    near = page.locator("[data-map-said]").inner_text()
    point = page.locator('[name="point"]').input_value()
    assert found == []
    assert page.evaluate("document.body.scrollWidth") <= 320
    walk(page, {}, to="area")
    assert page.locator('[name="area"]:checked').input_value() == points.area_of(point)
    walk(page, {})
    expect(page.locator("[data-answered]")).to_contain_text(near)
    send(page)

    row, report = opened(cast)
    assert (report.answers.point, row.area) == (point, report.answers.area)
    assert points.round_point_text(point) == point
    assert f"{near} ({point})" in [row.value for row in answered(report)]
    assert not [each for each in asked if point in each or point.split(",")[0] in each]
    assert said == []
