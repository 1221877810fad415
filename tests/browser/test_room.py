"""The incident room from a line of enquiry to a translation, on desk and telephone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from allauth.mfa.totp.internal import auth
from django.conf import global_settings
from playwright.sync_api import Browser, Page, ViewportSize
from pytest_django import Settings

from tests.browser.seen import SEEN_IN_THE_ROOM
from tests.cast import PASSWORD, make_cast
from tests.made.room import LEADER, MadeRoom, make_room
from tests.support.looking import axe_findings, read_in, route_name
from tests.support.sites import Sites
from unhidden.agencies.sign_in.backends import select_people

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 900}
PAGES = (
    "",
    "lines/",
    "lines/raise/",
    "lines/1/",
    "actions/",
    "actions/?queue=filed",
    "actions/raise/?line=1",
    "actions/1/",
    "papers/",
    "papers/register/",
    "papers/D/1/",
    "papers/D/1/write/",
    "papers/S/2/",
    "statements/take/",
    "statements/1/translate/",
    "statements/1/back/",
    "interviews/",
    "interviews/plan/",
    "interviews/1/",
)


def fill(room: MadeRoom) -> None:
    """Something in each part of the room."""
    room.raise_line()
    room.raise_action(line=1)
    room.register()
    room.translate(room.take())
    room.plan()


def sign_in(browser: Browser, site: str, email: str, viewport: ViewportSize) -> Page:
    page = browser.new_context(viewport=viewport).new_page()
    page.goto(f"{site}/sign-in/")
    page.locator('[name="username"]').fill(email)
    page.locator('[name="password"]').fill(PASSWORD)
    page.locator('form:has([name="password"]) button').last.click()
    code = page.locator(".govuk-inset-text strong").inner_text()
    page.locator('[name="code"]').fill(code)
    page.locator('form:has([name="code"]) button').last.click()
    page.wait_for_url(f"{site}/")
    return page


@pytest.mark.parametrize(("language", "viewport"), [("en", DESK), ("cy", PHONE)])
def test_a_senior_investigating_officer_reads_every_page_of_the_room(
    live_sites: Sites,
    browser: Browser,
    language: str,
    viewport: ViewportSize,
    settings: Settings,
) -> None:
    settings.PASSWORD_HASHERS = global_settings.PASSWORD_HASHERS  # as the site has them
    cast = make_cast()
    room = make_room(cast)
    fill(room)
    person = select_people().get(id=cast.people[LEADER])
    auth.TOTP.activate(person, auth.generate_totp_secret())
    person.set_password(PASSWORD)
    person.save(update_fields=[])
    page = sign_in(browser, live_sites.staff, cast.email(LEADER), viewport)
    read_in(page, language)
    seen, shots = set(), os.environ.get("SHOTS")

    for number, more in enumerate(PAGES):
        page.goto(f"{live_sites.staff}/investigations/{room.made.id}/room/{more}")
        page.wait_for_load_state()
        seen.add(route_name(page.url, "unhidden.config.urls.staff"))
        assert axe_findings(page) == [], more
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= page.evaluate("window.innerWidth"), more
        if shots:
            name = Path(shots) / f"room-{number:02}-{language}.png"
            page.screenshot(path=str(name), full_page=True)
    page.context.close()

    assert seen >= SEEN_IN_THE_ROOM
