"""A connection that goes while a report is sealed by keys that are verified."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Serve
from tests.browser.desk_links import TOLD, link, rotate, said, sentence
from tests.browser.lies import AT_THE_DOOR, DOOR, LINKS, changed, lying, refuses
from tests.browser.walking import SAW, opened, send, start, walk
from tests.cast import Cast, make_cast
from tests.made.agencies import make_desk
from tests.made.reporting import make_route
from unhidden.reporting.models import Report

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("live"),
    pytest.mark.django_db(transaction=True),
]

SENDING = re.compile("/report/sealed/$")
WORDS = re.compile(r"/report/words/\w+/$")
PROBLEM = ".govuk-error-summary:not([data-unsafe])"
ONLINE = "window.dispatchEvent(new Event('online'))"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """With people who hold the desk's keys."""
    made = make_cast()
    made.actor("analyst")
    return made


def lose_the_answer(route: Route) -> None:
    """The server has it, and the browser never hears so."""
    route.fetch()
    route.abort()


def press(page: Page) -> None:
    page.locator("[data-send]").click()
    expect(page.locator("[data-send]")).to_be_enabled()


def test_sent_again_by_the_same_link_the_receipt_says_by_which(
    cast: Cast, serve: Serve, page: Page
) -> None:
    start(page, serve())
    walk(page, TOLD)
    page.route(SENDING, lose_the_answer, times=1)
    press(page)
    expect(page.locator(PROBLEM)).to_contain_text("not gone through yet")

    words = send(page)

    assert len(words) == 7
    assert said(page) == sentence(link(cast))
    assert opened(cast)[1].answers.what == SAW


def test_sent_again_by_another_link_no_page_says_by_which_it_was_sealed(
    cast: Cast, serve: Serve, page: Page
) -> None:
    start(page, serve())
    walk(page, TOLD)
    page.route(SENDING, lose_the_answer, times=1)
    press(page)
    rotate(cast)

    page.locator("[data-send]").click()

    expect(page.locator("h1")).to_have_text("We already have this report")
    assert page.locator("main ol li").count() == 7
    assert page.locator("[data-sealed-for]").count() == 0
    assert opened(cast)[1].answers.what == SAW


def test_a_desk_that_changed_meanwhile_gets_nothing_before_it_was_shown(
    cast: Cast, serve: Serve, page: Page
) -> None:
    council = make_desk(cast)
    start(page, serve())
    walk(page, {**TOLD, "topic": "nail_bar"})
    assert said(page) == sentence(link(cast))
    page.context.set_offline(True)
    press(page)
    make_route(cast, council, topic="nail_bar")

    page.context.set_offline(False)

    expect(page.locator("[data-desk]")).to_contain_text("Wrexham Council")
    expect(page.locator(PROBLEM)).to_contain_text("did not go through")
    assert not Report.objects.using("stored").exists()
    send(page)
    assert said(page).startswith("Sealed for Wrexham Council, link")


def test_what_cannot_be_verified_is_not_tried_again_by_itself(
    cast: Cast, serve: Serve, page: Page
) -> None:
    start(page, serve())
    posted: list[str] = []
    with lying(page, DOOR, AT_THE_DOOR["no number"]):
        walk(page, TOLD)
        assert refuses(page)

        page.on("request", lambda request: posted.append(request.url))
        page.evaluate(ONLINE)
        page.wait_for_timeout(1_000)

    assert posted == []
    assert not Report.objects.using("stored").exists()


def test_a_connection_that_goes_between_door_and_links_is_no_lie(
    cast: Cast, serve: Serve, page: Page
) -> None:
    start(page, serve())
    rotate(cast)
    walk(page, TOLD, to="reply")
    for address in (LINKS, WORDS):
        page.route(address, gone)
    walk(page, TOLD)
    press(page)
    expect(page.locator(PROBLEM)).to_contain_text("not gone through yet")
    expect(page.locator("[data-unsafe]")).to_be_hidden()
    page.unroute(WORDS)

    assert refuses(page)
    expect(page.locator(PROBLEM)).to_have_count(0)
    page.unroute(LINKS)

    send(page)

    assert said(page) == sentence(link(cast))


@pytest.mark.parametrize("name", ["send", "desk"])
def test_a_file_that_was_lost_at_first_is_held_to_its_digest_when_it_comes(
    cast: Cast, serve: Serve, page: Page, name: str
) -> None:
    file = rf"reporting/{name}\.\w+\.js"
    with changed(page, file):
        page.route(re.compile(file), gone, times=1)
        start(page, serve())
        walk(page, TOLD)

        assert refuses(page)


def gone(route: Route, *_: Any) -> None:
    route.abort()
