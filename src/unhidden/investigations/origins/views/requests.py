"""Pages that ask for an investigation, and answer."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.intelligence import queries as intelligence
from unhidden.investigations.origins import forms, queries
from unhidden.investigations.origins.actions import requests as actions
from unhidden.investigations.origins.presenters import OF_DESK, SENTENCES
from unhidden.lib.working_days import day_in_london
from unhidden.ui import pages
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt, attempt_or_tell
from unhidden.visits import queries as visits


@needs_permission("investigations.ask")
def ask_investigators(request: StaffRequest, visit_id: UUID) -> HttpResponse:
    visit = visits.get_visit(viewer=request.actor, visit_id=visit_id)
    form = forms.InvestigationRequestForm(
        request.POST or None,
        day=day_in_london(request.at),
        initial={"to": str(request.actor.organisation_id)},
    )
    if form.is_valid():
        said = form.cleaned_data
        with attempt(form, SENTENCES):
            actions.request_investigation(
                visit_id=visit_id,
                organisation_id=UUID(said["to"]),
                title=said["title"],
                grounds=said["grounds"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The investigators have your request"))
            return redirect("investigations:requests")
    return render(request, "investigations/ask.html", {"form": form, "visit": visit})


@needs_permission("investigations.ask_from_desk")
def ask_from_desk(request: StaffRequest, intelligence_id: UUID) -> HttpResponse:
    """Ask investigators to look into a report of the desk."""
    report = intelligence.get_graded_report(
        viewer=request.actor, intelligence_id=intelligence_id
    )
    form = forms.DeskRequestForm(
        posted(request),
        day=day_in_london(request.at),
        initial={"to": str(request.actor.organisation_id)},
    )
    if form.is_valid():
        said = form.cleaned_data
        new = actions.NewRequest(UUID(said["to"]), said["title"], said["grounds"])
        with attempt(form, OF_DESK):
            actions.request_from_desk(
                intelligence_id=intelligence_id,
                new=new,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The investigators have your request"))
            return redirect("investigations:requests")
    shown = {"form": form, "report": report}
    return render(request, "investigations/origins/ask.html", shown)


@needs_permission("investigations.see_requests")
def show_requests(request: StaffRequest) -> HttpResponse:
    """What was asked of the viewer's organisation, and what the viewer asked."""
    found = queries.list_requests(viewer=request.actor)
    pages.note_shown([*found.to_answer, *found.answered, *found.asked], request)
    may_see_own = request.actor.may("investigations.see_own")
    shown = {"found": found, "may_see_own": may_see_own}
    return render(request, "investigations/requests.html", shown)


@needs_permission("investigations.see_requests")
def answer_request(request: StaffRequest, request_id: UUID) -> HttpResponse:
    """One request; whoever may answer it declines it here, with a reason."""
    asked = queries.get_request(viewer=request.actor, request_id=request_id)
    form = forms.DeclineForm(request.POST or None)
    if form.is_valid():
        with attempt_or_tell(request, SENTENCES):
            actions.decline_request(
                request_id=request_id,
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("Whoever asked reads your reason"))
        return redirect("investigations:requests")
    shown = {"asked": asked, "form": form}
    shown["may_see_visit"] = request.actor.may("visits.see_visits")
    shown["may_see_intelligence"] = request.actor.may("intelligence.see_items")
    return render(request, "investigations/request.html", shown)


@require_POST
@needs_permission("investigations.open")
def post_acceptance(request: StaffRequest, request_id: UUID) -> HttpResponse:
    """Open the investigation that was asked for."""
    with attempt_or_tell(request, SENTENCES):
        opened = actions.accept_request(
            request_id=request_id, actor=request.actor, at=request.at
        )
        messages.success(request, _("The investigation is open, and you lead it"))
        return redirect("investigations:investigation", opened)
    return redirect("investigations:requests")


@needs_permission("investigations.open")
def accept_into(request: StaffRequest, request_id: UUID) -> HttpResponse:
    """Take what was asked into an investigation of one's own that is there."""
    asked = queries.get_request(viewer=request.actor, request_id=request_id)
    if not asked.may_answer:
        return redirect("investigations:request", request_id)
    own = queries.list_open(viewer=request.actor)
    form = forms.IntoForm(posted(request), own=own)
    if form.is_valid():
        with attempt(form, SENTENCES):
            actions.accept_into(
                request_id=request_id,
                investigation_id=form.investigation_id,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("It is in your investigation"))
            return redirect("investigations:investigation", form.investigation_id)
    shown = {
        "form": form,
        "caption": asked.title,
        "title": _("Take it into an investigation that is there"),
        "back_url": reverse("investigations:request", args=[request_id]),
    }
    return render(request, "investigations/form.html", shown)
