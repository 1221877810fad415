"""The roster of the current week: who works when, with what, and what a day has."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.demo.region import Region, read_data_file
from unhidden.operations import actions as operations
from unhidden.operations import queries as plans

NOON = time(12)
_OFF = operations.ShiftHours("off", None, None)


def keep_roster(
    region: Region, operation_id: UUID, days: list[date], *, at: datetime
) -> None:
    """Give every crew of the week its hours, skills, vehicle and start place.

    One crew is in reserve on the last day.
    """
    data = read_data_file("roster_now.json")
    planner = region.actor("planner", at.date())
    _outfits(data, operation_id, planner, at)
    _shifts(data, operation_id, days, planner, at)
    for key, code, lasts in data["skills"]:
        operations.set_skill(
            operation_id=operation_id,
            person_id=region.people[key],
            code=code,
            expires_on=None if lasts is None else days[-1] + timedelta(days=lasts),
            actor=planner,
            at=at,
        )
    _rule(region, data["rule"], operation_id, planner, at)
    for day in days:
        operations.set_capacities(
            operation_id=operation_id,
            on=day,
            custody=data["custody"],
            interpreters=data["interpreters"],
            actor=planner,
            at=at,
        )


def _rule(
    region: Region,
    row: dict[str, Any],
    operation_id: UUID,
    planner: Actor,
    at: datetime,
) -> None:
    """A charity's own rule for its volunteers, which nobody has checked yet."""
    operations.add_rest_rule(
        operation_id=operation_id,
        new=operations.NewRestRule(
            organisation_id=region.organisations[row["organisation"]],
            source=row["source"],
            from_on=at.date(),
            rest_minutes=row["rest_minutes"],
            longest_minutes=row["longest_minutes"],
        ),
        actor=planner,
        at=at,
    )


def _outfits(
    data: dict[str, Any], operation_id: UUID, planner: Actor, at: datetime
) -> None:
    places = {
        row["name"]: operations.add_start_place(
            operation_id=operation_id,
            new=operations.NewStartPlace(**row),
            actor=planner,
            at=at,
        )
        for row in data["start_places"]
    }
    vehicles = {
        row["name"]: operations.add_vehicle(
            operation_id=operation_id,
            new=operations.NewVehicle(**row),
            actor=planner,
            at=at,
        )
        for row in data["vehicles"]
    }
    for name, team_id in _teams(operation_id, planner).items():
        row = data["crews"][name]
        operations.set_outfit(
            operation_id=operation_id,
            team_id=team_id,
            new=operations.NewOutfit(
                call_sign=row["call_sign"],
                radio_channel=row["radio_channel"],
                vehicle_id=vehicles[row["vehicle"]],
                start_place_id=places[row["start_place"]],
            ),
            actor=planner,
            at=at,
        )


def _shifts(
    data: dict[str, Any],
    operation_id: UUID,
    days: list[date],
    planner: Actor,
    at: datetime,
) -> None:
    for name, team_id in _teams(operation_id, planner).items():
        for number, day in enumerate(days):
            is_off = number in data["off"].get(name, [])
            is_reserve = name == data["reserve"] and day == days[-1]
            operations.set_crew_shift(
                operation_id=operation_id,
                team_id=team_id,
                on=day,
                hours=_OFF if is_off else _hours(data["crews"][name], is_reserve),
                actor=planner,
                at=at,
            )


def _hours(row: dict[str, Any], is_reserve: bool) -> operations.ShiftHours:
    first, last = map(time.fromisoformat, row["hours"])
    kind = "late" if first >= NOON else "early"
    return operations.ShiftHours(kind, first, last, is_reserve)


def _teams(operation_id: UUID, planner: Actor) -> dict[str, UUID]:
    """The crews of the operation by name."""
    of = plans.get_operation(viewer=planner, operation_id=operation_id)
    return {team.name: team.id for team in of.teams}
