"""People, posts, origins and the front of an investigation, on desk and telephone."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from allauth.mfa.totp.internal import auth
from django.conf import global_settings
from playwright.sync_api import Browser, Page, ViewportSize
from pytest_django import Settings

from tests.browser.seen import SEEN_WITH_PEOPLE
from tests.cast import NOON, PASSWORD, Cast, make_cast
from tests.made.intelligence import make_intelligence, make_item
from tests.made.unused import LEADER, OFFICER, MadeUnused, make_unused
from tests.made.visits import make_find
from tests.support.looking import axe_findings, read_in, route_name
from tests.support.sites import Sites
from unhidden.agencies.sign_in.backends import select_people
from unhidden.intelligence.models import Mention
from unhidden.intelligence.subjects.rules.mentions import NewMention
from unhidden.investigations import actions
from unhidden.investigations.people.actions.adding import (
    PersonKnownAs,
    add_person,
    write_contact,
)
from unhidden.investigations.people.actions.roles import (
    NewSection45,
    give_role,
    link_subject,
    record_section_45,
)
from unhidden.investigations.posts.actions.partners import NewPartner, join_partner
from unhidden.investigations.room.actions.queues import NewRoomAction, raise_action

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 900}
PAGES = (
    "investigations/",
    "investigations/open/referral/",
    "investigations/requests/{request}/into/",
    "investigations/link/{mention}/",
    "investigations/{id}/",
    "investigations/{id}/posts/",
    "investigations/{id}/posts/give/",
    "investigations/{id}/posts/disclosure_officer/{officer}/end/",
    "investigations/{id}/conflicts/",
    "investigations/{id}/partners/",
    "investigations/{id}/partners/{partner}/end/",
    "investigations/{id}/status/",
    "investigations/{id}/law/",
    "investigations/{id}/origins/",
    "investigations/{id}/origins/referral/",
    "investigations/{id}/join/",
    "investigations/{id}/split/",
    "investigations/{id}/people/",
    "investigations/{id}/people/add/",
    "investigations/{id}/people/2/",
    "investigations/{id}/people/2/identity/",
    "investigations/{id}/people/2/roles/",
    "investigations/{id}/people/2/section-45/",
    "investigations/{id}/people/2/contact/",
)


def make_full(cast: Cast, made: MadeUnused) -> dict[str, UUID]:
    """Somebody who is victim and suspect, a partner, a request, and a second one."""
    told = made.by(made.leader)
    person = add_person(known_as=PersonKnownAs("Ion Radu", born="1985"), **told)
    give_role(person_id=person, role="victim", **told)
    defence = NewSection45(
        was_child=False,
        elements_shown=("age", "compelled"),
        is_excluded_offence=False,
        is_nrm_considered=True,
        reasons="The cash was on them.",
    )
    record_section_45(person_id=person, new=defence, **told)
    give_role(person_id=person, role="suspect", **told)
    write_contact(person_id=person, words="By the interpreter", **told)
    mentioned = make_item(mentions=(NewMention("person", "Ion Radu", None),))
    make_intelligence(mentioned, by=cast.actor("analyst"))
    mention = Mention.objects.using("stored").get(text="Ion Radu").id
    link_subject(person_id=person, subject_id=mention, reason="The same face.", **told)
    for number, due_on in enumerate((date(2026, 1, 4), date(2100, 5, 4))):
        action = NewRoomAction(uuid4(), f"Ask bank {number}", "high", due_on=due_on)
        raise_action(new=action, **told)
    bawso = cast.organisations["bawso"]
    new = NewPartner(bawso, "JIT/7", ("none",), NOON.date())
    join_partner(new=new, **told)
    asked = actions.request_investigation(
        visit_id=make_find(cast),
        organisation_id=cast.organisations["police"],
        title="A nail bar",
        grounds="The same van.",
        actor=cast.actor("officer"),
        at=NOON,
    )
    return {
        "id": made.id,
        "request": asked,
        "mention": mention,
        "officer": cast.people[OFFICER],
        "partner": bawso,
    }


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
def test_a_senior_investigating_officer_reads_every_page(
    live_sites: Sites,
    browser: Browser,
    language: str,
    viewport: ViewportSize,
    settings: Settings,
) -> None:
    settings.PASSWORD_HASHERS = global_settings.PASSWORD_HASHERS  # as the site has them
    cast = make_cast()
    ids = make_full(cast, make_unused(cast))
    person = select_people().get(id=cast.people[LEADER])
    auth.TOTP.activate(person, auth.generate_totp_secret())
    person.set_password(PASSWORD)
    person.save(update_fields=[])
    page = sign_in(browser, live_sites.staff, cast.email(LEADER), viewport)
    read_in(page, language)
    seen, shots = set(), os.environ.get("SHOTS")

    for number, address in enumerate(PAGES):
        path = address.format(**ids)
        shown = page.goto(f"{live_sites.staff}/{path}")
        page.wait_for_load_state()
        assert shown is not None
        assert shown.status == 200, path
        seen.add(route_name(page.url, "unhidden.config.urls.staff"))
        assert axe_findings(page) == [], path
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= page.evaluate("window.innerWidth"), path
        if shots:
            name = Path(shots) / f"{number:02}-{language}.png"
            page.screenshot(path=str(name), full_page=True)
    page.context.close()

    assert seen >= SEEN_WITH_PEOPLE
