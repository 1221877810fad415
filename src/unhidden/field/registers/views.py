"""Registers, asked for by the app; and what it says and asks of an entry."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.field.policies import USE_APP
from unhidden.field.registers import presenters, queries
from unhidden.field.tasking.forms import PhoneForm

LANGUAGES = ("en", "cy")


@require_safe
@needs_permission(USE_APP)
def give_registers(request: StaffRequest) -> HttpResponse:
    """The registers that the viewer keeps now, for one of their phones."""
    form = PhoneForm(request.GET)
    if not form.is_valid():
        return JsonResponse({"is": "unreadable"}, status=400)
    taken = queries.collect_registers(
        viewer=request.actor,
        device_id=form.cleaned_data["device"],
        known=form.cleaned_data["known"],
        at=request.at,
    )
    if not taken.is_ready or taken.landing is None:
        says = _("This phone may not go out: ask an administrator to approve it")
        return JsonResponse({"is": "refused", "says": says}, status=409)
    shown = presenters.show_registers(
        taken, taken.landing, viewer=request.actor, at=request.at
    )
    return JsonResponse(shown)


@require_safe
@needs_permission(USE_APP)
def give_entry(_request: StaffRequest, language: str) -> HttpResponse:
    """What an entry asks, the same for everybody."""
    if language not in LANGUAGES:
        raise Absent
    return JsonResponse(queries.describe_entry(language))
