"""Opening an investigation from a visit, from intelligence, or by a referral."""

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
from unhidden.intelligence import queries as intelligence
from unhidden.investigations.origins import forms
from unhidden.investigations.origins.actions import opening as actions
from unhidden.investigations.origins.presenters import OF_REFERRAL
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt
from unhidden.visits import queries as visits

_METHODS = ["GET", "HEAD", "POST"]


@needs_permission("investigations.open")
def open_from_visit(request: StaffRequest, visit_id: UUID) -> HttpResponse:
    visit = visits.get_visit(viewer=request.actor, visit_id=visit_id)
    form = forms.OpenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        opened = actions.open_from_visit(
            visit_id=visit_id, **form.cleaned_data, actor=request.actor, at=request.at
        )
        return _go_to(request, opened)
    return render(request, "investigations/open.html", {"form": form, "visit": visit})


@require_http_methods(_METHODS)
@needs_permission("investigations.open")
def open_from_intelligence(
    request: StaffRequest, intelligence_id: UUID
) -> HttpResponse:
    """Open one for intelligence, which enters by its reference."""
    report = intelligence.get_graded_report(
        viewer=request.actor, intelligence_id=intelligence_id
    )
    form = forms.OpenOtherForm(posted(request))
    if form.is_valid():
        opened = actions.open_from_intelligence(
            intelligence_id=intelligence_id,
            **form.cleaned_data,
            actor=request.actor,
            at=request.at,
        )
        return _go_to(request, opened)
    back = reverse("intelligence:item", args=[intelligence_id])
    return _ask(request, form, report.urn, back)


@require_http_methods(_METHODS)
@needs_permission("investigations.open")
def open_from_referral(request: StaffRequest) -> HttpResponse:
    """Open one that another organisation referred."""
    form = forms.OpenReferralForm(posted(request))
    if form.is_valid():
        with attempt(form, OF_REFERRAL):
            opened = actions.open_from_referral(
                title=form.cleaned_data["title"],
                grounds=form.cleaned_data["grounds"],
                new=form.as_typed,
                actor=request.actor,
                at=request.at,
            )
            return _go_to(request, opened)
    caption = _("A referral by another organisation")
    return _ask(request, form, caption, reverse("investigations:list"))


def _go_to(request: StaffRequest, opened: UUID) -> HttpResponse:
    messages.success(request, _("The investigation is open, and you lead it"))
    return redirect("investigations:investigation", opened)


def _ask(
    request: StaffRequest, form: forms.OpenForm, caption: str, back_url: str
) -> HttpResponse:
    shown = {
        "form": form,
        "caption": caption,
        "title": _("Open an investigation"),
        "button": _("Open the investigation"),
        "back_url": back_url,
    }
    return render(request, "investigations/form.html", shown)
