"""Warrants of an operation, and visits that turn or are followed by a second one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.operations.frame.presenters.tabs import tabs
from unhidden.operations.frame.queries import operations
from unhidden.operations.policies import PLAN, SEE
from unhidden.operations.targets.actions import turns
from unhidden.operations.targets.actions import warrants as actions
from unhidden.operations.targets.forms.warrants import (
    SecondVisitForm,
    TurnForm,
    WarrantForm,
)
from unhidden.operations.targets.presenters import candidates as shown
from unhidden.operations.targets.presenters import turns as turns_shown
from unhidden.operations.targets.presenters.refusals import SENTENCES
from unhidden.operations.targets.queries import candidates, maps, warrants
from unhidden.operations.targets.queries import turns as turns_queries
from unhidden.ui import pages
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@needs_permission(PLAN)
def show_warrants(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    """What ends within seven days first; then all of them, and one more to keep."""
    view = operations.get_operation(viewer=request.actor, operation_id=operation_id)
    every = candidates.list_candidates(viewer=request.actor, operation_id=operation_id)
    form = WarrantForm(
        posted(request), offered=[(str(one.premises_id), one.premises) for one in every]
    )
    if form.is_bound and form.is_valid():
        with attempt(form, SENTENCES):
            actions.keep_warrant(
                operation_id=operation_id,
                new=form.new_warrant,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The warrant is kept"))
            return redirect("operations:warrants", operation_id)
    held = warrants.list_warrants(viewer=request.actor, operation_id=operation_id)
    ending = warrants.list_ending_warrants(
        viewer=request.actor, operation_id=operation_id, at=request.at
    )
    pages.note_shown(held, request)
    context = {
        "operation": view,
        "tabs": tabs(view, "warrants", request.actor),
        "form": form,
        "held": held,
        "ending": ending,
        "all_table": shown.show_warrants(held, _("All warrants")),
        "ending_table": shown.show_warrants(ending, _("They end within seven days")),
    }
    return render(request, "operations/targets/warrants.html", context)


@require_http_methods(METHODS)
@needs_permission(SEE)
def turn_visit(request: StaffRequest, planned_id: UUID) -> HttpResponse:
    """A visit by consent was turned: by what, by whom, when, and what was said."""
    visit = turns_queries.get_visit_to_turn(viewer=request.actor, planned_id=planned_id)
    turn = turns_queries.find_turn(viewer=request.actor, planned_id=planned_id)
    form = TurnForm(
        posted(request),
        people=visit.people,
        initial=turns_shown.begin_turn(request.actor, request.at),
    )
    if form.is_bound and form.is_valid():
        with attempt(form, SENTENCES):
            turns.turn_visit(
                planned_id=planned_id,
                new=form.new_turn,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("It is written down that the visit was turned"))
            return redirect("operations:turn_visit", planned_id)
    about = turns_shown.describe_turn(turn) if turn else []
    context = {"visit": visit, "form": form, "turn": turn, "about": about}
    return render(request, "operations/targets/turn.html", context)


@require_http_methods(METHODS)
@needs_permission(PLAN)
def open_second_visit(request: StaffRequest, planned_id: UUID) -> HttpResponse:
    """Life is at risk at a safeguarding visit: another visit goes in."""
    visit = turns_queries.get_visit_to_turn(viewer=request.actor, planned_id=planned_id)
    view = operations.get_operation(
        viewer=request.actor, operation_id=visit.operation_id
    )
    form = SecondVisitForm(posted(request), operation=view)
    if form.is_bound and form.is_valid():
        with attempt(form, SENTENCES):
            turns.open_second_visit(
                planned_id=planned_id,
                new=form.second_visit,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The second visit is open"))
            return redirect("operations:visits", visit.operation_id)
    context = {"visit": visit, "operation": view, "form": form}
    return render(request, "operations/targets/second.html", context)


@require_safe
@needs_permission(PLAN)
def show_base_map(request: StaffRequest, digest: str) -> HttpResponse:
    """The operator's base map for the script: shapes, and nothing of anybody."""
    return HttpResponse(maps.read_base_map(digest), content_type="application/json")
