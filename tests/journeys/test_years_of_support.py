"""Survivors over years: the time of the pages is moved on, and nobody waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys import a_child, a_refusal, a_woman
from tests.journeys.walk import DESK, LANGUAGES, Walk, World, walk_of
from tests.support import moved_time
from tests.support.looking import sign_in
from tests.support.moved_time import MovedTime
from tests.support.postgres import Server

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("years")]


@pytest.fixture(scope="module")
def years(
    test_server: Server, test_database: str, demonstration: str, module_place: Path
) -> Iterator[MovedTime]:
    """The sites over a copy of the region, with a clock that the tests move."""
    copy = f"{test_database}_years"
    with moved_time.running(test_server, demonstration, copy, module_place) as running:
        yield running


@pytest.fixture(scope="module")
def looked_at() -> set[str]:
    """The pages that axe has looked at on the journeys of this file, each once."""
    return set()


class Years:
    """One journey of several people, over years."""

    def __init__(
        self, browser: Browser, years: MovedTime, language: str, looked_at: set[str]
    ) -> None:
        self.time = years
        self.world = World(years.sites, language, years.today, looked_at=looked_at)
        self._browser = browser

    def walks(self, key: str, *steps: Callable[[Walk, date], None]) -> None:
        """Somebody signs in, as after months, and does these."""
        page = self._browser.new_context(viewport=DESK).new_page()
        walk = walk_of(page, self.world, is_looking=True)
        sign_in(page, self.world.sites, key, self.world.language)
        for step in steps:
            step(walk, self.time.today)
        walk.done()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_woman_is_supported_for_three_years(
    browser: Browser,
    years: MovedTime,
    language: str,
    looked_at: set[str],
    record_property: Callable[[str, object], None],
) -> None:
    journey = Years(browser, years, language, looked_at)

    journey.walks("safeguarding", a_woman.is_offered)
    journey.walks("bawso_manager", a_woman.is_taken_on)
    journey.walks("bawso_worker", a_woman.is_met)
    years.let_pass(days=2)
    journey.walks("bawso_worker", a_woman.tells_in_her_own_time)
    years.let_pass(days=2)
    journey.walks("bawso_worker", a_woman.fills_in_the_form, a_woman.is_referred)
    record_property("survivor.form_acts", journey.world.kept["form_acts"])
    years.let_pass(days=6)
    journey.walks("bawso_worker", a_woman.has_reasonable_grounds)
    years.let_pass(days=170)
    journey.walks("bawso_manager", a_woman.is_seen_to_be_late)
    journey.walks("bawso_worker", a_woman.takes_her_page, a_woman.is_supported)
    years.let_pass(days=200)
    journey.walks("bawso_worker", a_woman.has_conclusive_grounds)
    years.let_pass(days=60)
    journey.walks("bawso_worker", a_woman.is_lost)
    years.let_pass(days=40)
    journey.walks("bawso_worker", a_woman.is_found)
    years.let_pass(days=300)
    journey.walks("bawso_worker", a_woman.is_woken)
    years.let_pass(days=316)
    journey.walks("bawso_worker", a_woman.is_settled)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_child_is_spoken_for_and_asked_anew_at_eighteen(
    browser: Browser, years: MovedTime, language: str, looked_at: set[str]
) -> None:
    journey = Years(browser, years, language, looked_at)

    journey.walks("bawso_worker", a_child.comes)
    years.let_pass(days=2)
    journey.walks("bawso_worker", a_child.is_spoken_for)
    years.let_pass(days=1)
    journey.walks("bawso_worker", a_child.is_referred)
    years.let_pass(days=40)
    journey.walks("bawso_worker", a_child.is_believed)
    years.let_pass(days=700)
    journey.walks("bawso_worker", a_child.turns_18)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_adult_who_refuses_everything_comes_back_by_the_same_door(
    browser: Browser, years: MovedTime, language: str, looked_at: set[str]
) -> None:
    journey = Years(browser, years, language, looked_at)

    journey.walks("bawso_manager", a_refusal.refuses_everything)
    journey.walks("safeguarding", a_refusal.is_notified_of_by_police)
    years.let_pass(days=3)
    journey.walks("bawso_worker", a_refusal.is_let_go)
    years.let_pass(days=425)
    journey.walks("bawso_manager", a_refusal.comes_back)
