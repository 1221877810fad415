"""Operations: the list, a new one, and the page of each."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.operations.command.presenters.posts import list_pages
from unhidden.operations.command.queries import find_blocking_risks, find_commander
from unhidden.operations.events.queries import events
from unhidden.operations.frame.presenters.refusals import list_uncontrolled
from unhidden.operations.frame.presenters.tabs import tabs
from unhidden.operations.frame.queries.cards import OperationView
from unhidden.operations.frame.queries.operations import get_operation
from unhidden.operations.policies import CLOSE, PLAN, SEE
from unhidden.operations.weeks.actions import operations as operations_actions
from unhidden.operations.weeks.forms.operations import (
    OperationChangeForm,
    OperationForm,
    as_typed,
)
from unhidden.operations.weeks.presenters import weeks as shown
from unhidden.operations.weeks.presenters.refusals import SENTENCES, open_work, unready
from unhidden.operations.weeks.queries import operations as operations_queries
from unhidden.operations.weeks.queries import weeks
from unhidden.ui import pages
from unhidden.ui.forms import posted
from unhidden.ui.parts import Confirmation
from unhidden.ui.refusals import attempt, attempt_or_tell

METHODS = ["GET", "HEAD", "POST"]


@require_safe
@needs_permission(SEE)
def show_operations(request: StaffRequest) -> HttpResponse:
    found = operations_queries.list_operations(viewer=request.actor)
    pages.note_shown(found, request)
    groups = shown.grouped(found)
    context = {"groups": groups, "may_plan": request.actor.may(PLAN)}
    return render(request, "operations/operations.html", context)


@require_http_methods(METHODS)
@needs_permission(PLAN)
def open_operation(request: StaffRequest) -> HttpResponse:
    """Where everything is a demonstration, so is a new operation."""
    form = OperationForm(posted(request), initial={"lead": request.actor.organisation})
    if request.method == "POST" and form.is_valid():
        operation_id = operations_actions.open_operation(
            new=form.new(is_synthetic=settings.IS_DEMONSTRATION),
            actor=request.actor,
            at=request.at,
        )
        messages.success(request, _("The operation is open. Now say who takes part."))
        return redirect("operations:partners", operation_id)
    return render(request, "operations/open.html", {"form": form})


@require_safe
@needs_permission(SEE)
def show_operation(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    """The week at a glance, and the next step for those who may take it."""
    view = get_operation(viewer=request.actor, operation_id=operation_id)
    context = {
        "operation": view,
        "tabs": tabs(view, "operation", request.actor),
        "week": shown.week(weeks.get_week(viewer=request.actor, of=view)),
        "events": events.list_events(viewer=request.actor, operation_id=operation_id),
        "may_plan": request.actor.may(PLAN) and view.is_managed,
        "command_pages": list_pages(
            find_commander(viewer=request.actor, operation_id=operation_id)
        ),
    }
    return render(
        request, "operations/operation.html", context | _next_step(request, view)
    )


def _next_step(request: StaffRequest, view: OperationView) -> dict[str, object]:
    """What stands in the way of starting or closing, and whether one may."""
    if not view.is_managed:
        return {}
    if view.status == "planned" and request.actor.may(PLAN):
        readiness = weeks.compute_readiness(viewer=request.actor, of=view)
        obstacles = [
            *unready(readiness),
            *list_uncontrolled(find_blocking_risks(view.id)),
        ]
        return {"may_start": True, "obstacles": obstacles}
    if view.status == "running" and request.actor.may(CLOSE):
        obstacles = open_work(visits=view.visits.planned, events=view.events.planned)
        return {"may_close": True, "obstacles": obstacles}
    return {}


@require_http_methods(METHODS)
@needs_permission(PLAN)
def edit_operation(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    view = get_operation(viewer=request.actor, operation_id=operation_id)
    form = OperationChangeForm(posted(request), initial=as_typed(view))
    if form.is_valid():
        with attempt(form, SENTENCES):
            operations_actions.change_operation(
                operation_id=operation_id,
                change=form.change,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The operation is changed"))
            return redirect("operations:operation", operation_id)
    return render(request, "operations/change.html", {"form": form, "operation": view})


@require_http_methods(METHODS)
@needs_permission(PLAN)
def post_operation_start(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    view = get_operation(viewer=request.actor, operation_id=operation_id)
    if request.method == "POST":
        with attempt_or_tell(request, SENTENCES):
            operations_actions.start_operation(
                operation_id=operation_id, actor=request.actor, at=request.at
            )
            messages.success(request, _("The operation is running"))
        return redirect("operations:operation", operation_id)
    confirmation = Confirmation(
        question=_("Start %(name)s?") % {"name": view.name},
        consequence=_(
            "From then on its teams see their visits and record them. You can still "
            "plan, change and cancel visits."
        ),
        yes=_("Start the operation"),
        back_url=reverse("operations:operation", args=[operation_id]),
    )
    return render(request, "ui/confirm.html", {"confirmation": confirmation})


@require_http_methods(METHODS)
@needs_permission(CLOSE)
def post_operation_close(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    view = get_operation(viewer=request.actor, operation_id=operation_id)
    if request.method == "POST":
        with attempt_or_tell(request, SENTENCES):
            operations_actions.close_operation(
                operation_id=operation_id, actor=request.actor, at=request.at
            )
            messages.success(
                request, _("The operation is closed. Its results can be computed now.")
            )
        return redirect("operations:operation", operation_id)
    confirmation = Confirmation(
        question=_("Close %(name)s?") % {"name": view.name},
        consequence=_(
            "Its plan becomes a record: nothing in it can be changed, and it cannot "
            "be opened again."
        ),
        yes=_("Close the operation"),
        back_url=reverse("operations:operation", args=[operation_id]),
        is_final=True,
    )
    return render(request, "ui/confirm.html", {"confirmation": confirmation})
