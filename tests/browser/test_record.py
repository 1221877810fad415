"""Clocks, outcomes and the chronology of an investigation, on desk and telephone."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser, ViewportSize

from tests.browser.seen import SEEN_WITH_THE_RECORD
from tests.cast import NOON, PASSWORD, make_cast
from tests.made.exhibits import register
from tests.made.unused import LEADER, MadeUnused, make_unused
from tests.support.looking import axe_findings, read_in, route_name
from tests.support.sites import Sites
from unhidden.investigations.chronology.actions.entering import (
    NewChronologyEvent,
    enter_event,
)
from unhidden.investigations.clocks.actions.starting import NewClock, start_clock
from unhidden.investigations.outcomes.actions.holds import begin_hold
from unhidden.investigations.outcomes.actions.orders import NewOrder, record_order
from unhidden.investigations.outcomes.actions.recording import (
    NewOutcome,
    record_outcome,
)
from unhidden.investigations.outcomes.rules.orders import OrderDays
from unhidden.investigations.people.actions.adding import add_person
from unhidden.investigations.people.actions.roles import give_role
from unhidden.lib.working_days import day_in_london

pytestmark = pytest.mark.browser
LATER = NOON + timedelta(days=9)
SIZES: dict[str, ViewportSize] = {
    "en": {"width": 1280, "height": 900},
    "cy": {"width": 390, "height": 844},
}


def make_record(made: MadeUnused) -> list[str]:
    """Something of each kind; gives the addresses of its pages."""
    told = made.by(made.leader, LATER)
    victim = add_person(**told)
    give_role(person_id=victim, role="victim", **told)
    custody = NewClock("custody_24", NOON, made.accused, "WX/12")
    clock = start_clock(new=custody, **told)
    telling = start_clock(new=NewClock("vc_told", NOON, victim), **told)
    day = day_in_london(NOON)
    charge = NewOutcome(made.accused, "charged", day, "MSA15_S1B")
    outcome = record_outcome(new=charge, **told)
    days = OrderDays(day)
    order = record_order(
        new=NewOrder(made.accused, "STRO", "M1", "Wrexham", days), **told
    )
    register(made)
    hold = begin_hold(ground="appeal", reference="A1", **told)
    first = NewChronologyEvent(NOON, "minute", LATER, "The van leaves", 1)
    event = enter_event(new=first, **told)
    other = NewChronologyEvent(
        NOON - timedelta(days=2), "day", LATER, "It left", 1, event
    )
    enter_event(new=other, **told)
    return [
        "clocks/",
        "clocks/start/",
        f"clocks/{clock}/",
        f"clocks/{telling}/told/",
        "outcomes/",
        "outcomes/kept/",
        "outcomes/record/",
        f"outcomes/{outcome}/back/",
        "outcomes/orders/record/",
        f"outcomes/orders/{order}/served/",
        f"outcomes/orders/{order}/end/",
        "outcomes/holds/begin/",
        f"outcomes/holds/{hold}/end/",
        "chronology/",
        "chronology/?source=item",
        "chronology/print/",
        "chronology/enter/",
        f"chronology/{event}/out/",
        "../due/",
        "../",
    ]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_its_senior_investigating_officer_reads_every_page_of_the_record(
    live_sites: Sites, browser: Browser, language: str
) -> None:
    cast = make_cast()
    made = make_unused(cast)
    addresses = make_record(made)
    client = Client()
    client.login(email=cast.email(LEADER), password=PASSWORD)
    (cookie,) = client.cookies.values()
    context = browser.new_context(viewport=SIZES[language])
    address = live_sites.staff
    context.add_cookies(
        [{"name": "unhidden_staff", "value": cookie.value, "url": address}]
    )
    page = context.new_page()
    page.goto(f"{address}/")
    read_in(page, language)
    seen, shots = set(), os.environ.get("SHOTS")

    for number, more in enumerate(addresses):
        page.goto(f"{address}/investigations/{made.id}/{more}")
        page.wait_for_load_state()
        seen.add(route_name(page.url, "unhidden.config.urls.staff"))
        assert axe_findings(page) == [], more
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= page.evaluate("window.innerWidth"), more
        if shots:
            name = Path(shots) / f"{number:02}-{language}.png"
            page.screenshot(path=str(name), full_page=True)
    context.close()

    assert seen >= SEEN_WITH_THE_RECORD
