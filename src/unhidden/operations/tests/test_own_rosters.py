"""Crew members meet their own roster, and nobody else's."""

from __future__ import annotations

from datetime import time, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.urls import reverse

from tests.cast import NOON, TODAY, Cast
from tests.made.operations import make_closed_week, make_operation, make_team
from tests.made.rosters import make_shift
from tests.support.signing_in import SignedIn
from unhidden.access.context import acting_as
from unhidden.operations.rosters.actions import resources, shifts
from unhidden.operations.rosters.actions.resources import (
    NewOutfit,
    NewStartPlace,
    NewVehicle,
)
from unhidden.operations.rosters.actions.shifts import ShiftHours
from unhidden.operations.rosters.queries.own import list_own_crews
from unhidden.operations.tests.reading import words

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)
TABLES = ("rostershift", "crewoutfit", "crewvehicle", "startplace")


@pytest.fixture
def operation_id(cast: Cast) -> UUID:
    """Two crews with all that they go out with; each has a shift today and tomorrow."""
    operation_id = make_operation(cast)
    for name, people in (
        ("Team 1", ("officer", "charity_visitor")),
        ("Team 2", ("colleague", "partner")),
    ):
        team_id = make_team(cast, operation_id, name=name, people=people)
        _equip(cast, operation_id, team_id, name)
        for day in (TODAY, TOMORROW):
            make_shift(cast, operation_id, team_id, on=day)
    return operation_id


def _equip(cast: Cast, operation_id: UUID, team_id: UUID, name: str) -> None:
    who = {"operation_id": operation_id, "actor": cast.actor("planner"), "at": NOON}
    resources.set_outfit(
        team_id=team_id,
        new=NewOutfit(
            f"Call {name}",
            f"Channel {name}",
            resources.add_vehicle(new=NewVehicle(f"Car {name}", 5), **who),  # type: ignore[arg-type]  # the arguments' own types
            resources.add_start_place(new=NewStartPlace(f"Yard {name}", ""), **who),  # type: ignore[arg-type]  # the arguments' own types
        ),
        **who,  # type: ignore[arg-type]  # the arguments' own types
    )


def test_partners_staff_meet_the_hours_of_their_crew_and_their_own(
    cast: Cast, operation_id: UUID
) -> None:
    shifts.set_person_shift(
        operation_id=operation_id,
        person_id=cast.people["charity_visitor"],
        on=TOMORROW,
        hours=ShiftHours("late", time(9), time(12)),
        actor=cast.actor("planner"),
        at=NOON,
    )

    (crew,) = list_own_crews(viewer=cast.actor("charity_visitor"), day=TODAY)
    (officers,) = list_own_crews(viewer=cast.actor("officer"), day=TOMORROW)

    assert (crew.operation_id, crew.crew) == (operation_id, "Team 1")
    assert [(one.on, one.starts_at) for one in crew.shifts] == [
        (TODAY, time(8)),
        (TOMORROW, time(9)),
    ]
    assert [(one.on, one.starts_at) for one in officers.shifts] == [(TOMORROW, time(8))]
    assert crew.outfit.vehicle is not None
    assert crew.outfit.start_place is not None
    assert (
        crew.outfit.call_sign,
        crew.outfit.radio_channel,
        crew.outfit.vehicle.name,
        crew.outfit.start_place.name,
    ) == ("Call Team 1", "Channel Team 1", "Car Team 1", "Yard Team 1")


@pytest.mark.parametrize(
    ("part", "crews"),
    [("officer", 1), ("partner", 1), ("council_officer", 0), ("analyst", 0)],
)
def test_the_tables_hold_no_other_crew_for_them(
    cast: Cast, operation_id: UUID, part: str, crews: int
) -> None:
    with acting_as(cast.actor(part).doing("operation_delivery")):
        met = [_count(table) for table in TABLES]

    assert met == [2 * crews, crews, crews, crews]


def _count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from operations_{table}")  # noqa: S608  # ours
        (count,) = cursor.fetchone()
    return int(count)


def test_a_closed_operation_is_nobodys_roster(cast: Cast) -> None:
    make_closed_week(cast)

    assert list_own_crews(viewer=cast.actor("officer"), day=TODAY) == []


def test_the_roster_is_one_press_from_ones_visits(
    cast: Cast, operation_id: UUID, signed_in: SignedIn
) -> None:
    browser = signed_in("charity_visitor")
    address = reverse("operations:own_roster")

    visits = browser.get(reverse("visits:mine")).content.decode()
    roster = words(browser.get(address))
    nothing = words(signed_in("council_officer").get(address))

    assert address in visits
    for said in ("Call Team 1", "Car Team 1", "8am to 4pm", "Yard Team 1"):
        assert said in roster
    assert "Team 2" not in roster
    assert "You are on no team of an operation that is open." in nothing
