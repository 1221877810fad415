"""Pages of what happened to a case in the NRM, and of its deadlines."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.safeguarding.clocks import forms
from unhidden.safeguarding.clocks.actions import duty, meeting, recording
from unhidden.safeguarding.clocks.presenters import SENTENCES
from unhidden.safeguarding.clocks.queries import course, deadlines, law
from unhidden.safeguarding.frame import queries as frame
from unhidden.ui import pages, parts
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt, attempt_or_tell


@needs_permission("safeguarding.work_case")
def meet_deadline(request: StaffRequest, case_id: UUID, code: str) -> HttpResponse:
    """Record by what a deadline was met."""
    head = frame.work_on(viewer=request.actor, case_id=case_id)
    label = deadlines.name_of_deadline(code)
    form = forms.MeetDeadlineForm(posted(request))
    if form.is_valid():
        with attempt(form, SENTENCES):
            meeting.meet_deadline(
                case_id=case_id,
                code=code,
                evidence=form.clock_evidence,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("Recorded as done"))
            return redirect("safeguarding:case", case_id)
    counting = deadlines.find_counting(viewer=request.actor, case_id=case_id, code=code)
    context = {"case": head, "form": form, "title": label, "counting": counting}
    return render(request, "safeguarding/form.html", context)


@needs_permission("safeguarding.work_case")
def record_belief(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Start the Duty to Notify of the viewer's own organisation."""
    frame.work_on(viewer=request.actor, case_id=case_id)
    view = course.get_course(viewer=request.actor, case_id=case_id, at=request.at)
    form = forms.BeliefForm(posted(request))
    if form.is_valid():
        with attempt(form, SENTENCES, "believed_on"):
            duty.record_belief(
                case_id=case_id,
                believed_on=form.cleaned_data["believed_on"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The month of the Duty to Notify runs"))
            return redirect("safeguarding:case", case_id)
    context = {"view": view, "form": form}
    return render(request, "safeguarding/clocks/duty.html", context)


@needs_permission("safeguarding.work_case")
def reopen_deadline(request: StaffRequest, case_id: UUID, code: str) -> HttpResponse:
    """Ask, and then take back that a deadline was met."""
    frame.work_on(viewer=request.actor, case_id=case_id)
    label = deadlines.name_of_deadline(code)
    if request.method == "POST":
        with attempt_or_tell(request, SENTENCES):
            meeting.reopen_deadline(
                case_id=case_id, code=code, actor=request.actor, at=request.at
            )
            messages.success(request, _("The deadline runs again"))
        return redirect("safeguarding:case", case_id)
    confirmation = parts.Confirmation(
        question=_("Take back that this was done: %(what)s?") % {"what": label},
        consequence=_("The deadline runs on as before. What was recorded stays."),
        yes=_("Take it back"),
        back_url=reverse("safeguarding:case", args=[case_id]),
    )
    return render(request, "ui/confirm.html", {"confirmation": confirmation})


@needs_permission("safeguarding.see_own_cases")
def show_course(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """What happened so far in the NRM."""
    view = course.get_course(viewer=request.actor, case_id=case_id, at=request.at)
    return render(request, "safeguarding/clocks/course.html", {"view": view})


@needs_permission("safeguarding.work_case")
def record_state(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Record a decision, or what else happened."""
    head = frame.work_on(viewer=request.actor, case_id=case_id)
    view = course.get_course(viewer=request.actor, case_id=case_id, at=request.at)
    form = forms.RecordStateForm(
        posted(request),
        initial={"from_state": head.nrm_state},
        offered=view.offered,
        today=localdate(request.at),
    )
    if form.is_valid():
        with attempt(form, SENTENCES):
            recording.record_state(
                case_id=case_id,
                from_state=form.cleaned_data["from_state"],
                to_state=form.cleaned_data["to_state"],
                event=form.state_event,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("What happened is recorded"))
            return redirect("safeguarding:nrm", case_id)
    context = {"case": head, "form": form, "title": _("Record what happened")}
    return render(request, "safeguarding/form.html", context)


@needs_permission("safeguarding.work_case")
def take_back_state(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Ask, and then take back what was recorded last."""
    frame.work_on(viewer=request.actor, case_id=case_id)
    view = course.get_course(viewer=request.actor, case_id=case_id, at=request.at)
    if request.method == "POST":
        with attempt_or_tell(request, SENTENCES):
            recording.take_back(
                case_id=case_id,
                change_id=view.last_id,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("It is taken back"))
        return redirect("safeguarding:nrm", case_id)
    confirmation = parts.Confirmation(
        question=_("Take back “%(what)s”?") % {"what": view.state_label},
        consequence=_(
            "The case stands where it stood before, and its deadlines run as they ran."
            " Both steps stay in the history."
        ),
        yes=_("Take it back"),
        back_url=reverse("safeguarding:nrm", args=[case_id]),
    )
    return render(request, "ui/confirm.html", {"confirmation": confirmation})


@needs_permission("safeguarding.see_own_cases")
def show_rules(request: StaffRequest) -> HttpResponse:
    """The rules by which deadlines are counted, each with its source."""
    rules = law.describe_rules(viewer=request.actor)
    page = pages.paginate(rules, request)
    return render(request, "safeguarding/clocks/rules.html", {"page": page})
