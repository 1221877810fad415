"""How an organisation weighs harm, likelihood and confidence."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unhidden.access.pages import needs
from unhidden.access.requests import StaffRequest
from unhidden.intelligence.risk.actions import panels as actions
from unhidden.intelligence.risk.forms.panels import WeightsForm
from unhidden.intelligence.risk.queries import panels


@require_http_methods(["GET", "HEAD", "POST"])
@needs("intelligence.weigh_panel")
def weights(request: StaffRequest) -> HttpResponse:
    versions = panels.weights(viewer=request.actor)
    form = WeightsForm(request.POST or None, standing=versions[0])
    if form.is_valid() and _is_kept(request, form):
        messages.success(request, _("The new weights are kept"))
        return redirect("intelligence:weights")
    context = {"form": form, "versions": versions[:-1]}
    return render(request, "intelligence/weights.html", context)


def _is_kept(request: StaffRequest, form: WeightsForm) -> bool:
    try:
        actions.weigh_panel(
            weights=form.weights,
            reason=form.cleaned_data["reason"],
            seen=form.version,
            actor=request.actor,
            at=request.at,
        )
    except actions.WeightsChangedSince:
        told = _("Somebody has set other weights since: open the page again")
        form.add_error(None, told)
        return False
    return True
