"""The one door from a case to investigators, from both of its sides."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.investigations import queries as investigations
from unhidden.lib.working_days import day_in_london
from unhidden.oversight import forms
from unhidden.oversight.actions import disclosures as actions
from unhidden.oversight.actions import told
from unhidden.oversight.presenters import SENTENCES
from unhidden.oversight.queries import disclosures
from unhidden.safeguarding import queries as cases
from unhidden.ui import pages
from unhidden.ui.refusals import attempt, attempt_or_tell


@needs_permission("safeguarding.work_case")
def show_disclosures(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """What was told of a case to investigators, and what may be done about it."""
    head = cases.work_on(viewer=request.actor, case_id=case_id)
    context = {
        "case": head,
        "rows": disclosures.list_disclosures(viewer=request.actor, case_id=case_id),
        "may_disclose": request.actor.may("oversight.disclose"),
    }
    return render(request, "oversight/disclosures.html", context)


@needs_permission("oversight.disclose")
def edit_disclosure(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Tell investigators chosen things of a survivor's case."""
    head = cases.work_on(viewer=request.actor, case_id=case_id)
    form = forms.DiscloseForm(request.POST or None, day=day_in_london(request.at))
    if request.method == "POST" and form.is_valid():
        with attempt(form, SENTENCES):
            actions.disclose_case(
                case_id=case_id, new=form.new, actor=request.actor, at=request.at
            )
            messages.success(request, _("Written down. You can recall it at any time"))
            return redirect("oversight:disclosures", case_id)
    return render(request, "oversight/disclose.html", {"form": form, "case": head})


@require_POST
@needs_permission("safeguarding.manage_team")
def post_authorisation(
    request: StaffRequest, case_id: UUID, disclosure_id: UUID
) -> HttpResponse:
    """Agree, in one's own name, to what is told without the person's word."""
    cases.work_on(viewer=request.actor, case_id=case_id)
    with attempt_or_tell(request, SENTENCES):
        actions.authorise_disclosure(
            case_id=case_id,
            disclosure_id=disclosure_id,
            actor=request.actor,
            at=request.at,
        )
        messages.success(request, _("You agreed to it. It waits for investigators"))
    return redirect("oversight:disclosures", case_id)


@require_POST
@needs_permission("safeguarding.work_case")
def post_recall(
    request: StaffRequest, case_id: UUID, disclosure_id: UUID
) -> HttpResponse:
    """Recall what was told."""
    cases.work_on(viewer=request.actor, case_id=case_id)
    with attempt_or_tell(request, SENTENCES):
        actions.recall_disclosure(
            case_id=case_id,
            disclosure_id=disclosure_id,
            actor=request.actor,
            at=request.at,
        )
        messages.success(request, _("Recalled: investigators open it no more"))
    return redirect("oversight:disclosures", case_id)


@needs_permission("investigations.open")
def show_waiting(request: StaffRequest) -> HttpResponse:
    """What waits for the investigators of one's organisation."""
    rows = disclosures.list_waiting(viewer=request.actor)
    page = pages.paginate(rows, request)
    return render(request, "oversight/waiting.html", {"page": page})


@needs_permission("investigations.open")
def take_disclosure(request: StaffRequest, disclosure_id: UUID) -> HttpResponse:
    """Take a disclosure into an investigation of one's own; once."""
    taken = disclosures.find_taken(viewer=request.actor, disclosure_id=disclosure_id)
    if taken is not None:
        messages.info(request, _("It was taken before: here it is"))
        return redirect("oversight:told", taken)
    waiting = disclosures.get_waiting(viewer=request.actor, disclosure_id=disclosure_id)
    own = investigations.list_investigations(viewer=request.actor)
    choices = [
        (str(each.id), f"{each.urn}, {each.title}") for each in own if each.is_open
    ]
    form = forms.TakeDisclosureForm(request.POST or None, choices=choices)
    if request.method == "POST" and form.is_valid():
        with attempt(form, SENTENCES):
            into = actions.take_disclosure(
                disclosure_id=disclosure_id,
                investigation_id=form.investigation_id,
                title=form.cleaned_data["title"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("Taken. Your team reads it from now on"))
            return redirect("oversight:told", into)
    return render(request, "oversight/take.html", {"form": form, "waiting": waiting})


@require_POST
@needs_permission("investigations.open")
def post_decline(request: StaffRequest, disclosure_id: UUID) -> HttpResponse:
    """Say that one's organisation does not take it."""
    with attempt_or_tell(request, SENTENCES):
        actions.decline_disclosure(
            disclosure_id=disclosure_id, actor=request.actor, at=request.at
        )
        messages.success(request, _("Declined"))
    return redirect("oversight:waiting")


@needs_permission("investigations.see_own")
def show_told(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """What survivors let pass to an investigation; each opening is kept."""
    rows = told.open_told(
        investigation_id=investigation_id, actor=request.actor, at=request.at
    )
    context = {
        "rows": rows,
        "investigation_id": investigation_id,
        "form": forms.UseForm(),
    }
    return render(request, "oversight/told.html", context)


@require_POST
@needs_permission("investigations.see_own")
def post_use(
    request: StaffRequest, investigation_id: UUID, disclosure_id: UUID
) -> HttpResponse:
    """Ask to use what was taken back, or confirm that a colleague may."""
    form = forms.UseForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Select which law compels it"))
        return redirect("oversight:told", investigation_id)
    act = actions.confirm_use if "confirm" in request.POST else actions.ask_use
    with attempt_or_tell(request, SENTENCES):
        act(
            disclosure_id=disclosure_id,
            ground=form.cleaned_data["ground"],
            actor=request.actor,
            at=request.at,
        )
        messages.success(request, _("Recorded"))
    return redirect("oversight:told", investigation_id)
