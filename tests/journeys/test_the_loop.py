"""The whole loop, one journey per person: in English one day, in Welsh the next."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from tests.browser.seen import SEEN_ON_JOURNEYS
from tests.journeys import (
    analyst,
    investigator,
    officer,
    planner,
    public_member,
    results,
    support,
)
from tests.journeys.walk import (
    DESK,
    LANGUAGES,
    PHONE,
    Walk,
    World,
    colleague,
    newly_signed_in,
    visitor,
)
from tests.support.sites import Sites

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("region")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_a_public_report_to_the_published_result(
    region_sites: Sites, browser: Browser, language: str
) -> None:
    world = World(region_sites, language, timezone.localdate())

    def walks(key: str, *steps: Callable[[Walk], None], phone: bool = False) -> None:
        shape = PHONE if phone else DESK
        walk = colleague(browser, world, key, viewport=shape)
        for step in steps:
            step(walk)
        walk.done()

    _the_public(browser, world, public_member.reports)
    newly_signed_in(browser, world, "analyst").done()
    walks("analyst", analyst.triages, analyst.writes, analyst.sees_the_risk)
    walks("planner", planner.plans, planner.starts)
    walks("officer_3", officer.records, officer.tells_the_desk, phone=True)
    walks("safeguarding", support.offers_somebody)
    walks("bawso_manager", support.takes_them_on)
    walks("bawso_worker", support.works_the_case)
    walks("red_cross_worker", support.is_absent_for)
    walks("officer_3", support.is_absent_for)
    walks("investigator", investigator.opens_an_investigation)
    walks("planner", planner.closes, results.computes)
    walks("safeguarding", results.approves)
    walks("communications", results.publishes)
    walks("overseer", results.walks_a_figure_back)
    _the_public(
        browser,
        world,
        lambda walk: public_member.checks(
            walk, "Your report is closed. You can still add to it."
        ),
        public_member.reads_the_result,
        public_member.reads_the_week_of_2016,
    )
    assert world.looked_at >= SEEN_ON_JOURNEYS


def _the_public(browser: Browser, world: World, *steps: Callable[[Walk], None]) -> None:
    walk = visitor(browser, world)
    for step in steps:
        step(walk)
    walk.done()
