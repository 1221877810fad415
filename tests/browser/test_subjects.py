"""Who is who, decided and undone, on a phone in both languages."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from tests.browser.seen import SEEN_BY_LOT, SEEN_WITH_SUBJECTS
from tests.journeys.walk import LANGUAGES, PHONE, World, colleague
from tests.support.sites import Sites

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("region")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_analyst_joins_two_mentions_and_takes_it_back(
    region_sites: Sites, browser: Browser, language: str
) -> None:
    world = World(region_sites, language, timezone.localdate())
    analyst = colleague(browser, world, "analyst", viewport=PHONE)
    analyst.go(f"{region_sites.staff}/find/?text=Woman+known+as+Ruby")
    analyst.open('main a[href*="/subjects/"]')
    analyst.open('a[href*="/with/"]')
    analyst.press("Keep the decision")
    analyst.reads("Select whether they are the same")
    analyst.tick("verdict", "same")
    analyst.fill(reason="Both sources name the same house.")
    analyst.press("Keep the decision")
    analyst.reads("Your decision is kept. It can be undone.")
    subject = analyst.page.url
    analyst.open('a[href*="/split/"]')
    analyst.go(subject)
    analyst.open('a[href*="/undo/"]')
    analyst.fill(reason="There are two women of that name.")
    analyst.press("Undo the decision")
    analyst.reads("The decision is undone")
    analyst.open('main a[href*="/intelligence/"]')
    analyst.open('a[href*="/mentions/"]')
    analyst.open('a[href*="/links/"]')
    analyst.go(f"{region_sites.staff}/find/?text=House+11,+Wrexham")
    analyst.open('main a[href*="/subjects/"]')
    analyst.open('a[href*="/join/"]')
    analyst.fill(reason="They name one house.")
    analyst.press("Join several")
    analyst.reads("Your decision is kept. It can be undone.")
    analyst.open('a[href*="/undo/"]')
    analyst.fill(reason="It was only tried.")
    analyst.press("Undo the decision")
    analyst.go(f"{region_sites.staff}/groups/")
    analyst.open('main a[href*="/groups/"]')
    analyst.press("Keep the decision")
    analyst.reads("Select whether they are the same")
    analyst.tick("verdict", "later")
    analyst.press("Keep the decision")
    analyst.reads("You see this group again in two weeks")
    analyst.open('a[href="?later"]')
    analyst.done()
    assert world.looked_at >= SEEN_WITH_SUBJECTS


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_analyst_looks_for_the_same_by_hand_and_judges_what_is_drawn(
    region_sites: Sites, browser: Browser, language: str
) -> None:
    world = World(region_sites, language, timezone.localdate())
    analyst = colleague(browser, world, "analyst", viewport=PHONE)
    analyst.go(f"{region_sites.staff}/find/?text=House+11,+Wrexham")
    analyst.open('main a[href*="/subjects/"]')
    analyst.open('a[href*="/same-as/"]')
    analyst.press("Search")
    analyst.reads("Enter a name, a number, a number plate or an address")
    analyst.fill(text="Car Wash")
    analyst.press("Search")
    analyst.open('a[href*="/with/"]')
    analyst.go(f"{region_sites.staff}/matching/calibration/")
    analyst.press("Draw pairs")
    analyst.reads("Pairs are drawn, as far as there were any")
    analyst.open('a[href*="/calibration/pairs/"]')
    analyst.open('main a[href*="/calibration/pairs/"]')
    analyst.press("Keep the decision")
    analyst.reads("Select whether they are the same")
    analyst.done()
    assert world.looked_at >= SEEN_BY_LOT
