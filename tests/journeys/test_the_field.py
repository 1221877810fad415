"""Visits recorded without signal: two accounts, a turn, and a phone that dies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Locator, expect

from tests.journeys.phone import (
    FieldPhone,
    make_phone,
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
#: Each takes a soft visit in a language, and a crew has few of them.
TURNS, LOSES = "officer_1", "officer_3"
SAID = "He keeps my passport, and I sleep beside the boiler"


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


def test_two_officers_record_a_disclosure_and_a_named_person_chooses(
    browser: Browser, house: FieldHouse
) -> None:
    """The officer reads English, the visitor of the charity and the lead Welsh."""
    english, welsh = (make_world(house, language) for language in LANGUAGES)
    officer = ready_phone(browser, english, "officer_8")
    visitor = ready_phone(browser, welsh, "bawso_visitor")
    place = officer.find_place("safeguarding")

    with without_network(officer, visitor):
        _disclose(officer, place)
        visitor.begin(place)
        visitor.finish_ordinary(leaflets=7)
        house.stop("field")
    for phone in (officer, visitor):
        phone.go("sending")
        phone.press("send_now")
        phone.reads("on_phone")
        phone.wait_for_summary("n_waiting_alone")
    house.start("field")
    for phone in (officer, visitor):
        phone.press("send_now")
        phone.wait_for_summary("all_received")
        phone.shows("sending_title")
        phone.done()

    lead = colleague(browser, welsh, "safeguarding")
    _choose_second(lead, place)
    _read_disclosure(lead, place)
    lead.done()
    for key in ("officer_8", "bawso_visitor", "planner", "analyst"):
        _is_kept_from(colleague(browser, welsh, key), welsh.kept["inner"])


def _disclose(phone: FieldPhone, place: str) -> None:
    phone.begin(place)
    phone.turn_to("talk")
    phone.box("disclosure", "text").fill(SAID)
    phone.box("disclosure", "language").fill("Vietnamese")
    phone.finish_ordinary(leaflets=3)
    phone.reads("on_phone")


def _choose_second(walk: Walk, place: str) -> None:
    """Side by side, what differs is marked; the second is let count, with a reason."""
    waiting = walk.page.get_by_role("link", name=place)
    _until(walk, "/visits/accounts/", waiting)
    walk.look()
    waiting.first.click()
    walk.follow("Accounts of a visit")
    rows = walk.page.get_by_role("row").filter(
        has=walk.page.get_by_text("7", exact=True)
    )
    expect(rows.filter(has_text="3").first).to_be_visible()
    cards = walk.page.get_by_role("listitem").filter(
        has_text=walk.text("Waits for a decision")
    )
    cards.get_by_role("link").first.click()
    walk.look()
    walk.tick("decision", "count")
    walk.fill(why="She spoke to everybody")
    walk.press("Keep the decision")
    walk.sees("She spoke to everybody")


def _read_disclosure(walk: Walk, place: str) -> None:
    """The receiving team opens it; that it was opened is said before."""
    walk.go(f"{walk.world.sites.staff}/field/inner/")
    walk.look()
    said = walk.text("What somebody disclosed")
    of_place = walk.page.get_by_role("row").filter(has_text=place)
    of_place.get_by_role("link", name=said).click()
    walk.page.wait_for_url(re.compile("/inner/[0-9a-f-]{36}/"))
    walk.look()
    walk.keep("inner")
    assert SAID not in walk.page.content()
    walk.press("Open it")
    walk.sees(SAID)
    walk.sees("Vietnamese")


def _is_kept_from(walk: Walk, address: str) -> None:
    """Who was there, who planned it and who assesses meet nothing of it."""
    ask = walk.page.request.get
    assert ask(address).status == 404
    for path in ("visits/", "visits/accounts/", "visits/items/", "field/inner/"):
        assert SAID not in ask(f"{walk.world.sites.staff}/{path}").text()
    walk.done()


def test_a_soft_visit_that_turned_into_enforcement_counts_as_such(
    browser: Browser, house: FieldHouse, world: World
) -> None:
    officer = ready_phone(browser, world, TURNS)
    place = officer.find_place("soft")

    with without_network(officer):
        officer.begin(place)
        _turn(officer)
        officer.finish_whole()
        officer.reads("on_phone")
    officer.go("sending")
    officer.press("send_now")
    officer.wait_for_summary("all_received")
    officer.done()

    walk = colleague(browser, world, TURNS)
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


def test_a_phone_dies_and_its_owner_s_next_one_records_again(
    browser: Browser, house: FieldHouse, world: World
) -> None:
    dead = make_phone(browser, world, LOSES)
    dead.enrol(f"Wet one, {world.language}")
    dead.take_along()
    place = dead.find_place("soft")
    dead.page.context.set_offline(True)
    dead.begin(place)
    dead.turn_to("afterwards")
    dead.box("narrative").fill("The back door was locked")
    dead.reads("kept_at")
    dead.page.close()

    new = make_phone(browser, world, LOSES)
    _report_lost(Walk(new.page, world, is_looking=True), f"Wet one, {world.language}")
    new.enrol()
    new.take_along()
    new.begin(place)
    new.finish_ordinary()
    new.wait_for_summary("all_received")
    new.done()

    _come_back(dead)
    lead = colleague(browser, world, "planner")
    lost = lead.text("The phone was reported lost")
    waiting = lead.page.get_by_role("row").filter(has_text=place).filter(has_text=lost)
    _until(lead, "/visits/accounts/", waiting)
    waiting.get_by_role("link").first.click()
    lead.reads("Not finished")
    lead.done()


def _report_lost(walk: Walk, name: str) -> None:
    walk.go(f"{walk.world.sites.staff}/field/devices/")
    walk.look()
    card = walk.page.locator("section").filter(has_text=name)
    card.get_by_role("link", name=walk.text("Report it lost")).click()
    walk.fill(reason="It fell into the dock")
    walk.press("Report it lost")
    expect(card).to_contain_text(walk.text("What it still sends is received."))


def _come_back(phone: FieldPhone) -> None:
    """Dried, a day later: what it holds goes by itself, unread and unfinished."""
    phone.page = phone.page.context.new_page()
    phone.page.clock.install(time=datetime.now(UTC) + timedelta(hours=25))
    phone.page.context.set_offline(False)
    phone.page.goto(f"{phone.world.sites.staff}/field/app/{phone.world.language}/")
    phone.shows("unlock")
    phone.wait_for_summary("all_received")
    phone.go("sending")
    phone.reads("kind_unfinished")
    phone.done()


def _until(walk: Walk, path: str, place: Locator) -> None:
    """Open a page again until it shows what the worker makes; half a minute at most."""
    for _ in range(60):
        walk.go(f"{walk.world.sites.staff}{path}")
        if place.count():
            return
        walk.page.wait_for_timeout(500)
    raise AssertionError(path)
