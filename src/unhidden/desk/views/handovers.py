"""A custodian hands the originals of a report to the custodians of another desk."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.desk.actions import handovers
from unhidden.desk.forms.files import HandOverForm
from unhidden.desk.presenters import OF_CUSTODIANS
from unhidden.reporting import queries as reporting
from unhidden.ui.refusals import attempt_or_tell


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission("reporting.open_originals")
def hand_over(request: StaffRequest, handover_id: UUID) -> HttpResponse:
    """Ask why; then give the keys to the other custodians. It is recorded."""
    waits = reporting.get_handover(viewer=request.actor, handover_id=handover_id)
    form = HandOverForm(request.POST or None)
    if form.is_valid():
        return _handed(request, handover_id, form.cleaned_data["reason"])
    lead = _(
        "Your custodians hold the originals of report %(report)s, which %(desk)s has "
        "now. Its custodians can open them from then on, and yours no more."
    ) % {"report": waits.reference, "desk": waits.other}
    shown = {
        "form": form,
        "title": _("Hand over the originals"),
        "lead": lead,
        "back_url": reverse("intelligence:custodians"),
    }
    return render(request, "intelligence/form.html", shown)


def _handed(request: StaffRequest, handover_id: UUID, reason: str) -> HttpResponse:
    with attempt_or_tell(request, OF_CUSTODIANS):
        handovers.hand_over(
            handover_id=handover_id,
            reason=reason,
            actor=request.actor,
            at=request.at,
        )
        messages.success(request, _("The other custodians have the originals now"))
    return redirect("intelligence:custodians")
