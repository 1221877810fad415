"""A week of action: planned from nothing, turned on the day, closed and counted."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from tests.browser.seen import SEEN_WHEN_PLANNING
from tests.journeys import week
from tests.journeys.walk import DESK, LANGUAGES, PHONE, Walk, World, colleague
from tests.support.postgres import Server
from tests.support.sites import Sites
from tests.support.worker import start_worker_code

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("region")]

_SEARCHES = """
import time
from django.utils import timezone
from unhidden.operations.models import SearchKind
from unhidden.operations.plans.actions import searching
from unhidden.planning.apart import ApartSearch

while True:
    for kind in SearchKind:
        searching.search_next(
            kind=kind,
            searching=ApartSearch,
            now=timezone.now,
            is_over=lambda: False,
            actor=searching.SEARCHER,
        )
    time.sleep(0.2)
"""


@pytest.fixture(scope="module")
def searcher(
    region_sites: Sites, test_server: Server, test_database: str
) -> Iterator[subprocess.Popen[str]]:
    """The worker's part of the region: it searches plans."""
    database = f"{test_database}_region"
    with start_worker_code(test_server, database, _SEARCHES) as child:
        yield child
        child.kill()


@pytest.mark.parametrize("language", LANGUAGES)
def test_silver_plans_a_week_turns_a_day_and_closes_it(
    region_sites: Sites,
    searcher: subprocess.Popen[str],
    browser: Browser,
    language: str,
) -> None:
    world = World(region_sites, language, timezone.localdate())
    leader = week.CREWS[language][0]

    def walks(key: str, *steps: Callable[[Walk], None], phone: bool = False) -> None:
        shape = PHONE if phone else DESK
        walk = colleague(browser, world, key, viewport=shape)
        for step in steps:
            step(walk)
        walk.done()

    walks("planner", week.opens, week.rosters, week.chooses, week.plans, week.briefs)
    walks(leader, week.reads_the_brief, phone=True)
    walks("planner", week.starts, week.replans)
    walks(leader, week.records_the_turn, week.records, week.confers, phone=True)
    walks("planner", week.closes, week.debriefs, week.counts)
    walks("overseer", week.walks_every_figure_back)
    assert world.looked_at >= SEEN_WHEN_PLANNING
