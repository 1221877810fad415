"""What a week of action leads to only when something happens: on a phone."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import Browser
from psycopg import Connection
from psycopg.rows import TupleRow

from tests.browser.seen import SEEN_IN_A_WEEK
from tests.journeys.walk import LANGUAGES, PHONE, Walk, World, colleague
from tests.support.postgres import Server
from tests.support.sites import Sites
from unhidden.demo.region import read_data_file
from unhidden.hosting.postgres.connecting import connect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("region")]

PLANNED = """
select p.id from operations_plannedvisit p
  join operations_operation o on o.id = p.operation_id
 where p.kind = 'safeguarding' and p.status = 'planned' and o.status = 'running'
 order by p.id limit 1
"""
MADE = """
select v.id from visits_visit v
  join operations_plannedvisit p on p.id = v.planned_id
  join operations_operation o on o.id = p.operation_id
 where p.kind = 'safeguarding' and o.status = 'running'
 order by v.id limit 1
"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_place_is_put_back_a_life_is_saved_and_a_record_released(
    region_sites: Sites,
    browser: Browser,
    test_server: Server,
    test_database: str,
    language: str,
) -> None:
    region = {**test_server.admin, "dbname": f"{test_database}_region"}
    with connect(region) as admin:
        planned = _find_one(admin, PLANNED)
        made = _find_one(admin, MADE)
    world = World(region_sites, language, timezone.localdate())
    planner = colleague(browser, world, "planner", viewport=PHONE)
    _takes_a_place_out_and_puts_it_back(planner, world)
    _opens_a_second_visit(planner, planned)
    _asks_for_a_release(planner, made)
    planner.done()
    lead = colleague(browser, world, "safeguarding", viewport=PHONE)
    lead.go(f"{region_sites.staff}/visits/{made}/")
    lead.open('main a[href*="/releases/"]')
    _fits(lead)
    lead.press("Agree")
    lead.done()
    assert world.looked_at >= SEEN_IN_A_WEEK


def _takes_a_place_out_and_puts_it_back(planner: Walk, world: World) -> None:
    _opens_the_week(planner, world)
    planner.follow("Candidates")
    planner.page.locator("input[data-candidate]").last.check(force=True)
    planner.press("Take them out")
    planner.open('main a[href$="/candidates/removed/"]')
    _fits(planner)
    planner.press("Put them back")
    planner.reads("Select at least one place")


def _opens_a_second_visit(planner: Walk, planned: object) -> None:
    planner.go(f"{planner.world.sites.staff}/operations/visits/{planned}/second/")
    planner.look()
    _fits(planner)
    planner.press("Open the second visit")
    planner.reads("Enter what the danger is")


def _asks_for_a_release(planner: Walk, made: object) -> None:
    planner.go(f"{planner.world.sites.staff}/visits/{made}/")
    planner.follow("Ask that an authority may have it")
    _fits(planner)
    planner.press("Ask the safeguarding lead")
    planner.reads("Enter the reason")
    planner.fill(authority="Synthetic authority", reason="A child is looked for.")
    planner.press("Ask the safeguarding lead")


def _find_one(admin: Connection[TupleRow], query: str) -> object:
    ((found,),) = admin.execute(query.encode()).fetchall()
    return found


def _opens_the_week(planner: Walk, world: World) -> None:
    planner.go(f"{world.sites.staff}/operations/")
    planner.follow_words(read_data_file("week_now.json")[f"name_{world.language}"])


def _fits(walk: Walk) -> None:
    wide = walk.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= PHONE["width"]
