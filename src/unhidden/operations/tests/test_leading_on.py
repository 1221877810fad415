"""Where the board leads on to, for those who may go there and for nobody else."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.cast import Cast
from tests.made.basemaps import CREDIT, made_basemap
from tests.made.command import decide
from tests.made.operations import start
from tests.made.visits import Planned, make_visit
from tests.made.week_plans import make_plan, make_week_to_plan, one_plan, take
from tests.support.signing_in import SignedIn
from unhidden.operations.tests.boards import make_board_week
from unhidden.operations.tests.reading import words

pytestmark = pytest.mark.django_db


def at(name: str, key: UUID) -> str:
    return reverse(name, args=[key])


def links_of(browser: Client, page: str) -> set[str]:
    """The addresses that a page leads to."""
    text = browser.get(page).content.decode()
    return {part.split('"')[0] for part in text.split('href="')[1:]}


def test_who_plans_goes_from_the_board_to_what_happened(
    cast: Cast, planner: Client, signed_in: SignedIn
) -> None:
    week = make_week_to_plan(cast)
    board = at("operations:board", week.operation_id)
    version_id = make_plan(cast, week, one_plan(week))
    replan = at("operations:replan", version_id)
    take(cast, version_id)
    before = links_of(planner, board)
    start(cast, week.operation_id)

    assert replan not in before
    assert replan in links_of(planner, board)
    assert replan not in links_of(signed_in("officer"), board)


def test_the_board_shows_the_last_three_decisions_to_who_reads_the_log(
    cast: Cast, planner: Client, signed_in: SignedIn
) -> None:
    week = make_board_week(cast)
    board = at("operations:board", week.operation_id)
    assert "No decision is written yet." in words(planner.get(board))
    for number in range(1, 5):
        decide(cast, week.operation_id, title=f"Decision {number}")

    shown, hidden = words(planner.get(board)), words(signed_in("officer").get(board))

    assert all(f"{number}. Decision {number}" in shown for number in (2, 3, 4))
    assert "Decision 1" not in shown
    assert "Last decisions" not in hidden
    assert "Decision 4" not in hidden


def test_a_visits_page_leads_to_what_its_planners_and_its_crew_may_do(
    cast: Cast, signed_in: SignedIn
) -> None:
    week = make_board_week(cast)

    def leads(part: str, planned_id: UUID) -> set[str]:
        page = at("operations:board_visit", planned_id)
        nexts = ("operations:turn_visit", "operations:second_visit", "visits:record")
        found = links_of(signed_in(part), page)
        return {name for name in nexts if at(name, planned_id) in found}

    turn, second, record = (
        {"operations:turn_visit"},
        {"operations:second_visit"},
        {"visits:record"},
    )
    assert leads("planner", week.plain) == turn
    assert leads("planner", week.quiet) == second
    assert leads("officer", week.plain) == turn | record
    assert leads("colleague", week.plain) == set()
    assert leads("colleague", week.quiet) == record


def test_a_visits_page_leads_to_its_record_for_who_may_read_it(
    cast: Cast, signed_in: SignedIn
) -> None:
    week = make_board_week(cast)
    planned = Planned(week.plain, week.operation_id, week.team_id, week.plain)
    record = at("visits:record", week.plain)
    before = signed_in("planner").get(record)
    visit = at("visits:visit", make_visit(cast, planned=planned))

    for part in ("planner", "officer", "analyst"):
        browser = signed_in(part)
        assert record in links_of(browser, at("operations:board_visit", week.plain))
        assert browser.get(record).headers["Location"] == visit
    browser = signed_in("communications")
    assert record not in links_of(browser, at("operations:board", week.operation_id))
    assert before.status_code == browser.get(record).status_code == 404


def test_a_crew_goes_from_its_visits_to_its_own_page_of_the_board(
    cast: Cast, signed_in: SignedIn
) -> None:
    week = make_board_week(cast)

    found = links_of(signed_in("officer"), reverse("visits:mine"))

    assert at("operations:board_visit", week.plain) in found


def test_the_board_lies_on_the_operators_base_map_for_whoever_sees_it(
    cast: Cast, signed_in: SignedIn, tmp_path: Path, settings: Settings
) -> None:
    week, browser = make_board_week(cast), signed_in("officer")
    board = at("operations:board", week.operation_id)
    without = browser.get(board).content.decode()
    settings.BASEMAP = made_basemap(tmp_path)

    page = browser.get(board).content.decode()
    address = page.partition('data-basemap="')[2].partition('"')[0]
    shapes = browser.get(address)

    assert "data-basemap" not in without
    assert CREDIT in page
    assert shapes.status_code == 200
    assert "land" in shapes.json()["layers"]
    assert signed_in("support_worker").get(address).status_code == 404
