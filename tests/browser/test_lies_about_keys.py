"""Nothing is sealed, and nothing sent, on the word of a public program that lies."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Serve
from tests.browser.desk_links import TOLD, link, rotate, said, sentence
from tests.browser.lies import (
    AT_THE_DOOR,
    DOOR,
    LIES,
    LINKS,
    PUBLIC_KEY,
    a_whole_chain_of_the_attacker,
    changed,
    lying,
    refuses,
)
from tests.browser.walking import SAW, opened, send, start, walk
from tests.cast import Cast, make_cast
from tests.support.looking import axe_findings
from tests.support.sites import Sites

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


def test_a_site_that_lies_about_keys_gets_nothing(
    cast: Cast, serve: Serve, page: Page
) -> None:
    start(page, serve())
    rotate(cast)
    about_links = {name: lie(cast) for name, lie in LIES.items()}
    found = {}
    for address, lies in ((LINKS, about_links), (DOOR, AT_THE_DOOR)):
        with lying(page, address, next(iter(lies.values()))) as told:
            if address == LINKS:
                walk(page, TOLD)
            for name, lie in lies.items():
                told.append(lie)
                found[name] = refuses(page)

    assert [name for name, is_refused in found.items() if not is_refused] == []
    assert len(found) == len(LIES) + len(AT_THE_DOOR)
    assert axe_findings(page) == []
    # What was written is still there, and goes once the site is honest.
    send(page)
    assert opened(cast)[1].answers.what == SAW


def test_another_key_at_the_door_is_not_even_looked_at(
    cast: Cast, serve: Serve, page: Page
) -> None:
    key = PUBLIC_KEY.hex()
    with lying(page, DOOR, lambda told: {**told, "key": key}):
        start(page, serve())
        walk(page, TOLD)
        send(page)

    row, report = opened(cast)
    assert report.answers.what == SAW
    assert row.desk_id == cast.organisations["police"]


def test_a_link_that_the_page_has_seen_is_not_gone_back_on(
    cast: Cast, serve: Serve, page: Page
) -> None:
    public = serve()
    start(page, public)
    rotate(cast)
    walk(page, TOLD)
    said(page)
    page.locator('button[value="to:what"]').first.click()
    with lying(page, DOOR, lambda told: {**told, "number": told["number"] - 1}):
        walk(page, TOLD)

        assert refuses(page)


@pytest.mark.parametrize(
    "file",
    [
        *(r"/report/pins/", r"/report/links/words/"),
        *(r"reporting/desk\.\w+\.js", r"reporting/send\.\w+\.js"),
    ],
)
def test_a_file_that_is_not_the_one_the_page_names_is_not_used(
    cast: Cast, serve: Serve, page: Page, file: str
) -> None:
    with changed(page, file):
        start(page, serve())
        walk(page, TOLD)

        assert refuses(page)


def test_without_what_checks_links_the_page_is_one_without_scripts(
    cast: Cast, serve: Serve, page: Page
) -> None:
    with changed(page, r"vault/chain\.\w+\.js"):
        start(page, serve())
        page.locator('#report button[value="next"]').click()

        expect(page.locator("template")).to_have_count(0)


def test_a_desk_that_came_after_the_start_is_verified_from_the_root(
    live_sites: Sites, page: Page
) -> None:
    cast = make_cast()
    cast.actor("analyst")
    with lying(page, LINKS, a_whole_chain_of_the_attacker(cast)):
        start(page, live_sites.public)
        walk(page, TOLD)
        assert refuses(page)

    send(page)

    assert said(page) == sentence(link(cast))
    assert opened(cast)[1].answers.what == SAW


def test_the_refusal_is_in_welsh_on_a_welsh_page(
    cast: Cast, serve: Serve, page: Page
) -> None:
    with lying(page, DOOR, AT_THE_DOOR["no number"]):
        start(page, serve(), "cy")
        walk(page, TOLD)
        assert refuses(page)

    expect(page.locator("[data-unsafe] h2")).to_have_text(
        "Ni ellir anfon eich adroddiad yn ddiogel ar hyn o bryd"
    )
    assert axe_findings(page) == []
