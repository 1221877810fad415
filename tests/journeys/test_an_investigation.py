"""An investigation from a visit's request to a schedule that a defence reopens."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, ViewportSize

from tests.journeys import car_wash
from tests.journeys.walk import DESK, LANGUAGES, PHONE, Walk, World, colleague
from tests.support.sites import Sites

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("region")]

#: Of the demonstration's car wash: what the guide has pictures of.
PICTURES = {
    "front": "",
    "actions": "room/actions/",
    "gap": "exhibits/",
    "unused": "material/",
}
#: What else is kept of it.
KEPT = (
    *("posts/", "origins/", "people/", "people/2/", "room/", "room/lines/"),
    *("room/lines/2/", "room/actions/1/", "room/papers/", "room/papers/S/2/"),
    *("room/interviews/", "room/interviews/1/", "exhibits/where/", "clocks/"),
    *("chronology/", "outcomes/", "outcomes/kept/", "material/schedules/"),
    *("material/schedules/MG6C/1/", "material/schedules/MG6D/1/", "archives/"),
)


class Inquirers:
    """Those who keep one investigation, each with a window of their own."""

    def __init__(self, browser: Browser, sites: Sites, language: str) -> None:
        self.world = World(sites, language, timezone.localdate())
        self._browser = browser

    def walks(self, key: str, *steps: Callable[[Walk], None]) -> None:
        """Somebody does these, one after the other."""
        walk = colleague(self._browser, self.world, key)
        for step in steps:
            step(walk)
        walk.done()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_car_wash_from_the_request_to_a_schedule_that_a_defence_reopens(
    browser: Browser, region_sites: Sites, language: str
) -> None:
    journey = Inquirers(browser, region_sites, language)

    journey.walks("officer_5", car_wash.is_asked_for)
    journey.walks(
        "investigator",
        car_wash.is_taken_on,
        car_wash.has_its_people,
        car_wash.asks_both_ways,
        car_wash.hears_who_helps,
        car_wash.goes_missing,
    )
    journey.walks("disclosure_officer", car_wash.is_decided, car_wash.is_signed)
    journey.walks("investigator", car_wash.is_reopened)
    journey.walks("disclosure_officer", car_wash.is_signed_again)


@pytest.mark.parametrize(("language", "viewport"), [("en", DESK), ("cy", PHONE)])
def test_the_car_wash_of_the_demonstration_has_something_on_every_page(
    browser: Browser, region_sites: Sites, language: str, viewport: ViewportSize
) -> None:
    """As who schedules its material; the guide's pictures are taken here."""
    world = World(region_sites, language, timezone.localdate())
    walk = colleague(browser, world, "disclosure_officer", viewport=viewport)
    walk.go(f"{region_sites.staff}/investigations/")
    walk.follow_words("Exploitation at a car wash")
    walk.keep("inquiry", parts=5)

    for name, path in PICTURES.items():
        walk.go(f"{world.kept['inquiry']}{path}")
        if name == "gap":
            walk.follow_words("CB/3")
        walk.look()
        _check_width(walk)
        _take_picture(walk, name)
    for path in KEPT:
        walk.go(f"{world.kept['inquiry']}{path}")
        walk.look()
        _check_width(walk)
        assert not walk.page.locator("main .ui-empty").count(), path
    walk.done()


def _check_width(walk: Walk) -> None:
    wide = walk.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= walk.page.evaluate("window.innerWidth"), walk.page.url


def _take_picture(walk: Walk, name: str) -> None:
    folder = os.environ.get("UNHIDDEN_PICTURES")
    if folder:
        path = Path(folder) / f"{walk.world.language}-{name}.png"
        walk.page.screenshot(path=str(path), full_page=True)
