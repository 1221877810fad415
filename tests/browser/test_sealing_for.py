"""Whom a report is sealed for: the last step says it, and keys may change meanwhile."""

from __future__ import annotations

from functools import partial

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Serve
from tests.browser.desk_links import TOLD, link, of, rotate, said, sentence
from tests.browser.lies import DOOR, lying
from tests.browser.walking import SAW, opened, send, send_late, start, walk
from tests.cast import Cast, make_cast
from tests.made.agencies import make_desk
from tests.made.reporting import make_route
from tests.support.looking import axe_findings
from unhidden.reporting.models import Report

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("live"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """With people who hold the desk's keys."""
    made = make_cast()
    made.actor("analyst")
    return made


def test_the_last_step_and_the_end_say_whom_it_is_sealed_for(
    cast: Cast, serve: Serve, page: Page
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    start(page, serve())
    walk(page, TOLD)

    assert said(page) == sentence(link(cast))
    assert axe_findings(page) == []
    send(page)

    assert said(page) == sentence(link(cast))
    assert opened(cast)[1].answers.what == SAW
    # Nothing had grown since the start: the pins were enough.
    assert [url for url in asked if "/report/pins/" in url]
    assert not [url for url in asked if url.endswith("/report/links/")]


def test_the_end_is_printed_without_it(cast: Cast, serve: Serve, page: Page) -> None:
    start(page, serve(), "cy")
    walk(page, TOLD)
    shown = link(cast)
    expected = f"Wedi’i selio ar gyfer Heddlu Gogledd Cymru, dolen {shown.number}:"
    assert said(page) == f"{expected} {shown.words}"
    send(page)
    assert said(page) == f"{expected} {shown.words}"

    page.emulate_media(media="print")

    expect(page.locator("[data-sealed-for]")).to_be_hidden()


def test_keys_that_change_before_and_after_the_last_step(
    cast: Cast, serve: Serve, page: Page
) -> None:
    public = serve()
    start(page, public)
    rotate(cast)
    walk(page, TOLD)
    first = link(cast)
    assert said(page) == sentence(first)
    rotate(cast)

    send(page)

    assert link(cast).number == first.number + 1
    assert said(page) == sentence(link(cast))
    assert opened(cast)[1].answers.what == SAW


def test_a_page_that_was_open_when_the_site_was_started_again(
    cast: Cast, serve: Serve, page: Page
) -> None:
    before = serve()
    pinned: list[str] = []
    page.on("request", lambda request: pinned.append(request.url))
    page.route("**/report/pins/**", lambda route: route.abort())
    start(page, before)
    walk(page, TOLD, to="what")
    rotate(cast)
    after = serve()
    page.unroute("**/report/pins/**")
    page.route(f"{before}/**", partial(_by, before, after))

    walk(page, TOLD)
    send(page)

    assert len({url for url in pinned if "/report/pins/" in url}) == 1
    assert opened(cast)[1].answers.what == SAW


def _by(before: str, after: str, route: Route) -> None:
    """Answered by the site that was started later."""
    address = route.request.url.replace(before, after)
    headers = {**route.request.headers, "origin": after}
    route.fulfill(response=route.fetch(url=address, headers=headers))


def test_the_page_names_the_desk_that_it_seals_for(
    cast: Cast, serve: Serve, page: Page
) -> None:
    council = make_desk(cast)
    make_route(cast, council, topic="nail_bar")
    number = len(of(council))
    with lying(
        page, DOOR, lambda told: {**told, "team": str(council), "number": number}
    ):
        start(page, serve())
        walk(page, TOLD)

        assert said(page).startswith("Sealed for Wrexham Council, link")


@pytest.mark.parametrize("curve", ["Ed25519", "X25519"])
def test_a_browser_without_a_curve_lets_the_server_seal_and_shows_its_word(
    cast: Cast, serve: Serve, page: Page, curve: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.add_init_script(
        "const made = SubtleCrypto.prototype.generateKey;"
        "SubtleCrypto.prototype.generateKey = function (curve, ...more) {"
        f" if (curve.name === '{curve}') throw new DOMException('unknown');"
        " return made.call(this, curve, ...more); };"
    )
    start(page, serve())
    walk(page, TOLD)

    send_late(page)

    assert said(page) == sentence(link(cast))
    assert opened(cast)[1].answers.what == SAW
    assert not [url for url in asked if "/report/door/" in url]


def test_a_desk_that_changes_after_it_was_shown_is_shown_before_it_is_sealed_for(
    cast: Cast, serve: Serve, page: Page
) -> None:
    council = make_desk(cast)
    start(page, serve())
    walk(page, {**TOLD, "topic": "nail_bar"})
    assert said(page) == sentence(link(cast))
    make_route(cast, council, topic="nail_bar")

    page.locator("[data-send]").click()

    problem = page.locator(".govuk-error-summary:not([data-unsafe])")
    expect(problem).to_contain_text("did not go through")
    expect(page.locator("[data-desk]")).to_contain_text("Wrexham Council")
    assert not Report.objects.using("stored").exists()
    send(page)
    assert said(page).startswith("Sealed for Wrexham Council, link")
    (row,) = Report.objects.using("stored").all()
    assert row.desk_id == council
