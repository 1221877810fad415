"""Where an investigation came from, and bringing in what it comes from too."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.intelligence import queries as intelligence
from unhidden.investigations.origins import forms, queries
from unhidden.investigations.origins.actions import bringing as actions
from unhidden.investigations.origins.presenters import OF_REFERRAL, SENTENCES
from unhidden.ui import pages
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt, attempt_or_tell
from unhidden.visits import queries as visits

_METHODS = ["GET", "HEAD", "POST"]


@require_safe
@needs_permission("investigations.see_own")
def show_origins(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """What the investigation came from, and what came of it."""
    view = queries.get_origins(viewer=request.actor, investigation_id=investigation_id)
    pages.note_shown([*view.origins, *view.came_of_it], request)
    return render(request, "investigations/origins/origins.html", {"view": view})


@require_http_methods(_METHODS)
@needs_permission("investigations.work")
def add_referral(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """Record that another organisation referred the same."""
    view = queries.get_origins(viewer=request.actor, investigation_id=investigation_id)
    if not view.may_work:
        raise Absent
    form = forms.OriginReferralForm(posted(request))
    if form.is_valid():
        with attempt(form, OF_REFERRAL):
            actions.add_origin(
                investigation_id=investigation_id,
                new=form.as_typed,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The referral is in the investigation"))
            return redirect("investigations:origins", investigation_id)
    shown = {
        "head": view.head,
        "form": form,
        "title": _("Add a referral by another organisation"),
        "back_url": reverse("investigations:origins", args=[investigation_id]),
    }
    return render(request, "investigations/form.html", shown)


@require_http_methods(_METHODS)
@needs_permission("investigations.work")
def bring_visit(request: StaffRequest, visit_id: UUID) -> HttpResponse:
    """Bring a visit into an investigation of one's own."""
    visit = visits.get_visit(viewer=request.actor, visit_id=visit_id)
    back = reverse("visits:visit", args=[visit_id])
    return _bring(request, "visit", visit_id, visit.premises, back)


@require_http_methods(_METHODS)
@needs_permission("investigations.work")
def bring_intelligence(request: StaffRequest, intelligence_id: UUID) -> HttpResponse:
    """Bring intelligence into an investigation of one's own, by its reference."""
    report = intelligence.get_graded_report(
        viewer=request.actor, intelligence_id=intelligence_id
    )
    back = reverse("intelligence:item", args=[intelligence_id])
    return _bring(request, "intelligence", intelligence_id, report.urn, back)


@require_POST
@needs_permission("investigations.work")
def recall_origin(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """Take back what was brought in by mistake; which, is in the form."""
    view = queries.get_origins(viewer=request.actor, investigation_id=investigation_id)
    named = request.POST.get("origin", "")
    found = [each.id for each in view.origins if str(each.id) == named]
    if not found:
        raise Absent
    with attempt_or_tell(request, SENTENCES):
        actions.recall_origin(
            investigation_id=investigation_id,
            origin_id=found[0],
            actor=request.actor,
            at=request.at,
        )
        messages.success(request, _("It is marked as taken back"))
    return redirect("investigations:origins", investigation_id)


def _bring(
    request: StaffRequest, kind: str, source_id: UUID, caption: str, back: str
) -> HttpResponse:
    own = queries.list_open(viewer=request.actor)
    form = forms.BringForm(posted(request), own=own)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        with attempt(form, SENTENCES):
            actions.add_origin(
                investigation_id=form.investigation_id,
                new=actions.NewOrigin(kind, source_id, reason=reason),
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("It is in your investigation"))
            return redirect("investigations:origins", form.investigation_id)
    shown = {
        "form": form,
        "caption": caption,
        "title": _("Bring it into one of your investigations"),
        "back_url": back,
    }
    return render(request, "investigations/form.html", shown)
