"""Two people who keep a register write in it at two in the morning, without signal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect

from tests.journeys.phone import SLOW, FieldPhone, make_phone, without_network
from tests.journeys.walk import World, colleague
from tests.support import field_house
from tests.support.field_house import FieldHouse
from tests.support.postgres import Server
from unhidden.safeguarding.safety.queries.asked import describe_entry

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("safety")]
NUMBER = "77"
NEEDS = {"en": "Socks, and somebody to sit with her", "cy": "Te, a rhywun i eistedd"}


@pytest.fixture(scope="module")
def house(
    test_server: Server, test_database: str, demonstration: str, module_place: Path
) -> Iterator[FieldHouse]:
    """The processes of the field, over a copy of the region as it was loaded."""
    copy = f"{test_database}_safety"
    with field_house.running(test_server, demonstration, copy, module_place) as running:
        yield running


def test_a_volunteer_at_two_in_the_morning_without_signal(
    browser: Browser, house: FieldHouse
) -> None:
    """One reads English, the other Welsh; both write of the same number."""
    english, welsh = (
        World(house.sites, language, timezone.localdate(), looked_at=set())
        for language in ("en", "cy")
    )
    worker = _take_along(make_phone(browser, english, "bawso_worker"))
    manager = _take_along(make_phone(browser, welsh, "bawso_manager"))

    with without_network(worker, manager):
        _begin(worker)
        _kill(worker)
        for phone in (worker, manager):
            if phone is manager:
                _begin(phone)
            _finish(phone)
            _shows_nobody(phone)
        house.stop("field")
    house.start("field")
    for phone in (worker, manager):
        phone.go("sending")
        phone.press("send_now")
        phone.wait_for_summary("all_received")
        phone.done()

    reader = colleague(browser, welsh, "bawso_manager")
    page = reader.page
    page.goto(f"{house.sites.staff}/cases/registers/")
    page.get_by_role("main").get_by_role("table").get_by_role("link").first.click()
    person = page.get_by_role("link", name=NUMBER, exact=True)
    for _try in range(20):
        if person.count():
            break
        page.wait_for_timeout(500)
        page.reload()
    person.click()
    for needs in NEEDS.values():
        expect(page.get_by_role("main")).to_contain_text(needs)
    reader.done()


def _take_along(phone: FieldPhone) -> FieldPhone:
    """Make it known, and take the register along; then it works without signal."""
    phone.enrol()
    phone.go("register")
    said = _said(phone)
    page = phone.page
    page.get_by_role("button", name=said["take"], exact=True).click()
    expect(page.get_by_role("main")).to_contain_text(said["taken"], timeout=SLOW)
    phone.look("register")
    return phone


def _begin(phone: FieldPhone) -> None:
    """An entry of somebody who came; it is kept as it is typed."""
    page, said = phone.page, _said(phone)
    phone.go("register")
    page.get_by_role("link", name=said["new"], exact=True).click()
    page.get_by_label(said["number"], exact=True).fill(NUMBER)
    page.locator("[name=needs]").fill(NEEDS[phone.world.language])
    phone.look("entry")
    phone.keeps()


def _kill(phone: FieldPhone) -> None:
    """The page goes and comes back: number and words are there, and asked no more."""
    page, said = phone.page, _said(phone)
    page.reload()
    page.locator("#words").fill(phone.words)
    page.locator("main button[type=submit]").click()
    page.locator("#words").wait_for(state="detached")
    phone.go("register")
    page.get_by_role("link", name=said["go_on"], exact=True).click()
    expect(page.get_by_label(said["number"], exact=True)).to_have_value(NUMBER)
    needs = NEEDS[phone.world.language]
    expect(page.locator("[name=needs]")).to_have_value(needs)


def _finish(phone: FieldPhone) -> None:
    page, said = phone.page, _said(phone)
    page.get_by_role("button", name=said["finish"], exact=True).click()
    finished = said["finished"].replace("{number}", NUMBER)
    title = page.get_by_role("heading", level=1, name=finished)
    expect(title).to_be_visible(timeout=SLOW)
    phone.look("finished")


def _shows_nobody(phone: FieldPhone) -> None:
    """No page of the phone has what was written any more."""
    page = phone.page
    for place in ("register", "sending"):
        phone.go(place)
        page.wait_for_url(re.compile(f"#/{place}"))
        page.wait_for_timeout(300)
        shown = page.get_by_role("main").inner_text()
        assert NEEDS[phone.world.language] not in shown
        assert NUMBER not in shown


@cache
def _words(language: str) -> dict[str, Any]:
    words: dict[str, Any] = describe_entry(language)["words"]
    return words


def _said(phone: FieldPhone) -> dict[str, Any]:
    return _words(phone.world.language)
