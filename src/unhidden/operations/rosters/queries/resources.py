"""What crews go out with, and how much of the rest there is on a day."""

from __future__ import annotations

from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.operations.frame.queries.cards import OperationView
from unhidden.operations.frame.queries.operations import get_operation
from unhidden.operations.models import CrewOutfit, CrewVehicle, DayCapacity, StartPlace
from unhidden.operations.policies import PLAN
from unhidden.operations.rosters.queries.cards import (
    CapacityCard,
    OutfitCard,
    StartPlaceCard,
    VehicleCard,
)


@query
def get_planned_operation(*, viewer: Actor, operation_id: UUID) -> OperationView:
    """An operation that the viewer plans; raises Absent for any other."""
    viewer.must(PLAN)
    found = get_operation(viewer=viewer, operation_id=operation_id)
    if not found.is_managed:
        raise Absent
    return found


@query
def list_vehicles(*, viewer: Actor, operation_id: UUID) -> list[VehicleCard]:
    """The vehicles of an operation, by name."""
    viewer.must(PLAN)
    rows = CrewVehicle.objects.filter(operation_id=operation_id)
    return [_vehicle(row) for row in rows.order_by("name", "id")]


@query
def list_start_places(*, viewer: Actor, operation_id: UUID) -> list[StartPlaceCard]:
    """The places that an operation's crews set out from, by name."""
    viewer.must(PLAN)
    rows = StartPlace.objects.filter(operation_id=operation_id)
    return [_start_place(row) for row in rows.order_by("name", "id")]


@query
def list_outfits(*, viewer: Actor, operation_id: UUID) -> dict[UUID, OutfitCard]:
    """What each crew goes out with, by its team; crews without anything left out."""
    viewer.must(PLAN)
    rows = CrewOutfit.objects.filter(operation_id=operation_id)
    return {
        row.team_id: card_of_outfit(row)
        for row in rows.select_related("vehicle", "start_place").order_by("id")
    }


@query
def list_capacities(*, viewer: Actor, operation_id: UUID) -> tuple[CapacityCard, ...]:
    """What there is on each day of an operation, by day and kind.

    A capacity that is not counted on a day is not there: nothing limits by it then.
    """
    viewer.must(PLAN)
    rows = DayCapacity.objects.filter(operation_id=operation_id)
    found = rows.order_by("on", "kind", "language", "id")
    return tuple(
        CapacityCard(row.on, row.kind, row.language, row.amount) for row in found
    )


def _vehicle(row: CrewVehicle) -> VehicleCard:
    return VehicleCard(row.id, row.name, row.seats, row.call_sign)


def _start_place(row: StartPlace) -> StartPlaceCard:
    return StartPlaceCard(row.id, row.name, row.postcode, row.latitude, row.longitude)


def card_of_outfit(row: CrewOutfit) -> OutfitCard:
    """What a crew goes out with, as pages show it."""
    return OutfitCard(
        call_sign=row.call_sign,
        radio_channel=row.radio_channel,
        vehicle=_vehicle(row.vehicle) if row.vehicle else None,
        start_place=_start_place(row.start_place) if row.start_place else None,
    )
