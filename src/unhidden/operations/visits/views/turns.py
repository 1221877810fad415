"""Visits that turned into enforcement, and those opened to save a life."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.operations.frame.queries import operations
from unhidden.operations.policies import PLAN, SEE
from unhidden.operations.visits.actions import turns
from unhidden.operations.visits.forms.turns import SecondVisitForm, TurnForm
from unhidden.operations.visits.presenters import turns as turns_shown
from unhidden.operations.visits.presenters.refusals import SENTENCES
from unhidden.operations.visits.queries import turns as turns_queries
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt

METHODS = ["GET", "HEAD", "POST"]


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
            messages.success(request, _("The turn to enforcement is recorded"))
            return redirect("operations:turn_visit", planned_id)
    about = turns_shown.describe_turn(turn) if turn else []
    context = {"visit": visit, "form": form, "turn": turn, "about": about}
    return render(request, "operations/turn_visit.html", context)


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
    return render(request, "operations/second_visit.html", context)
