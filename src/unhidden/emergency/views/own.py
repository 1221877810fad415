"""Opening a record in an emergency, and ending it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.agencies.sign_in.recent import fresh_sign_in
from unhidden.emergency import actions, forms
from unhidden.emergency.presenters import ASKING, ENDING
from unhidden.emergency.queries import accesses
from unhidden.ui import pages, parts
from unhidden.ui.refusals import attempt_or_tell


@require_safe
@needs_permission("emergency.open_record")
def show_own_accesses(request: StaffRequest) -> HttpResponse:
    """The viewer's own accesses, and the way to another."""
    viewer, at = request.actor, request.at
    page = pages.paginate(accesses.list_own_accesses(viewer=viewer, at=at), request)
    standing = accesses.find_emergency_standing(viewer=viewer, at=at)
    context = {"page": page, "standing": standing}
    return render(request, "emergency/mine.html", context)


@needs_permission("emergency.open_record")
@fresh_sign_in
def ask_for_access(request: StaffRequest) -> HttpResponse:
    standing = accesses.find_emergency_standing(viewer=request.actor, at=request.at)
    form = forms.EmergencyAskForm(request.POST or None)
    asked = _asked(request, form) if request.method == "POST" else None
    if asked is not None:
        return render(request, "emergency/asked.html", {"asked": asked})
    context = {"form": form, "standing": standing}
    return render(request, "emergency/ask.html", context)


def _asked(
    request: StaffRequest, form: forms.EmergencyAskForm
) -> actions.EmergencyAskResult | None:
    """What came of it; None with the form's errors for a refusal."""
    if not form.is_valid():
        return None
    asked = actions.ask_emergency(
        **form.cleaned_data, actor=request.actor, at=request.at
    )
    told = ASKING.get(asked.outcome)
    if told is not None:
        form.add_error(told.field or None, str(told.text))
        return None
    return asked


@needs_permission("emergency.open_record")
def end_own_access(request: StaffRequest, access_id: UUID) -> HttpResponse:
    """End one's own access now, or take back an ask."""
    card = accesses.find_access(
        viewer=request.actor, access_id=access_id, at=request.at
    )
    if not card.is_mine:
        raise Absent
    if request.method != "POST":
        confirmation = parts.Confirmation(
            question=_("Close %(reference)s now?") % {"reference": card.reference},
            consequence=_("You will no longer read it. It is reviewed all the same."),
            yes=_("Close the record"),
            back_url=reverse("emergency:mine"),
        )
        return render(request, "ui/confirm.html", {"confirmation": confirmation})
    with attempt_or_tell(request, ENDING):
        actions.end_emergency(access_id=access_id, actor=request.actor, at=request.at)
        messages.success(request, _("The record is closed to you"))
    return redirect("emergency:mine")
