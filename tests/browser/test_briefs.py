"""A brief that was changed, and what comes after a week: in a browser, on a phone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from tests.browser.seen import SEEN_AFTER_A_WEEK
from tests.journeys.walk import LANGUAGES, PHONE, Walk, World, colleague
from tests.support.sites import Sites
from unhidden.demo.region import read_data_file

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("region")]
CREW, PLANNER = "Flintshire", "Paul Whitfield"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_planner_reads_both_versions_and_debriefs_a_week_that_is_over(
    region_sites: Sites, browser: Browser, language: str
) -> None:
    world = World(region_sites, language, timezone.localdate())
    planner = colleague(browser, world, "planner", viewport=PHONE)
    _of_week(planner, world, "week_now.json", "Briefs")
    planner.follow_words(CREW)
    planner.reads("Changed")
    planner.open('main a[href$="/1/"]')
    planner.reads("This version is no longer in force: a newer one was issued.")
    _fits(planner)
    _of_week(planner, world, "days_before.json", "Debriefs")
    planner.follow("Write the structured debrief")
    _fits(planner)
    planner.day("held_on", world.today)
    planner.fill(facilitator="A colleague", present="Police, BAWSO", worked="")
    planner.press("Save the debrief")
    planner.reads("Enter what worked")
    planner.fill(worked="The radio.", improve="Interpreters.")
    planner.press("Save the debrief")
    planner.keep("debriefs")
    _act(planner, world)
    _check(planner, world)
    planner.done()
    assert world.looked_at >= SEEN_AFTER_A_WEEK


def _of_week(planner: Walk, world: World, file: str, tab: str) -> None:
    data = read_data_file(file)
    planner.go(f"{world.sites.staff}/operations/")
    planner.follow_words(data[f"name_{world.language}"])
    planner.follow(tab)
    _fits(planner)


def _act(planner: Walk, world: World) -> None:
    """Give an action, change its day, and say what was done."""
    planner.follow("Add an action")
    planner.fill(what="Book interpreters a week before.")
    planner.pick("owner", PLANNER)
    planner.day("due_on", world.today + timedelta(days=9))
    _fits(planner)
    planner.press("Add the action")
    planner.open('main a[href*="/give/"]')
    planner.day("due_on", world.today)
    planner.press("Change it")
    planner.open('main a[href*="/done/"]')
    _fits(planner)
    planner.fill(words="Booked.")
    planner.press("It is done")


def _check(planner: Walk, world: World) -> None:
    """Set the checks, which is done once for both languages, and look at one."""
    planner.go(f"{world.kept['debriefs']}checks/")
    planner.look()
    if planner.page.locator('main select[name="owner"]').count():
        planner.pick("owner", PLANNER)
        planner.press("Set the checks")
    planner.go(world.kept["debriefs"])
    planner.open('main a[href*="/debriefs/checks/"][href*="/give/"]')
    _fits(planner)
    planner.go(world.kept["debriefs"])
    planner.open('main a[href*="/debriefs/checks/"]')
    _fits(planner)
    planner.press("Keep it")
    planner.reads("Enter what came of it, or that nothing did")


def _fits(walk: Walk) -> None:
    wide = walk.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= PHONE["width"]
