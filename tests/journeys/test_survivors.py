"""Survivors' cases over years, by page: a worker who leaves, and nobody is lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser

from tests.cast import FOUNDER, NOON, PASSWORD, Cast, make_cast
from tests.journeys.walk import DESK, LANGUAGES, Walk, World, walk_of
from tests.made.cover import make_duty
from tests.made.safeguarding import make_case
from tests.support.looking import read_in
from tests.support.sites import Sites
from unhidden.agencies import actions as agencies
from unhidden.agencies.models import Engagement
from unhidden.safeguarding import actions as safeguarding
from unhidden.safeguarding.models import Case

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("live")]

SAID = "Synthetic: she wants to learn to swim."


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_worker_leaves_and_every_case_has_a_home(
    live_sites: Sites, browser: Browser, language: str
) -> None:
    cast, world = make_cast(), World(live_sites, language, timezone.localdate())
    _hire(cast)
    case_id = make_case(cast)
    safeguarding.add_note(
        case_id=case_id, text=SAID, actor=cast.actor("support_worker"), at=NOON
    )
    make_duty(cast, at=timezone.now(), who="support_worker")
    row = Case.objects.using("stored").get(id=case_id)
    world.kept["urn"], world.kept["case"] = row.urn, f"/cases/{case_id}/"

    _writes_for_the_night(_come(browser, world, cast, "support_worker"))
    _is_refused_while_cases_have_no_home(
        _come(browser, world, cast, "administrator"), cast
    )
    _hands_the_cases_over(_come(browser, world, cast, "support_manager"))
    _goes_on(_come(browser, world, cast, "stranger"))
    _sees_nothing(_come(browser, world, cast, "support_worker"))
    _ends_the_engagement(_come(browser, world, cast, "administrator"), cast)

    assert (
        Engagement.objects.using("stored")
        .get(person_id=cast.people["support_worker"])
        .ended_at
    )


def _hire(cast: Cast) -> None:
    """A second worker of BAWSO's, who takes the cases over."""
    agencies.request_engagement(
        person_id=cast.people["stranger"],
        organisation_id=cast.organisations["bawso"],
        role="support_worker",
        from_on=date(2016, 1, 1),
        actor=FOUNDER,
        at=timezone.now(),
    )
    cast.actor("support_worker")
    cast.actor("stranger")


def _come(browser: Browser, world: World, cast: Cast, part: str) -> Walk:
    """A colleague's window, as if both steps of signing in were done a moment ago."""
    client = Client()
    assert client.login(email=cast.email(part), password=PASSWORD)
    (cookie,) = client.cookies.values()
    context = browser.new_context(viewport=DESK)
    context.add_cookies(
        [{"name": "unhidden_staff", "value": cookie.value, "url": world.sites.staff}]
    )
    page = context.new_page()
    page.goto(f"{world.sites.staff}/")
    read_in(page, world.language)
    return walk_of(page, world, is_looking=True)


def _writes_for_the_night(walk: Walk) -> None:
    """What whoever answers may open, while the case changes hands."""
    walk.go(f"{walk.world.sites.staff}{walk.world.kept['case']}")
    walk.follow("Out of hours", within="main")
    walk.follow("Write for whoever answers at night")
    walk.press("Save")
    walk.reads("Enter how they will say who they are")
    walk.fill(called="Robin", tonight="She moves on Friday.")
    walk.tick("hours", "2")
    walk.day("last", walk.world.today + timedelta(days=3))
    walk.press("Save")
    walk.reads("It is written for whoever answers")
    walk.done()


def _leaving(walk: Walk, cast: Cast) -> None:
    """The page that ends the worker's engagement."""
    engagement = Engagement.objects.using("stored").get(
        person_id=cast.people["support_worker"]
    )
    walk.go(f"{walk.world.sites.staff}/people/engagements/{engagement.id}/end/")


def _is_refused_while_cases_have_no_home(walk: Walk, cast: Cast) -> None:
    """The case is named by its reference, and the engagement does not end."""
    _leaving(walk, cast)
    walk.sees(walk.world.kept["urn"])
    walk.done()


def _hands_the_cases_over(walk: Walk) -> None:
    """From the caseloads to the worker, and all of it to the second one."""
    walk.go(f"{walk.world.sites.staff}/")
    walk.follow("Caseloads", within="nav")
    walk.sees(walk.world.kept["urn"])
    walk.follow_words("Support Worker")
    walk.follow("Hand their cases over")
    walk.press("Hand them over")
    walk.reads("Select who takes the cases")
    walk.pick("everything", "Stranger")
    walk.press("Hand them over")
    walk.reads("They work on no open case.")
    walk.done()


def _goes_on(walk: Walk) -> None:
    """Nothing has to be told twice: the note is there, and the life of the case."""
    walk.go(f"{walk.world.sites.staff}{walk.world.kept['case']}")
    walk.sees(SAID)
    walk.follow("The life of the case", within="main")
    walk.follow("Put the case to rest until a day")
    walk.day("wakes_on", walk.world.today + timedelta(days=90))
    walk.press("Put it to rest")
    walk.reads("The case is at rest")
    walk.done()


def _sees_nothing(walk: Walk) -> None:
    """Whoever has given a case away is told that there is no such page."""
    answer = walk.page.request.get(f"{walk.world.sites.staff}{walk.world.kept['case']}")
    assert answer.status == 404
    walk.done()


def _ends_the_engagement(walk: Walk, cast: Cast) -> None:
    _leaving(walk, cast)
    walk.press("Continue")
    walk.press("End the engagement")
    walk.reads("The engagement is ended")
    walk.done()
