"""A custodian hands the originals of a report to the custodians of another desk."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from unhidden.access.pages import needs
from unhidden.access.requests import StaffRequest
from unhidden.desk.actions import handovers
from unhidden.desk.actions.handovers import AlreadyHanded, NobodyToKeep
from unhidden.desk.forms.files import HandOverForm
from unhidden.reporting import queries as reporting
from unhidden.vault import actions as vault

_WHY_NOT = {
    NobodyToKeep: gettext_lazy(
        "The other desk has no custodian with keys yet: the originals stay with yours"
    ),
    AlreadyHanded: gettext_lazy("Somebody was first. See it below."),
    vault.NotForYou: gettext_lazy("Only a custodian can do this"),
    vault.KeysLocked: gettext_lazy(
        "Your keys are locked. Sign out and sign in again to unlock them."
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@needs("reporting.open_originals")
def hand_over(request: StaffRequest, handover_id: UUID) -> HttpResponse:
    """Ask why; then give the keys to the other custodians. It is recorded."""
    waits = reporting.handover(viewer=request.actor, handover_id=handover_id)
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
    try:
        handovers.hand_over(
            handover_id=handover_id,
            reason=reason,
            actor=request.actor,
            at=request.at,
        )
    except tuple(_WHY_NOT) as refusal:
        messages.warning(request, _WHY_NOT[type(refusal)])
    else:
        messages.success(request, _("The other custodians have the originals now"))
    return redirect("intelligence:custodians")
