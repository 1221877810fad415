"""Unused material from the queue to a signed schedule, on desk and telephone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from allauth.mfa.totp.internal import auth
from django.conf import global_settings
from playwright.sync_api import Browser, Page, ViewportSize
from pytest_django import Settings

from tests.browser.seen import SEEN_WITH_MATERIAL
from tests.cast import PASSWORD, make_cast
from tests.made.unused import OFFICER, MadeUnused, make_unused
from tests.support.looking import axe_findings, read_in, route_name
from tests.support.sites import Sites
from unhidden.agencies.sign_in.backends import select_people
from unhidden.investigations.unused.actions import answering, signing
from unhidden.investigations.unused.actions.describing import (
    NewDescription,
    NewSensitive,
    describe_items,
    mark_sensitive,
)
from unhidden.investigations.unused.rules.axes import list_categories

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 900}
PAGES = (
    "",
    "?what=all",
    "1/",
    "2/",
    "2/sensitive/",
    "describe/?items=3-4",
    "look-again/",
    "sources/",
    "schedules/",
    "schedules/sign/",
    "schedules/reveal/",
    "schedules/MG6C/1/",
    "schedules/MG6D/1/",
    "schedules/MG6E/1/",
    "presumed/calls/",
)


def make_signed(made: MadeUnused) -> None:
    """A signed schedule, with an item since of which nothing is decided."""
    made.enter(1)
    made.assess([1])
    told = made.by(made.officer)
    words = NewDescription("Record of a visit to the car wash on 5 January")
    describe_items(numbers=[1], new=words, **told)
    made.decide([2], "relevance", "relevant")
    made.decide([2], "use", "unused")
    secret = NewSensitive("in_confidence", "It was told in trust.", "Note of a talk")
    mark_sensitive(number=2, new=secret, **told)
    made.decide([2], "test", "may_meet")
    for category in list_categories():
        answering.answer_presumed(
            category=category, answer="none_exists", reason="", **told
        )
    signing.sign_schedules(new=signing.NewSignature(), **told)
    made.enter(2, "action")


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
def test_a_disclosure_officer_reads_every_page_of_unused_material(
    live_sites: Sites,
    browser: Browser,
    language: str,
    viewport: ViewportSize,
    settings: Settings,
) -> None:
    settings.PASSWORD_HASHERS = global_settings.PASSWORD_HASHERS  # as the site has them
    cast = make_cast()
    made = make_unused(cast)
    make_signed(made)
    person = select_people().get(id=cast.people[OFFICER])
    auth.TOTP.activate(person, auth.generate_totp_secret())
    person.set_password(PASSWORD)
    person.save(update_fields=[])
    page = sign_in(browser, live_sites.staff, cast.email(OFFICER), viewport)
    read_in(page, language)
    seen, shots = set(), os.environ.get("SHOTS")

    for number, more in enumerate(PAGES):
        page.goto(f"{live_sites.staff}/investigations/{made.id}/material/{more}")
        page.wait_for_load_state()
        seen.add(route_name(page.url, "unhidden.config.urls.staff"))
        assert axe_findings(page) == [], more
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= page.evaluate("window.innerWidth"), more
        if shots:
            name = Path(shots) / f"{number:02}-{language}.png"
            page.screenshot(path=str(name), full_page=True)
    page.context.close()

    assert seen >= SEEN_WITH_MATERIAL
