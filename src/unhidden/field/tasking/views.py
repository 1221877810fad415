"""Tasking, asked for by the app; and who receives what is told in confidence."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.field.devices.queries import find_own_device
from unhidden.field.policies import NAME_RECEIVERS, USE_APP
from unhidden.field.tasking import presenters
from unhidden.field.tasking.actions import receivers as naming
from unhidden.field.tasking.actions import taking
from unhidden.field.tasking.forms import ReceiverForm, TakeForm
from unhidden.field.tasking.queries import bundle, receivers
from unhidden.lib.refusals import ActionRefused
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt

METHODS = ["GET", "HEAD", "POST"]
_UNREADABLE = {"is": "unreadable"}


@require_http_methods(METHODS)
@needs_permission(USE_APP)
def give_tasking(request: StaffRequest) -> HttpResponse:
    """The shifts on offer, and what a form of the app needs; posted, their tasking."""
    if request.method == "POST":
        return _take(request)
    shifts = bundle.list_shifts_on_offer(viewer=request.actor, at=request.at)
    return JsonResponse(
        {
            "person": str(request.actor.person),
            "token": get_token(request),
            "shifts": [presenters.show_shift(shift) for shift in shifts],
        }
    )


def _take(request: StaffRequest) -> HttpResponse:
    form = TakeForm(request.POST)
    if not form.is_valid():
        return JsonResponse(_UNREADABLE, status=400)
    wanted = form.cleaned_data
    try:
        taken = taking.take_tasking(
            device_id=wanted["device"],
            shift_ids=wanted["shifts"],
            known=wanted["known"],
            actor=request.actor,
            at=request.at,
        )
    except ActionRefused as refusal:
        told = presenters.SENTENCES[type(refusal)].text
        return JsonResponse({"is": "refused", "says": str(told)}, status=409)
    device = find_own_device(viewer=request.actor, device_id=wanted["device"])
    made = presenters.show_bundle(
        taken, viewer=request.actor, at=request.at, is_open=device.unlock == "none"
    )
    return JsonResponse(made)


@require_POST
@needs_permission(USE_APP)
def note_gone(request: StaffRequest) -> HttpResponse:
    """The phone says that it holds tasking of these shifts no more."""
    form = TakeForm(request.POST)
    if not form.is_valid():
        return JsonResponse(_UNREADABLE, status=400)
    taking.note_gone(
        device_id=form.cleaned_data["device"],
        shift_ids=form.cleaned_data["shifts"],
        actor=request.actor,
        at=request.at,
    )
    return HttpResponse(status=204)


@require_http_methods(METHODS)
@needs_permission(NAME_RECEIVERS)
def edit_receivers(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    """Who receives what is told in confidence at the operation's visits."""
    view = receivers.get_receivers(viewer=request.actor, operation_id=operation_id)
    form = ReceiverForm(posted(request), options=view.others)
    if form.is_valid():
        with attempt(form, presenters.SENTENCES):
            naming.name_receiver(
                operation_id=operation_id,
                team_id=UUID(form.cleaned_data["team"]),
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("They are named"))
            return redirect("field:receivers", operation_id)
    context = {"view": view, "form": form, **presenters.show_receivers(view)}
    return render(request, "field/receivers.html", context)


@require_POST
@needs_permission(NAME_RECEIVERS)
def drop_receiver(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    """Take one of those that are named back."""
    view = receivers.get_receivers(viewer=request.actor, operation_id=operation_id)
    form = ReceiverForm(request.POST, options=view.named)
    if form.is_valid():
        naming.drop_receiver(
            operation_id=operation_id,
            team_id=UUID(form.cleaned_data["team"]),
            actor=request.actor,
            at=request.at,
        )
        messages.success(request, _("They are named no more"))
    return redirect("field:receivers", operation_id)
