"""The status of an investigation, and the day whose law it shows."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.investigations.posts import forms
from unhidden.investigations.posts.actions import statuses as actions
from unhidden.investigations.posts.presenters import SENTENCES
from unhidden.investigations.posts.queries.room import RoomView, get_room
from unhidden.ui.forms import Form, posted
from unhidden.ui.refusals import attempt

_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(_METHODS)
@needs_permission("investigations.manage_team")
def change_status(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """Move the investigation on, or open again what was filed or closed."""
    room = get_room(viewer=request.actor, investigation_id=investigation_id)
    if not (room.may_manage or room.may_reopen):
        raise Absent
    form = forms.InvestigationStatusForm(posted(request), status=room.head.status)
    if form.is_valid():
        said = form.cleaned_data
        with attempt(form, SENTENCES):
            actions.change_status(
                investigation_id=investigation_id,
                seen=said["seen"],
                status=said["status"],
                reason=said["reason"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The status is changed"))
            return redirect("investigations:posts", investigation_id)
    lead = _("It stands at: %(status)s") % {"status": room.head.status_label}
    return _ask(request, room, form, _("Change the status"), lead)


@require_http_methods(_METHODS)
@needs_permission("investigations.work")
def change_law_day(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """Say of which day the law is shown."""
    room = get_room(viewer=request.actor, investigation_id=investigation_id)
    if not room.is_sio:
        raise Absent
    form = forms.LawDayForm(posted(request), initial={"law_as_at": room.head.law_as_at})
    if form.is_valid():
        with attempt(form, SENTENCES):
            actions.change_law_day(
                investigation_id=investigation_id,
                law_as_at=form.cleaned_data["law_as_at"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The pages show the law of that day"))
            return redirect("investigations:posts", investigation_id)
    return _ask(request, room, form, _("Change the day of the law"))


def _ask(
    request: StaffRequest,
    room: RoomView,
    form: Form,
    title: str,
    lead: str = "",
) -> HttpResponse:
    shown = {
        "head": room.head,
        "form": form,
        "title": title,
        "lead": lead,
        "back_url": reverse("investigations:posts", args=[room.head.id]),
    }
    return render(request, "investigations/form.html", shown)
