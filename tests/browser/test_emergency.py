"""A record opened in an emergency, closed, approved, reviewed: in a real browser."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from tests.browser.seen import SEEN_IN_AN_EMERGENCY
from tests.journeys.walk import (
    DESK,
    LANGUAGES,
    PHONE,
    Walk,
    World,
    newly_signed_in,
)
from tests.support.postgres import Server
from tests.support.sites import Sites
from unhidden.hosting.postgres.connecting import connect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("region")]

WORDS = "The night line is silent, and somebody must go there now."


@dataclass(frozen=True, slots=True)
class Parts:
    """Who asks and whose records they are; each language has its own."""

    asker: str
    owner: str
    owner_code: str


PARTS = {
    "en": Parts("red_cross_worker", "bawso_worker", "bawso"),
    "cy": Parts("bawso_worker", "red_cross_worker", "red_cross"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_emergency_from_the_ask_to_the_review(
    region_sites: Sites,
    browser: Browser,
    test_server: Server,
    test_database: str,
    language: str,
) -> None:
    parts = PARTS[language]
    plain, restricted = _two_cases(test_server, f"{test_database}_region", parts)
    world = World(region_sites, language, timezone.localdate())

    asker = newly_signed_in(browser, world, parts.asker, viewport=PHONE)
    _asks(asker, "NW-SC-1999-000001")
    asker.reads("No record of this reference can be opened")
    _asks(asker, plain)
    asker.reads("The record is open to you for four hours")
    asker.follow("Read the record")
    asker.sees(plain)
    asker.follow("Close it now")
    asker.press("Close the record")
    asker.reads("The record is closed to you")
    _asks(asker, restricted)
    asker.reads("This record is restricted: a second person must agree")
    asker.done()

    owner = newly_signed_in(browser, world, parts.owner, viewport=DESK)
    owner.follow("Emergency notices", within="nav")
    owner.follow_words(restricted)
    owner.follow("Approve or refuse")
    owner.tick("is_agreed", "yes")
    owner.press("Save")
    owner.reads("They can read it now")
    owner.press("We have taken note")
    owner.follow_words(plain)
    owner.follow("Review this access")
    owner.tick("outcome", "justified")
    owner.fill(words="Somebody was in danger, and is safe.")
    owner.press("Save")
    owner.reads("The review is recorded")
    owner.done()
    assert world.looked_at >= SEEN_IN_AN_EMERGENCY


def _asks(walk: Walk, reference: str) -> None:
    walk.go(f"{walk.world.sites.staff}/")
    walk.follow("Emergency access", within="main")
    walk.follow("Open a record in an emergency")
    walk.fill(reference=reference, words=WORDS)
    walk.tick("reason", "missing")
    walk.press("Open the record")


def _two_cases(server: Server, database: str, parts: Parts) -> tuple[str, str]:
    """The references of two of the owner's cases; the second is now restricted."""
    with connect({**server.admin, "dbname": database}) as admin:
        rows = admin.execute(
            "select c.urn from safeguarding_case c"
            " join agencies_organisation o on o.id = c.lead_id"
            " where o.code = %s order by c.urn desc limit 2",
            [parts.owner_code],
        ).fetchall()
        plain, restricted = (str(row[0]) for row in rows)
        admin.execute(
            "update access_grant set ended_at = now() where basis = 'share'"
            " and record_id in (select id from safeguarding_case"
            "   where urn in (%s, %s))",
            [plain, restricted],
        )
        admin.execute(
            "update safeguarding_case set is_restricted = true where urn = %s",
            [restricted],
        )
    return plain, restricted
