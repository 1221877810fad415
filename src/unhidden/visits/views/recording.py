"""Recording a visit on one page."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.ui.refusals import attempt
from unhidden.visits.actions import records
from unhidden.visits.actions.records import RecordDoesNotAddUp, VisitAlreadyRecorded
from unhidden.visits.forms.record import RecordForm
from unhidden.visits.presenters import visits as shown
from unhidden.visits.presenters.refusals import SENTENCES
from unhidden.visits.queries import plans


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission("visits.see_own_visits")
def record_findings(request: StaffRequest, planned_id: UUID) -> HttpResponse:
    """The whole record; one that is there already is shown instead, to its readers."""
    visit_id = plans.find_record_of(viewer=request.actor, planned_id=planned_id)
    if visit_id:
        return _already(request, visit_id)
    visit = plans.visit_to_record(viewer=request.actor, planned_id=planned_id)
    if visit.visit_id:
        return _already(request, visit.visit_id)
    form = RecordForm(request.POST or None, visit=visit, now=request.at)
    if not visit.is_open and not form.is_bound:
        return render(request, "visits/not_open.html", {"visit": visit})
    kept = _kept(request, form) if form.is_complete else None
    context = {"visit": visit, "form": form, "plan": shown.plan(visit.plan)}
    return kept or render(request, "visits/record.html", context)


def _kept(request: StaffRequest, form: RecordForm) -> HttpResponse | None:
    """Keep the record; None when the form says why that cannot be."""
    with attempt(form, SENTENCES):
        try:
            visit_id = records.record_visit(
                planned_id=form.visit.plan.id,
                record=form.record(),
                actor=request.actor,
                at=request.at,
            )
        except RecordDoesNotAddUp as refusal:
            form.refuse(refusal.problems)
            return None
        except VisitAlreadyRecorded as done:
            return _already(request, done.visit_id)
        messages.success(request, _("The visit is recorded"))
        return redirect("visits:visit", visit_id)
    return None


def _already(request: StaffRequest, visit_id: UUID) -> HttpResponse:
    messages.info(request, _("This visit was recorded already. Here it is."))
    return redirect("visits:visit", visit_id)
