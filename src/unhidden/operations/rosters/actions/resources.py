"""Vehicles, start places, what a crew goes out with, and the capacities of a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.operations import policies, rules
from unhidden.operations.frame.actions.locking import open_operation_of
from unhidden.operations.frame.actions.refusals import OutsideOperation
from unhidden.operations.models import (
    CapacityKind,
    CrewOutfit,
    CrewVehicle,
    DayCapacity,
    Operation,
    StartPlace,
)
from unhidden.operations.rosters.actions import refusals
from unhidden.operations.rosters.actions.recording import record_change
from unhidden.operations.rosters.queries.choices import list_languages
from unhidden.places import queries as places


@dataclass(frozen=True, slots=True)
class NewVehicle:
    name: str
    seats: int
    call_sign: str = ""


@dataclass(frozen=True, slots=True)
class NewStartPlace:
    """A place by its postcode, which says where it is if no position is given.

    A position is in degrees (WGS 84). It stays unknown where the register does not
    know the postcode either.
    """

    name: str
    postcode: str
    latitude: float | None = None
    longitude: float | None = None

    @property
    def known_position(self) -> tuple[float | None, float | None]:
        """Latitude and longitude, as far as anybody knows."""
        if self.latitude is not None and self.longitude is not None:
            return self.latitude, self.longitude
        point = places.postcode_point(code=self.postcode)
        return (point.latitude, point.longitude) if point else (None, None)


@dataclass(frozen=True, slots=True)
class NewOutfit:
    call_sign: str
    radio_channel: str
    vehicle_id: UUID | None
    start_place_id: UUID | None


@action
def add_vehicle(
    *, operation_id: UUID, new: NewVehicle, actor: Actor, at: datetime
) -> UUID:
    """Add a vehicle; gives its id. Raises OperationClosed and VehicleNameTaken."""
    actor.must(policies.PLAN)
    operation = open_operation_of(operation_id)
    name = _tidy(new.name)
    if operation.vehicles.filter(name__iexact=name).exists():
        raise refusals.VehicleNameTaken
    row = CrewVehicle.objects.create(
        operation=operation,
        name=name,
        seats=new.seats,
        call_sign=_tidy(new.call_sign),
    )
    _record_new("vehicle_added", row, actor, at)
    return row.id


@action
def remove_vehicle(
    *, operation_id: UUID, vehicle_id: UUID, actor: Actor, at: datetime
) -> None:
    """Take a vehicle away. Raises OperationClosed, VehicleInUse and Absent."""
    actor.must(policies.PLAN)
    operation = open_operation_of(operation_id)
    row = operation.vehicles.filter(id=vehicle_id).first()
    if row is None:
        raise Absent
    if CrewOutfit.objects.filter(vehicle=row).exists():
        raise refusals.VehicleInUse
    row.delete()
    record_change("vehicle_removed", row, operation_id, actor=actor, at=at)


@action
def add_start_place(
    *, operation_id: UUID, new: NewStartPlace, actor: Actor, at: datetime
) -> UUID:
    """Add a place that crews set out from; gives its id.

    Raises OperationClosed and StartPlaceNameTaken.
    """
    actor.must(policies.PLAN)
    operation = open_operation_of(operation_id)
    name = _tidy(new.name)
    if operation.start_places.filter(name__iexact=name).exists():
        raise refusals.StartPlaceNameTaken
    latitude, longitude = new.known_position
    row = StartPlace.objects.create(
        operation=operation,
        name=name,
        postcode=_tidy(new.postcode).upper(),
        latitude=latitude,
        longitude=longitude,
    )
    _record_new("start_place_added", row, actor, at)
    return row.id


@action
def remove_start_place(
    *, operation_id: UUID, start_place_id: UUID, actor: Actor, at: datetime
) -> None:
    """Take a place away. Raises OperationClosed, StartPlaceInUse and Absent."""
    actor.must(policies.PLAN)
    operation = open_operation_of(operation_id)
    row = operation.start_places.filter(id=start_place_id).first()
    if row is None:
        raise Absent
    if CrewOutfit.objects.filter(start_place=row).exists():
        raise refusals.StartPlaceInUse
    row.delete()
    record_change("start_place_removed", row, operation_id, actor=actor, at=at)


@action
def set_outfit(
    *, operation_id: UUID, team_id: UUID, new: NewOutfit, actor: Actor, at: datetime
) -> None:
    """Say what a crew goes out with, instead of what was said.

    Raises OperationClosed and CallSignTaken; Absent for a team, a vehicle or a place
    that the operation does not have.
    """
    actor.must(policies.PLAN)
    operation = open_operation_of(operation_id)
    call_sign = _tidy(new.call_sign)
    _check_outfit(operation, team_id, new)
    others = CrewOutfit.objects.filter(operation=operation).exclude(team_id=team_id)
    if call_sign and others.filter(call_sign__iexact=call_sign).exists():
        raise refusals.CallSignTaken
    row = CrewOutfit.objects.filter(team_id=team_id).first()
    row = row or CrewOutfit(operation=operation, team_id=team_id)
    row.call_sign, row.radio_channel = call_sign, _tidy(new.radio_channel)
    row.vehicle_id, row.start_place_id = new.vehicle_id, new.start_place_id
    row.save()
    record_change("outfit_set", row, operation_id, actor=actor, at=at)


@action
def set_capacities(
    *,
    operation_id: UUID,
    on: date,
    custody: int | None,
    interpreters: Mapping[str, int],
    actor: Actor,
    at: datetime,
) -> None:
    """Say what there is on a day, instead of what was said; None is not counted.

    ``interpreters`` by language. Raises OperationClosed, OutsideOperation, and Absent
    for a language there is not.
    """
    actor.must(policies.PLAN)
    operation = open_operation_of(operation_id)
    if not rules.is_within(on, operation.starts_on, operation.ends_on):
        raise OutsideOperation
    if not interpreters.keys() <= dict(list_languages()).keys():
        raise Absent
    counted = [
        (CapacityKind.INTERPRETER, language, amount)
        for language, amount in interpreters.items()
    ]
    if custody is not None:
        counted.append((CapacityKind.CUSTODY, "", custody))
    DayCapacity.objects.filter(operation=operation, on=on).delete()
    DayCapacity.objects.bulk_create(
        DayCapacity(
            operation=operation, on=on, kind=kind, language=language, amount=amount
        )
        for kind, language, amount in counted
    )
    record_change(
        "capacities_set",
        operation,
        operation_id,
        on=on.isoformat(),
        actor=actor,
        at=at,
    )


def _check_outfit(operation: Operation, team_id: UUID, new: NewOutfit) -> None:
    wanted = (
        (operation.teams, team_id),
        (operation.vehicles, new.vehicle_id),
        (operation.start_places, new.start_place_id),
    )
    for rows, key in wanted:
        if key is not None and not rows.filter(id=key).exists():
            raise Absent


def _record_new(
    name: str, row: CrewVehicle | StartPlace, actor: Actor, at: datetime
) -> None:
    record_change(
        name, row, row.operation_id, actor=actor, at=at, verb=audit.Verb.COLLECTION
    )


def _tidy(text: str) -> str:
    return " ".join(text.split())
