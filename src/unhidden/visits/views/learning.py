"""Reporting what a visit taught us."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.intelligence import actions as intelligence
from unhidden.ui.refusals import attempt
from unhidden.visits.actions import learnings
from unhidden.visits.forms.learning import LearningForm
from unhidden.visits.presenters.refusals import SENTENCES
from unhidden.visits.queries import one


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission("intelligence.write_item")
def report_lesson(request: StaffRequest, visit_id: UUID) -> HttpResponse:
    """One thing that the visit taught us, for the desk."""
    visit = one.get_visit(viewer=request.actor, visit_id=visit_id)
    form = LearningForm(request.POST or None, view=visit)
    kept = _kept(request, visit_id, form) if form.is_valid() else None
    return kept or render(request, "visits/learnt.html", {"visit": visit, "form": form})


def _kept(
    request: StaffRequest, visit_id: UUID, form: LearningForm
) -> HttpResponse | None:
    """Write the report; None when the form says why that cannot be."""
    with attempt(form, SENTENCES):
        try:
            learnings.report_learning(
                visit_id=visit_id,
                learning=form.learning(),
                actor=request.actor,
                at=request.at,
            )
        except intelligence.ReportAlreadyWritten:
            messages.info(request, _("This was sent to the desk already"))
        else:
            messages.success(request, _("The desk has what the visit taught us"))
        return redirect("visits:visit", visit_id)
    return None
