"""A visit recorded without signal, which turned into enforcement."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Locator

from tests.journeys.phone import (
    FieldPhone,
    ready_phone,
    without_network,
)
from tests.journeys.walk import LANGUAGES, Walk, World, colleague
from tests.support import field_house
from tests.support.field_house import FieldHouse
from tests.support.postgres import Server
from tests.support.sites import Sites

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("region")]
#: Axe looks at each page once in a language, whichever journey comes by.
LOOKED_AT: dict[str, set[str]] = {language: set() for language in LANGUAGES}


@pytest.fixture(scope="module")
def house(
    test_server: Server, test_database: str, region_sites: Sites, module_place: Path
) -> Iterator[FieldHouse]:
    """The processes of the field, over a copy of the region as it was loaded."""
    loaded = f"{test_database}_region"
    with field_house.running(test_server, loaded, module_place) as running:
        yield running


@pytest.fixture(params=LANGUAGES)
def world(request: pytest.FixtureRequest, house: FieldHouse) -> World:
    return make_world(house, request.param)


def make_world(house: FieldHouse, language: str) -> World:
    looked_at = LOOKED_AT[language]
    return World(house.sites, language, timezone.localdate(), looked_at=looked_at)


def test_a_soft_visit_that_turned_into_enforcement_counts_as_such(
    browser: Browser, house: FieldHouse, world: World
) -> None:
    officer = ready_phone(browser, world, "officer_1")
    place = officer.list_visits("soft")[0]

    with without_network(officer):
        officer.begin(place)
        _turn(officer)
        officer.finish_whole()
        officer.reads("on_phone")
    officer.go("sending")
    officer.press("send_now")
    officer.wait_for_summary("all_received")
    officer.done()

    walk = colleague(browser, world, "officer_1")
    done = walk.page.get_by_role("listitem").filter(has_text=walk.text("No concern"))
    recorded = done.get_by_role("link", name=place)
    _until(walk, "/visits/", recorded)
    recorded.first.click()
    walk.look()
    walk.reads("A power of entry")
    walk.sees("PACE 1984 section 17")
    walk.done()


def _turn(phone: FieldPhone) -> None:
    """Somebody of the crew decided to use a power; signs were seen."""
    today = phone.world.today
    phone.turn_to("at_the_door")
    phone.choose("entry_basis", "power")
    phone.box("power").fill("PACE 1984 section 17")
    phone.box("turn", "power").fill("PACE 1984 section 17")
    phone.box("turn", "authority").fill(f"SYN/17/{phone.world.language}")
    decided = phone.page.get_by_role("group", name=phone.label("turn", "decided_by"))
    decided.get_by_role("radio").first.check()
    phone.box("turn", "decided_on").fill(today.isoformat())
    phone.box("turn", "decided_at").fill("00:01")
    phone.box("turn", "told").fill("That we heard somebody call for help")


def _until(walk: Walk, path: str, place: Locator) -> None:
    """Open a page again until it shows what the worker makes; half a minute at most."""
    for _ in range(60):
        walk.go(f"{walk.world.sites.staff}{path}")
        if place.count():
            return
        walk.page.wait_for_timeout(500)
    raise AssertionError(path)
