"""Enrolling a phone: what it signs, and whether it may go out. The app asks here."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST, require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.agencies.sign_in.recent import fresh_sign_in
from unhidden.field.devices import actions, queries
from unhidden.field.devices.forms import EnrolForm
from unhidden.field.policies import USE_APP


@require_safe
@needs_permission(USE_APP)
@fresh_sign_in
def give_challenge(request: StaffRequest) -> HttpResponse:
    """What this person's phone signs to be enrolled, for ten minutes."""
    return JsonResponse(
        {
            "challenge": actions.make_challenge(actor=request.actor, at=request.at),
            "person": str(request.actor.person),
            "setting": queries.find_device_rule(viewer=request.actor),
        }
    )


@require_POST
@needs_permission(USE_APP)
@fresh_sign_in
def post_device(request: StaffRequest) -> HttpResponse:
    """Enrol a phone of this person's: ``enrolled``, ``waits``, or ``not_here``."""
    form = EnrolForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"is": "unreadable"}, status=400)
    try:
        made = actions.enrol_device(new=form.new_device, actor=request.actor, at=request.at)
    except actions.NoPhonesHere:
        return JsonResponse({"is": "not_here"})
    except (actions.NotThisDevice, actions.DeviceTaken):
        return JsonResponse({"is": "unreadable"}, status=400)
    state = "enrolled" if made.is_ready else "waits"
    return JsonResponse({"is": state, "device": str(made.id), "words": made.words})
