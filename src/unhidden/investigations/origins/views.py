"""Pages that ask for an investigation, answer, and open one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.investigations.origins import actions, forms, queries
from unhidden.investigations.origins.presenters import SENTENCES
from unhidden.lib.working_days import day_in_london
from unhidden.ui import pages
from unhidden.ui.refusals import attempt, attempt_or_tell
from unhidden.visits import queries as visits


@needs_permission("investigations.open")
def open_from_visit(request: StaffRequest, visit_id: UUID) -> HttpResponse:
    visit = visits.get_visit(viewer=request.actor, visit_id=visit_id)
    form = forms.OpenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        opened = actions.open_from_visit(
            visit_id=visit_id, **form.cleaned_data, actor=request.actor, at=request.at
        )
        messages.success(request, _("The investigation is open, and you lead it"))
        return redirect("investigations:investigation", opened)
    return render(request, "investigations/open.html", {"form": form, "visit": visit})


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


@needs_permission("investigations.see_own")
def show_requests(request: StaffRequest) -> HttpResponse:
    """What was asked of the viewer's organisation, and what the viewer asked."""
    found = queries.list_requests(viewer=request.actor)
    pages.note_shown([*found.to_answer, *found.answered, *found.asked], request)
    return render(request, "investigations/requests.html", {"found": found})


@needs_permission("investigations.see_own")
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
