"""One report of the queue: what a person told us, and the decision on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.desk.actions import triages
from unhidden.desk.actions.deciding import ReportAlreadyTriaged
from unhidden.desk.actions.triages import DecisionUnknown, HasADesk
from unhidden.desk.forms.triages import TriageForm
from unhidden.desk.presenters import SENTENCES
from unhidden.desk.queries import conversation, desk
from unhidden.desk.views.conversation import pass_page
from unhidden.desk.views.queueing import (
    KEPT_NOW_WRITE,
    TriageState,
    danger_page,
    desk_context,
    get_triage_state,
)
from unhidden.intelligence.reports.presenters.answers import answered
from unhidden.intelligence.reports.presenters.refusals import WROTE_AGAIN
from unhidden.intelligence.reports.queries import decided
from unhidden.reporting import actions as reporting
from unhidden.reporting import queries as asked
from unhidden.ui.kept_words import send_again
from unhidden.ui.refusals import attempt

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_DECIDED_SINCE = gettext_lazy(
    "Somebody has decided on this report since. See it on this page: if your decision"
    " is another, send it again"
)
_AFTER: dict[str, StrOrPromise] = {
    "passed_on": gettext_lazy("The report is passed on"),
    "no_action": gettext_lazy("The report is closed with no further action"),
    "waiting": gettext_lazy("The report waits again"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission("intelligence.triage")
def decide_report(request: StaffRequest, report_id: UUID) -> HttpResponse:
    """What a person told us, and the decision on it. Opening it is recorded."""
    opened, said = reporting.open_with_conversation(
        report_id=report_id, actor=request.actor, at=request.at
    )
    stands = get_triage_state(request, report_id)
    form = _form(request, stands)
    if not form.is_bound:
        return _page(request, opened, said, form, stands)
    if opened.had_news:
        form.add_error(None, WROTE_AGAIN)
    done = _triaged(request, report_id, form)
    # It may stand otherwise by now: somebody was first.
    return done or _page(
        request, opened, said, form, get_triage_state(request, report_id)
    )


def _form(request: StaffRequest, stands: TriageState) -> TriageForm:
    """The decision to make, with the turn of the one that stands."""
    return TriageForm(
        request.POST or None,
        own_organisation=request.actor.organisation_id,
        is_decided=stands.decided is not None,
        asks_for_calls=stands.called.is_missing,
        initial={"turn": str(len(stands.history))},
    )


def _page(
    request: StaffRequest,
    opened: reporting.OpenedReport,
    said: Sequence[reporting.OpenedMessage],
    form: TriageForm,
    stands: TriageState,
) -> HttpResponse:
    viewer, id_ = request.actor, opened.id
    keeping = conversation.get_retention(viewer=viewer, report_id=id_)
    context = {
        "report": opened,
        "reference": desk.format_reference(id_),
        "answered": answered(opened),
        "form": form,
        "number_of_files": keeping.files,
        "conversation": said,
        "keeping": keeping,
        **(_about_files(request, id_) if keeping.files else {}),
        **desk_context(request, stands),
        "may_hold": viewer.may("reporting.hold_reports"),
    }
    return render(request, "desk/report.html", context)


def _about_files(request: StaffRequest, report_id: UUID) -> dict[str, object]:
    """Whose report it would be without its files, and where originals still wait."""
    return {
        "meant_for": asked.meant_for(viewer=request.actor, report_id=report_id),
        "waits": asked.waiting_originals(viewer=request.actor, report_id=report_id),
    }


def _triaged(
    request: StaffRequest, report_id: UUID, form: TriageForm
) -> HttpResponse | None:
    """Decide; None when the page has to be shown (again)."""
    if not form.is_valid():
        return None
    decision, reason = form.cleaned_data["decision"], form.cleaned_data["reason"]
    if decision == "emergency":
        return danger_page(request, report_id, reason=reason)
    with attempt(form, SENTENCES):
        try:
            triages.triage_report(
                report_id=report_id,
                decision=decision,
                reason=reason,
                passed_to_id=form.passed_to_id,
                turn_seen=form.cleaned_data["turn"],
                no_call=form.why_no_call,
                actor=request.actor,
                at=request.at,
            )
        except HasADesk:
            return pass_page(request, report_id, form)
        except (ReportAlreadyTriaged, DecisionUnknown):
            _decide_again(form, report_id)
        else:
            return _after(request, report_id, decision)
    return None


def _decide_again(form: TriageForm, report_id: UUID) -> None:
    """What was typed stays, and may be sent again: now it is seen what stands."""
    form.add_error(None, _DECIDED_SINCE)
    send_again(form, turn=str(decided.turn_of(report_id)))


def _after(request: StaffRequest, report_id: UUID, decision: str) -> HttpResponse:
    if decision in _AFTER:
        messages.success(request, _AFTER[decision])
        return redirect("intelligence:queue")
    messages.success(request, KEPT_NOW_WRITE)
    return redirect("intelligence:write_from_report", report_id)
