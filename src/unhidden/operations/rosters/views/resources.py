"""What crews go out with, and what there is on each day."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.operations.frame.presenters.tabs import tabs
from unhidden.operations.frame.queries.cards import OperationView
from unhidden.operations.policies import PLAN
from unhidden.operations.rosters.actions import resources as resources_actions
from unhidden.operations.rosters.forms.resources import (
    CapacitiesForm,
    OutfitForm,
    StartPlaceForm,
    VehicleForm,
    capacities_as_typed,
    outfit_as_typed,
)
from unhidden.operations.rosters.presenters import tables
from unhidden.operations.rosters.queries import resources
from unhidden.operations.rosters.queries.cards import (
    OutfitCard,
    StartPlaceCard,
    VehicleCard,
)
from unhidden.operations.rosters.views.roster import (
    FormPage,
    answer_form,
    ask_removal,
    find_crew,
    parse_day,
)
from unhidden.ui import dates
from unhidden.ui.forms import posted

METHODS = ["GET", "HEAD", "POST"]


@require_safe
@needs_permission(PLAN)
def show_resources(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    """Vehicles and start places."""
    of = _operation(request, operation_id)
    vehicles = resources.list_vehicles(viewer=request.actor, operation_id=operation_id)
    places = resources.list_start_places(
        viewer=request.actor, operation_id=operation_id
    )
    context = {
        "operation": of,
        "tabs": tabs(of, "roster", request.actor),
        "vehicles": tables.vehicle_table(of, vehicles) if vehicles else None,
        "places": tables.place_table(of, places) if places else None,
    }
    return render(request, "operations/resources.html", context)


@require_http_methods(METHODS)
@needs_permission(PLAN)
def add_vehicle(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    of = _operation(request, operation_id)
    form = VehicleForm(posted(request))
    page = FormPage(
        of,
        _("Add a vehicle"),
        _("Add the vehicle"),
        _("The vehicle is added"),
        _url_of(operation_id),
    )
    return answer_form(
        request,
        form,
        page,
        lambda: resources_actions.add_vehicle(
            operation_id=operation_id,
            new=form.typed_vehicle,
            actor=request.actor,
            at=request.at,
        ),
    )


@require_http_methods(METHODS)
@needs_permission(PLAN)
def remove_vehicle(
    request: StaffRequest, operation_id: UUID, vehicle_id: UUID
) -> HttpResponse:
    known = resources.list_vehicles(viewer=request.actor, operation_id=operation_id)
    return ask_removal(
        request,
        _name_of(known, vehicle_id),
        _("The vehicle is removed"),
        _url_of(operation_id),
        lambda: resources_actions.remove_vehicle(
            operation_id=operation_id,
            vehicle_id=vehicle_id,
            actor=request.actor,
            at=request.at,
        ),
    )


@require_http_methods(METHODS)
@needs_permission(PLAN)
def add_start_place(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    of = _operation(request, operation_id)
    form = StartPlaceForm(posted(request))
    page = FormPage(
        of,
        _("Add a start place"),
        _("Add the place"),
        _("The start place is added"),
        _url_of(operation_id),
    )
    return answer_form(
        request,
        form,
        page,
        lambda: resources_actions.add_start_place(
            operation_id=operation_id,
            new=form.typed_place,
            actor=request.actor,
            at=request.at,
        ),
    )


@require_http_methods(METHODS)
@needs_permission(PLAN)
def remove_start_place(
    request: StaffRequest, operation_id: UUID, start_place_id: UUID
) -> HttpResponse:
    known = resources.list_start_places(viewer=request.actor, operation_id=operation_id)
    return ask_removal(
        request,
        _name_of(known, start_place_id),
        _("The start place is removed"),
        _url_of(operation_id),
        lambda: resources_actions.remove_start_place(
            operation_id=operation_id,
            start_place_id=start_place_id,
            actor=request.actor,
            at=request.at,
        ),
    )


@require_http_methods(METHODS)
@needs_permission(PLAN)
def edit_outfit(
    request: StaffRequest, operation_id: UUID, team_id: UUID
) -> HttpResponse:
    """Call sign, radio channel, vehicle and start place of a crew."""
    viewer = request.actor
    of = _operation(request, operation_id)
    team = find_crew(of, team_id)
    known = resources.list_outfits(viewer=viewer, operation_id=operation_id)
    form = OutfitForm(
        posted(request),
        initial=outfit_as_typed(known.get(team_id, OutfitCard())),
        vehicles=resources.list_vehicles(viewer=viewer, operation_id=operation_id),
        places=resources.list_start_places(viewer=viewer, operation_id=operation_id),
    )
    page = FormPage(
        of,
        _("What %(crew)s goes out with") % {"crew": team.name},
        _("Set it"),
        _("What the crew goes out with is set"),
        reverse("operations:roster", args=[operation_id]),
    )
    return answer_form(
        request,
        form,
        page,
        lambda: resources_actions.set_outfit(
            operation_id=operation_id,
            team_id=team_id,
            new=form.typed_outfit,
            actor=viewer,
            at=request.at,
        ),
    )


@require_safe
@needs_permission(PLAN)
def show_capacities(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    """Custody places and interpreters, day by day."""
    of = _operation(request, operation_id)
    cards = resources.list_capacities(viewer=request.actor, operation_id=operation_id)
    context = {
        "operation": of,
        "tabs": tabs(of, "roster", request.actor),
        "table": tables.capacity_table(of, cards),
    }
    return render(request, "operations/capacities.html", context)


@require_http_methods(METHODS)
@needs_permission(PLAN)
def edit_capacities(request: StaffRequest, operation_id: UUID, on: str) -> HttpResponse:
    """What there is on one day."""
    of = _operation(request, operation_id)
    day = parse_day(on)
    if not of.starts_on <= day <= of.ends_on:
        raise Absent
    cards = resources.list_capacities(viewer=request.actor, operation_id=operation_id)
    here = [card for card in cards if card.on == day]
    form = CapacitiesForm(posted(request), initial=capacities_as_typed(here))
    page = FormPage(
        of,
        dates.format_weekday(day),
        _("Set it"),
        _("What there is on this day is set"),
        reverse("operations:capacities", args=[operation_id]),
    )
    return answer_form(
        request,
        form,
        page,
        lambda: resources_actions.set_capacities(
            operation_id=operation_id,
            on=day,
            custody=form.cleaned_data["custody"],
            interpreters=form.typed_interpreters,
            actor=request.actor,
            at=request.at,
        ),
    )


def _operation(request: StaffRequest, operation_id: UUID) -> OperationView:
    return resources.get_planned_operation(
        viewer=request.actor, operation_id=operation_id
    )


def _url_of(operation_id: UUID) -> str:
    return reverse("operations:resources", args=[operation_id])


def _name_of(known: Iterable[VehicleCard | StartPlaceCard], key: UUID) -> str:
    """The name of what is to be removed; raises Absent."""
    for one in known:
        if one.id == key:
            return one.name
    raise Absent
