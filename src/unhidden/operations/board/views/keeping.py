"""Rules of contact, and places of safety."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.operations.board.actions import keeping
from unhidden.operations.board.forms.keeping import (
    ContactRuleForm,
    PlaceManagerForm,
    SafetyPlaceForm,
)
from unhidden.operations.board.presenters.refusals import SENTENCES
from unhidden.operations.board.queries import board, choices
from unhidden.operations.policies import PLAN, SEE
from unhidden.ui.forms import posted
from unhidden.ui.parts import Confirmation
from unhidden.ui.refusals import attempt, attempt_or_tell

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@needs_permission(PLAN)
def edit_contact(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    """How often crews are heard from, by kind of visit."""
    operation = board.find_board(viewer=request.actor, operation_id=operation_id)
    form = ContactRuleForm(posted(request))
    if form.is_valid():
        with attempt(form, SENTENCES):
            keeping.set_contact_rule(
                operation_id=operation_id,
                kind=form.cleaned_data["kind"],
                period=form.chosen_period,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The rule is set"))
            return redirect("operations:board_contact", operation_id)
    found = board.list_contact_rules(viewer=request.actor, operation_id=operation_id)
    context = {"operation": operation, "form": form, "rules": found}
    return render(request, "operations/board/contact.html", context)


@require_http_methods(METHODS)
@needs_permission(SEE)
def edit_places(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    """The places of safety; adding one."""
    operation = board.find_board(viewer=request.actor, operation_id=operation_id)
    places = board.list_safety_places(viewer=request.actor, operation_id=operation_id)
    people = choices.list_managers(
        viewer=request.actor, operation_id=operation_id, at=request.at
    )
    form = SafetyPlaceForm(posted(request), people=people)
    if form.is_valid():
        with attempt(form, SENTENCES):
            keeping.add_safety_place(
                operation_id=operation_id,
                name=form.cleaned_data["name"],
                manager_id=form.manager_id,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The place is added"))
            return redirect("operations:board_places", operation_id)
    context = {
        "operation": operation,
        "form": form,
        "places": places,
        "people": people,
    }
    return render(request, "operations/board/places.html", context)


@require_http_methods(METHODS)
@needs_permission(SEE)
def edit_manager(request: StaffRequest, place_id: UUID) -> HttpResponse:
    """Who manages a place of safety."""
    operation_id, place = board.find_place(viewer=request.actor, place_id=place_id)
    people = choices.list_managers(
        viewer=request.actor, operation_id=operation_id, at=request.at
    )
    initial = {"manager": str(place.manager_id)}
    form = PlaceManagerForm(posted(request), people=people, initial=initial)
    if form.is_valid():
        with attempt(form, SENTENCES):
            keeping.change_place_manager(
                place_id=place_id,
                manager_id=form.manager_id,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The manager is changed"))
            return redirect("operations:board_places", operation_id)
    context = {
        "operation": board.find_board(viewer=request.actor, operation_id=operation_id),
        "form": form,
        "place": place,
    }
    return render(request, "operations/board/manager.html", context)


@require_http_methods(METHODS)
@needs_permission(SEE)
def remove_place(request: StaffRequest, place_id: UUID) -> HttpResponse:
    """Ask whether a place of safety is taken off the board, and do it."""
    operation_id, place = board.find_place(viewer=request.actor, place_id=place_id)
    if request.method == "POST":
        with attempt_or_tell(request, SENTENCES):
            keeping.remove_safety_place(
                place_id=place_id, actor=request.actor, at=request.at
            )
            messages.success(request, _("The place is removed"))
        return redirect("operations:board_places", operation_id)
    confirmation = Confirmation(
        question=_("Remove %(place)s from the places of safety?")
        % {"place": place.name},
        consequence=_("Nobody is shown its room any more. You can add it again."),
        yes=_("Remove it"),
        back_url=reverse("operations:board_places", args=[operation_id]),
    )
    return render(request, "ui/confirm.html", {"confirmation": confirmation})


@require_POST
@needs_permission(SEE)
def post_room(request: StaffRequest, place_id: UUID) -> HttpResponse:
    """Declare whether a place has room."""
    operation_id = keeping.declare_room(
        place_id=place_id,
        room=request.POST.get("room", ""),
        actor=request.actor,
        at=request.at,
    )
    messages.success(request, _("What room there is, is declared"))
    return redirect("operations:board", operation_id)
