"""How an organisation weighs harm, likelihood and confidence."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.intelligence.risk.actions import panels as actions
from unhidden.intelligence.risk.forms.panels import WeightsForm
from unhidden.intelligence.risk.presenters import SENTENCES
from unhidden.intelligence.risk.queries import panels
from unhidden.ui.refusals import attempt


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission("intelligence.weigh_panel")
def edit_panel_weights(request: StaffRequest) -> HttpResponse:
    versions = panels.list_panel_weights(viewer=request.actor)
    form = WeightsForm(request.POST or None, standing=versions[0])
    if form.is_valid():
        with attempt(form, SENTENCES):
            actions.weigh_panel(
                weights=form.weights,
                reason=form.cleaned_data["reason"],
                seen=form.version,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The new weights are kept"))
            return redirect("intelligence:weights")
    context = {"form": form, "versions": versions[:-1]}
    return render(request, "intelligence/weights.html", context)
