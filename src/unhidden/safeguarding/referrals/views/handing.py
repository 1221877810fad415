"""Asking a First Responder to refer, where one's organisation is none."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.agencies import queries as agencies
from unhidden.lib.working_days import day_in_london
from unhidden.safeguarding.frame import queries as frame
from unhidden.safeguarding.referrals.actions import handing
from unhidden.safeguarding.referrals.forms.handing import (
    AskResponderForm,
    HandoverStepForm,
)
from unhidden.safeguarding.referrals.presenters.refusals import SENTENCES
from unhidden.safeguarding.referrals.queries import handing as handovers
from unhidden.ui import pages
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt

WORK = "safeguarding.work_case"


@needs_permission(WORK)
def show_handovers(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Whom one asked, by when they answer, and what they said."""
    head = frame.work_on(viewer=request.actor, case_id=case_id)
    lines = handovers.list_handovers(
        viewer=request.actor, case_id=case_id, day=day_in_london(request.at)
    )
    context = {"case": head, "page": pages.paginate(lines, request)}
    return render(request, "safeguarding/referrals/handovers.html", context)


@needs_permission(WORK)
def ask_responder(request: StaffRequest, case_id: UUID) -> HttpResponse:
    head = frame.work_on(viewer=request.actor, case_id=case_id)
    able = agencies.list_first_responders(day=day_in_london(request.at))
    form = AskResponderForm(
        posted(request), responders=able, initial={"day": day_in_london(request.at)}
    )
    if request.method == "POST" and form.is_valid():
        with attempt(form, SENTENCES):
            handing.ask_responder(
                case_id=case_id,
                responder_id=UUID(form.cleaned_data["responder"]),
                day=form.cleaned_data["day"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("It is recorded whom you asked"))
            return redirect("safeguarding:handovers", case_id)
    title = _("Ask a First Responder to refer")
    context = {"case": head, "form": form, "title": title}
    return render(request, "safeguarding/form.html", context)


@needs_permission(WORK)
def note_handover(request: StaffRequest, case_id: UUID, asked_id: UUID) -> HttpResponse:
    head = frame.work_on(viewer=request.actor, case_id=case_id)
    lines = handovers.list_handovers(
        viewer=request.actor, case_id=case_id, day=day_in_london(request.at)
    )
    line = next((each for each in lines if each.id == asked_id), None)
    if line is None or not line.next_steps:
        raise Absent
    form = HandoverStepForm(
        posted(request),
        steps=line.next_steps,
        initial={"day": day_in_london(request.at)},
    )
    if request.method == "POST" and form.is_valid():
        with attempt(form, SENTENCES, "step"):
            handing.note_handover(
                case_id=case_id,
                handover_id=asked_id,
                step=form.cleaned_data["step"],
                day=form.cleaned_data["day"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("What they said is recorded"))
            return redirect("safeguarding:handovers", case_id)
    context = {"case": head, "form": form, "title": line.responder}
    return render(request, "safeguarding/form.html", context)
