"""The awareness events of an operation."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.operations.events.actions import events as events_actions
from unhidden.operations.events.forms.events import AttendanceForm, EventForm
from unhidden.operations.events.presenters.refusals import SENTENCES
from unhidden.operations.events.queries import events as events_queries
from unhidden.operations.frame.forms import CancellationForm
from unhidden.operations.frame.presenters import tabs as shown
from unhidden.operations.frame.queries import operations
from unhidden.operations.policies import PLAN, SEE
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt

METHODS = ["GET", "HEAD", "POST"]


@require_safe
@needs_permission(SEE)
def edit_events(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    view = operations.get_operation(viewer=request.actor, operation_id=operation_id)
    context = {
        "operation": view,
        "tabs": shown.tabs(view, "events", request.actor),
        "events": events_queries.list_events(
            viewer=request.actor, operation_id=operation_id
        ),
        "may_plan": request.actor.may(PLAN) and view.is_open,
        "may_unpublish": request.actor.may(PLAN),
        "is_running": view.status == "running",
    }
    return render(request, "operations/events.html", context)


@require_http_methods(METHODS)
@needs_permission(PLAN)
def add_event(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    view = operations.get_operation(viewer=request.actor, operation_id=operation_id)
    form = EventForm(posted(request), operation=view)
    if form.is_valid():
        with attempt(form, SENTENCES):
            events_actions.plan_event(
                operation_id=operation_id,
                new=form.new,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The event is planned"))
            return redirect("operations:events", operation_id)
    context = {"operation": view, "form": form}
    return render(request, "operations/add_event.html", context)


@require_http_methods(METHODS)
@needs_permission(PLAN)
def hold_event(request: StaffRequest, event_id: UUID) -> HttpResponse:
    event = events_queries.get_event(viewer=request.actor, event_id=event_id)
    form = AttendanceForm(posted(request))
    if form.is_valid():
        with attempt(form, SENTENCES):
            events_actions.hold_event(
                event_id=event_id,
                attended=form.cleaned_data["attended"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The event is recorded as held"))
            return redirect("operations:events", event.operation_id)
    return render(request, "operations/hold_event.html", {"event": event, "form": form})


@require_http_methods(METHODS)
@needs_permission(PLAN)
def cancel_event(request: StaffRequest, event_id: UUID) -> HttpResponse:
    event = events_queries.get_event(viewer=request.actor, event_id=event_id)
    form = CancellationForm(posted(request))
    if form.is_valid():
        with attempt(form, SENTENCES):
            events_actions.cancel_event(
                event_id=event_id,
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The event is cancelled"))
            return redirect("operations:events", event.operation_id)
    context = {"event": event, "form": form}
    return render(request, "operations/cancel_event.html", context)
