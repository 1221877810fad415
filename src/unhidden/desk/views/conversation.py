"""Writing to a reporter, handing a report to another desk, and holding it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.desk.actions import holding, triages
from unhidden.desk.actions.passing import PassedOn
from unhidden.desk.forms.conversation import HoldForm, PassForm, SayForm
from unhidden.desk.forms.triages import TriageForm
from unhidden.desk.presenters import SENTENCES
from unhidden.desk.queries import conversation
from unhidden.intelligence.reports.queries import decided as decided_queries
from unhidden.reporting import actions
from unhidden.reporting import queries as reporting
from unhidden.ui.forms import Form
from unhidden.ui.refusals import attempt, attempt_or_tell

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission("intelligence.triage")
def send_script(request: StaffRequest, report_id: UUID) -> HttpResponse:
    """Choose one of the scripts, and send it."""
    reporting.get_waiting_report(viewer=request.actor, report_id=report_id)
    form = SayForm(request.POST or None)
    if form.is_valid():
        with attempt(form, SENTENCES):
            actions.send_script(
                report_id=report_id,
                actor=request.actor,
                at=request.at,
                **form.cleaned_data,
            )
            messages.success(request, _("It waits for the reporter"))
            return redirect("intelligence:report", report_id)
    return _page(request, form, _("Write to the reporter"), report_id, SAYING)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission("intelligence.triage")
def pass_on(request: StaffRequest, report_id: UUID) -> HttpResponse:
    """Hand the report to another organisation's desk; this one keeps nothing."""
    reporting.get_waiting_report(viewer=request.actor, report_id=report_id)
    form = _pass_form(request, report_id, data=request.POST or None)
    if form.is_valid():
        with attempt(form, SENTENCES):
            passed = triages.pass_report(
                report_id=report_id,
                desk_id=UUID(form.cleaned_data["desk"]),
                purpose=form.cleaned_data["purpose"],
                reason=form.cleaned_data["reason"],
                no_call=form.why_no_call,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _gone(passed))
            return redirect("intelligence:queue")
    return _page(request, form, _("Pass the report to another desk"), report_id, GOES)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission("reporting.hold_reports")
def edit_hold(request: StaffRequest, report_id: UUID) -> HttpResponse:
    """Keep the report from being deleted, or let it go again."""
    held = conversation.get_retention(viewer=request.actor, report_id=report_id).hold
    form = HoldForm(request.POST or None)
    if form.is_valid():
        change = holding.lift_hold if held else holding.hold_report
        with attempt_or_tell(request, SENTENCES):
            change(
                report_id=report_id,
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                at=request.at,
            )
        return redirect("intelligence:report", report_id)
    title = _("Lift the legal hold") if held else _("Put a legal hold on the report")
    return _page(request, form, title, report_id, LETS_GO if held else HOLDS)


SAYING = gettext_lazy(
    "Ask only what they know already. Never ask anybody to watch, follow, photograph "
    "or find out more: that could make them a covert human intelligence source. Each "
    "script that you send is recorded with your name."
)
GOES = gettext_lazy(
    "The report, its files, and what was said with the reporter, are sealed to the "
    "other desk. Yours cannot open them any more, and keeps no copy. Only a custodian "
    "can hand over the originals of files: until then they wait with your custodians."
)
HOLDS = gettext_lazy("While it is held, the report is not deleted.")
LETS_GO = gettext_lazy("From then on the report is deleted in its time.")


def _gone(passed: PassedOn) -> str:
    """What the other desk has now, and what waits here."""
    if not passed.files:
        return _("The other desk has the report now")
    if passed.originals_waiting:
        return _(
            "The other desk has the report and its files now. The originals wait with "
            "your custodians"
        )
    return _("The other desk has the report now, with its files and the originals")


def pass_page(
    request: StaffRequest, report_id: UUID, decided: TriageForm
) -> HttpResponse:
    """The page that passes a report on, with what was chosen and said before."""
    initial = {
        "desk": str(decided.passed_to_id or ""),
        "reason": decided.cleaned_data["reason"],
        "no_call": decided.why_no_call,
    }
    form = _pass_form(request, report_id, initial=initial)
    title, action = _("Pass the report to another desk"), "intelligence:pass_on"
    return _page(request, form, title, report_id, GOES, action=action)


def _pass_form(
    request: StaffRequest,
    report_id: UUID,
    *,
    data: QueryDict | None = None,
    initial: dict[str, str] | None = None,
) -> PassForm:
    viewer = request.actor
    return PassForm(
        data,
        initial=initial,
        own=viewer.organisation,
        day=timezone.localdate(request.at),
        asks_for_calls=decided_queries.asks_for_calls(
            viewer=viewer, report_id=report_id
        ),
    )


def _page(
    request: StaffRequest,
    form: Form,
    title: str,
    report_id: UUID,
    lead: StrOrPromise,
    *,
    action: str = "",
) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "lead": lead,
        "back_url": reverse("intelligence:report", args=[report_id]),
        "action": reverse(action, args=[report_id]) if action else "",
    }
    return render(request, "intelligence/form.html", context)
