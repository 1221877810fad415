"""Exhibits on a telephone, in both languages; the camera asks on one page alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from tests.browser.seen import SEEN_WITH_EXHIBITS
from tests.cast import NOON, make_cast
from tests.made.exhibits import register
from tests.made.unused import LEADER, MadeUnused, make_unused
from tests.support.looking import axe_findings, read_in, route_name
from tests.support.sites import Sites
from tests.support.unlocked import sign_in_with_keys
from unhidden.investigations.exhibits.actions import digests, files, moving

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("live")]
PHONE = 390
HOUR = timedelta(hours=1)


def make_history(made: MadeUnused) -> list[str]:
    """An exhibit with a gap and a digest that differs; the pages to look at."""
    key = register(made)
    register(made, reference="AB/1/1", parent="AB/1")
    hand = {"holder": "", "receiver": made.cast.people[LEADER]}
    register(made, reference="AB/2", actor=made.officer, **hand)
    found = moving.FoundExhibit("Store A", NOON, NOON - HOUR, "Unsaid.")
    moving.record_where_now(exhibit_id=key, new=found, **made.by(made.leader))
    data = files.NewAcquisition("phone.E01", "Tool 4.2")
    file_id = digests.keep_digest(
        exhibit_id=key, new=data, size=5, digest="a" * 64, **made.by(made.leader)
    )
    digests.take_digest(file_id=file_id, digest="b" * 64, **made.by(made.leader))
    one = [f"{key}/{more}" for more in ("", "now/", "leave/", "photo/", "data/")]
    chosen = "?exhibits=AB/1,AB/1/1,WIFI"
    many = [f"{each}/{chosen}" for each in ("scan", "labels", "move")]
    return [
        "",
        "register/",
        "where/",
        "answer/",
        *one,
        *many,
        f"files/{file_id}/digest/",
    ]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_page_of_exhibits_is_as_wide_as_a_phone(
    live_sites: Sites, browser: Browser, language: str
) -> None:
    cast = make_cast()
    made = make_unused(cast)
    history = make_history(made)
    client = sign_in_with_keys(cast, LEADER)
    context = browser.new_context(viewport={"width": PHONE, "height": 844})
    for name, cookie in client.cookies.items():
        context.add_cookies(
            [{"name": name, "value": cookie.value, "url": live_sites.staff}]
        )
    page = context.new_page()
    page.goto(f"{live_sites.staff}/")
    read_in(page, language)
    seen = set()

    for more in history:
        page.goto(f"{live_sites.staff}/investigations/{made.id}/exhibits/{more}")
        page.wait_for_load_state()
        seen.add(route_name(page.url, "unhidden.config.urls.staff"))
        assert axe_findings(page) == [], more
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE, more
        has_button = page.locator("[data-scan] button").count() == 1
        assert has_button == more.startswith("scan/")
    context.close()

    assert seen >= SEEN_WITH_EXHIBITS
