"""Taking down what a partner, a caller or a visit told us."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.desk.actions import entering
from unhidden.desk.forms.entering import EnterForm
from unhidden.desk.presenters import SENTENCES
from unhidden.desk.queries import desk
from unhidden.reporting import actions as reporting
from unhidden.ui.refusals import attempt


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission("reporting.enter_reports")
def take_down_report(request: StaffRequest) -> HttpResponse:
    """Seal what was said to our own desk; it waits there like any other report."""
    form = EnterForm(request.POST or None, initial={"language": get_language()})
    if form.is_valid():
        with attempt(form, SENTENCES):
            return _entered(request, form)
    return render(request, "desk/enter.html", {"form": form})


def _entered(request: StaffRequest, form: EnterForm) -> HttpResponse:
    try:
        report_id = entering.enter_report(
            answers=form.answers(),
            came_by=form.cleaned_data["came_by"],
            form_key=form.cleaned_data["key"],
            language=form.cleaned_data["language"],
            actor=request.actor,
            at=request.at,
        )
    except reporting.ReportAlreadySent:
        messages.success(request, _("The desk has it already"))
    else:
        told = _("The desk has it now, as report %(reference)s")
        reference = desk.format_reference(report_id)
        messages.success(request, told % {"reference": reference})
    may_triage = request.actor.may("intelligence.triage")
    return redirect("intelligence:queue" if may_triage else "intelligence:enter")
