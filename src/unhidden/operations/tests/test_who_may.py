"""Every page of operations, and for whom it is there."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from tests.cast import Cast
from tests.made.operations import make_event, make_public_event, make_week
from tests.made.rosters import make_roster
from tests.support.signing_in import SignedIn
from unhidden.operations.urls import staff as urls

pytestmark = pytest.mark.django_db

READ = ("operations", "operation", "visits", "events", "attending", "own_roster")
ROSTERS = (
    *("roster", "copy_last_week", "crew_shift", "clear_crew_shift", "crew_outfit"),
    *("add_vehicle", "remove_vehicle", "add_start_place", "remove_start_place"),
    *("capacities_of_day", "add_skill", "remove_skill", "add_absence"),
    *("remove_absence", "add_person_shift", "clear_person_shift"),
    *("add_rest_rule", "end_rest_rule", "check_rest_rule"),
)
# What planners read, and nobody else.
PLANNERS_READ = ("crew_people", "crew_person", "resources", "capacities", "rest_rules")
PLAN = (
    *("open", "change", "start", "close", "partners", "teams", "team"),
    *("remove_member", "lead_team", "pick", "change_visit", "cancel_visit"),
    *("reinstate_visit", "add_event", "hold_event", "cancel_event"),
    *("publish_event", "unpublish_event", "second_visit", *ROSTERS),
)
# For who opens what is sealed, and for a visit's own people; other tests try them.
OPEN = ("read_answers", "turn_visit")
ONLY_POST = (
    *("lead_team", "copy_last_week", "clear_crew_shift", "remove_skill"),
    *("remove_absence", "clear_person_shift"),
)
READERS = ("officer", "partner", "analyst", "overseer", "communications")
OTHERS = ("support_worker", "investigator", "administrator", "stranger")
# Subjects whose pages are tried beside them.
ELSEWHERE = ("board", "briefing", "command", "debriefs", "plans", "targets")


def list_routes() -> list[URLPattern]:
    return [
        route
        for route in urls.urlpatterns
        if isinstance(route, URLPattern)
        and route.callback.__module__.split(".")[2] not in ELSEWHERE
    ]


def addresses(cast: Cast) -> dict[str, str]:
    week = make_week(cast)
    event_id = make_event(cast, week.operation_id)
    make_public_event(cast, event_id=event_id)
    keys: dict[str, object] = {
        "operation_id": week.operation_id,
        "team_id": week.team_id,
        "person_id": cast.people["officer"],
        "planned_id": week.planned_id,
        "event_id": event_id,
        **make_roster(cast, week.operation_id, week.team_id),
    }
    return {
        str(route.name): reverse(
            f"operations:{route.name}",
            kwargs={name: keys[name] for name in route.pattern.converters},
        )
        for route in list_routes()
        if route.name not in OPEN
    }


def status(client: Client, name: str, address: str) -> int:
    send = client.post if name in ONLY_POST else client.get
    return send(address).status_code


def test_this_table_names_every_page() -> None:
    assert {route.name for route in list_routes()} == {
        *READ,
        *PLANNERS_READ,
        *PLAN,
        *OPEN,
    }


def test_planners_open_every_page(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in("planner")

    found = {name: status(client, name, to) for name, to in addresses(cast).items()}

    assert found == {
        name: 302 if name in ONLY_POST else 200
        for name in (*READ, *PLANNERS_READ, *PLAN)
    }


@pytest.mark.parametrize("part", READERS)
def test_readers_read_and_for_them_the_rest_is_not_there(
    cast: Cast, signed_in: SignedIn, part: str
) -> None:
    client = signed_in(part)

    found = {name: status(client, name, to) for name, to in addresses(cast).items()}

    assert {name for name in found if found[name] == 200} == set(READ)
    assert {found[name] for name in (*PLANNERS_READ, *PLAN)} == {404}


@pytest.mark.parametrize("part", OTHERS)
def test_for_others_nothing_is_there(
    cast: Cast, signed_in: SignedIn, part: str
) -> None:
    client = signed_in(part)

    found = {name: status(client, name, to) for name, to in addresses(cast).items()}

    assert set(found.values()) == {404}


def test_nobody_writes_by_posting_without_the_permission(
    cast: Cast, signed_in: SignedIn
) -> None:
    client = signed_in("officer")
    pages = addresses(cast)

    for name in PLAN:
        assert client.post(pages[name]).status_code == 404


def test_reading_pages_take_no_post(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in("planner")
    pages = addresses(cast)

    for name in (*READ, *PLANNERS_READ):
        assert client.post(pages[name]).status_code == 405


def test_who_is_not_signed_in_is_asked_to(cast: Cast) -> None:
    for address in addresses(cast).values():
        answer = Client().get(address)
        assert answer.status_code == 302
        assert reverse("agencies:sign_in") in answer.headers["Location"]
