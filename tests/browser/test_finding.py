"""Searching, keeping the search, and a contact to make: in a browser, on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from tests.browser.seen import SEEN_WHEN_FINDING
from tests.journeys.walk import LANGUAGES, PHONE, Walk, World, colleague
from tests.support.postgres import Server
from tests.support.sites import Sites
from unhidden.hosting.postgres.connecting import connect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("region")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_analyst_finds_keeps_a_search_and_contacts_a_partner(
    region_sites: Sites,
    browser: Browser,
    test_server: Server,
    test_database: str,
    language: str,
) -> None:
    world = World(region_sites, language, timezone.localdate())
    analyst = colleague(browser, world, "analyst", viewport=PHONE)
    analyst.go(f"{region_sites.staff}/find/?text=car+wash")
    analyst.look()
    assert _width(analyst) <= PHONE["width"]
    analyst.follow("Keep this search")
    analyst.press("Keep this search")
    analyst.reads("Enter a name")
    analyst.fill(name="Washes", reason="A week of action.")
    analyst.press("Keep this search")
    assert _width(analyst) <= PHONE["width"]
    analyst.follow_words("Washes")
    analyst.reads("Nothing new.")
    analyst.go(f"{region_sites.staff}/find/kept/")
    analyst.open('a[href*="/renew/"]')
    analyst.fill(reason="It goes on.")
    analyst.press("Keep it for 12 more months")
    with _met(test_server, f"{test_database}_region") as (plain, sensitive):
        analyst.go(f"{region_sites.staff}/contacts/{plain}/")
        analyst.look()
        assert _width(analyst) <= PHONE["width"]
        planner = colleague(browser, world, "planner", viewport=PHONE)
        planner.go(f"{region_sites.staff}/contacts/sensitive/{sensitive}/")
        planner.look()
        planner.done()
    with _came_back(test_server, f"{test_database}_region") as match:
        unit = colleague(browser, world, "source_unit", viewport=PHONE)
        unit.go(f"{region_sites.staff}/sources/")
        unit.look()
        unit.open(f'a[href*="{match}"]')
        unit.look()
        assert _width(unit) <= PHONE["width"]
        unit.done()
    analyst.done()
    assert world.looked_at >= SEEN_WHEN_FINDING


@contextmanager
def _came_back(server: Server, database: str) -> Iterator[str]:
    """As if one source had told of one target twice, for as long as the block."""
    with connect({**server.admin, "dbname": database}) as admin:
        ((match,),) = admin.execute(
            "insert into intelligence_sourcematch (id, organisation_id, earlier_id,"
            " later_id, earlier_urn, later_urn, reports, made_at)"
            " select gen_random_uuid(), r.organisation_id, r.id, r.id, r.urn, r.urn,"
            " 2, now() from (select * from intelligence_intelligencereport"
            " order by written_at limit 1) r returning id"
        ).fetchall()
        try:
            yield str(match)
        finally:
            admin.execute("delete from intelligence_sourcematch where id = %s", [match])


_STEPS = "delete from intelligence_contactstep"


def _width(walk: Walk) -> int:
    return int(walk.page.evaluate("document.documentElement.scrollWidth"))


@contextmanager
def _met(server: Server, database: str) -> Iterator[tuple[str, str]]:
    """As if a partner's records met the police's, for as long as the block."""
    with connect({**server.admin, "dbname": database}) as admin:
        rows = admin.execute(
            "insert into intelligence_contact (id, organisation_id, other_id,"
            " record_id, urn, meeting, is_sensitive, made_at)"
            " select gen_random_uuid(), r.organisation_id, o.id, r.id, r.urn,"
            " gen_random_uuid(), s, now() from (select * from"
            " intelligence_intelligencereport order by written_at limit 1) r"
            " join agencies_organisation o on o.code = 'border_force'"
            " cross join unnest(array[false, true]) s returning id, is_sensitive"
        ).fetchall()
        try:
            found = {bool(row[1]): str(row[0]) for row in rows}
            yield found[False], found[True]
        finally:
            made = [[row[0] for row in rows]]
            admin.execute(f"{_STEPS} where contact_id = any(%s)", made)
            admin.execute("delete from intelligence_contact where id = any(%s)", made)
