"""A visit of a plan moved by mouse and by keyboard, kept, and undone."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from uuid import UUID

import pytest
import time_machine
from playwright.sync_api import Browser, Locator, Page, expect

from tests.cast import NOON, Cast
from tests.made.week_plans import (
    PlannedWeek,
    make_plan,
    make_week_to_plan,
    see_plan,
)
from tests.made.week_plans import (
    page as path_of,
)
from tests.support.routing import HOST, route_to_client
from tests.support.signing_in import SignedIn

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(databases=["default", "signin"]),
]
# The hidden part of a name stands apart by a space that does not break.
MOVE = re.compile("Move\\s*: Nail bar")
SIZES = {"phone": (390, 844), "desk": (1280, 900)}


@pytest.fixture
def week(cast: Cast) -> PlannedWeek:
    return make_week_to_plan(cast)


@pytest.fixture
def version_id(cast: Cast, week: PlannedWeek) -> UUID:
    return make_plan(cast, week)


@pytest.fixture(params=["desk"])
def plan_page(
    request: pytest.FixtureRequest,
    browser: Browser,
    signed_in: SignedIn,
    version_id: UUID,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Page]:
    """The page of the plan, as the planner has it open."""
    # The browser's loop runs in this thread; only this test asks the database.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    width, height = SIZES[request.param]
    context = browser.new_context(viewport={"width": width, "height": height})
    with time_machine.travel(NOON, tick=False):
        page = context.new_page()
        route_to_client(page, signed_in("planner"))
        page.set_default_timeout(8_000)
        page.goto(HOST + path_of("plan", version_id))

        yield page
    context.close()


def find_hour(cast: Cast, version_id: UUID, candidate: UUID) -> tuple[str, int]:
    plan = see_plan(cast, version_id).plan
    assert plan is not None
    return next(
        (crew_day, stop.starts_at)
        for crew_day, stop in plan.iterate_stops()
        if stop.candidate == str(candidate)
    )


def drag(page: Page, what: Locator, onto: Locator) -> None:
    """Press on the first, move in steps, and let go in the middle of the second."""
    what.locator("strong").hover()
    page.mouse.down()
    box = onto.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 20, steps=5)
    page.mouse.up()


def test_a_visit_is_dragged_to_another_crew_and_that_is_undone(
    cast: Cast, week: PlannedWeek, version_id: UUID, plan_page: Page
) -> None:
    stop = plan_page.locator("[data-stop]", has_text="Nail bar")
    before = find_hour(cast, version_id, week.visits[1])

    drag(plan_page, stop, plan_page.locator(f"[data-crew-day='{week.crew_day(1)}']"))
    expect(plan_page.locator("[data-plan-told]")).to_contain_text("It can be done")
    assert find_hour(cast, version_id, week.visits[1]) == before
    plan_page.get_by_role("button", name="Keep the change").click()

    expect(plan_page.get_by_text("The plan is changed")).to_be_visible()
    assert find_hour(cast, version_id, week.visits[1]) == (week.crew_day(1), before[1])
    plan_page.keyboard.press("Control+z")
    expect(plan_page.get_by_text("The change is undone")).to_be_visible()
    assert find_hour(cast, version_id, week.visits[1]) == before


def test_a_visit_is_moved_by_the_keyboard_alone(
    cast: Cast, week: PlannedWeek, version_id: UUID, plan_page: Page
) -> None:
    plan_page.get_by_role("button", name=MOVE).focus()
    for key in ("Enter", "ArrowDown", "ArrowRight", "+"):
        plan_page.keyboard.press(key)

    expect(plan_page.locator("[data-plan-target]")).to_contain_text("11:15")
    expect(plan_page.locator("[data-plan-told]")).to_contain_text("It can be done")
    plan_page.keyboard.press("Enter")

    expect(plan_page.get_by_text("The plan is changed")).to_be_visible()
    assert find_hour(cast, version_id, week.visits[1]) == (week.crew_day(1, 1), 675)


def test_what_cannot_be_is_said_and_not_kept(
    cast: Cast, week: PlannedWeek, version_id: UUID, plan_page: Page
) -> None:
    button = plan_page.get_by_role("button", name=MOVE)
    button.click()

    for _quarter in range(4):
        plan_page.get_by_role("button", name="15 minutes earlier").click()
    expect(plan_page.locator("[data-plan-told]")).to_contain_text(
        "This is not possible"
    )

    expect(plan_page.get_by_role("button", name="Keep the change")).to_be_disabled()
    plan_page.get_by_role("button", name="Leave it where it was").click()
    expect(plan_page.locator("[data-plan-panel]")).to_be_hidden()
    expect(button).to_be_focused()


@pytest.mark.parametrize("plan_page", SIZES, indirect=True)
def test_the_page_fits_and_its_console_is_quiet(plan_page: Page) -> None:
    heard: list[str] = []
    plan_page.on("console", lambda message: heard.append(message.text))
    plan_page.get_by_role("button", name=MOVE).click()
    plan_page.get_by_role("button", name="15 minutes later").click()
    expect(plan_page.locator("[data-plan-told]")).to_contain_text("It can be done")
    if folder := os.environ.get("SHOTS"):
        plan_page.screenshot(
            path=f"{folder}/plan-{plan_page.viewport_size}.png", full_page=True
        )

    assert plan_page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert heard == []
