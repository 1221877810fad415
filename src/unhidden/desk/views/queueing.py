"""Taking a report, how urgent it is, and recording a danger to life."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.desk.actions import assignments, dangers, urgencies
from unhidden.desk.actions.dangers import DangerRefused
from unhidden.desk.forms.queueing import AssignForm, DangerForm
from unhidden.desk.forms.triages import UrgencyForm
from unhidden.desk.presenters import SENTENCES
from unhidden.desk.queries import desk as desk_queries
from unhidden.desk.queries import queueing
from unhidden.desk.queries.queueing import ReportHolder
from unhidden.intelligence.reports.queries import decided as decided_queries
from unhidden.intelligence.reports.queries.decided import CallsMade, DecisionView
from unhidden.reporting import queries as reporting
from unhidden.ui.refusals import attempt, attempt_or_tell

KEPT_NOW_WRITE = gettext_lazy("The decision is kept. Now write the report up.")


@dataclass(frozen=True, slots=True)
class TriageState:
    """How a report stands: beside its words, by decisions, and by calls."""

    row: reporting.WaitingReport
    history: list[DecisionView]
    called: CallsMade

    @property
    def decided(self) -> DecisionView | None:
        """The decision that stands; None while the report waits."""
        return decided_queries.find_standing_decision(self.history)


def get_triage_state(request: StaffRequest, report_id: UUID) -> TriageState:
    """How the report stands by now; raises Absent."""
    viewer = request.actor
    row = reporting.get_waiting_report(viewer=viewer, report_id=report_id)
    history = decided_queries.list_decisions(viewer=viewer, report_id=report_id)
    called = decided_queries.get_calls_made(
        viewer=viewer,
        report=row,
        is_danger_decided=any(one.decision == "emergency" for one in history),
    )
    return TriageState(row=row, history=history, called=called)


def desk_context(request: StaffRequest, stands: TriageState) -> dict[str, object]:
    """Who has the report, what was done for it, and how it stands in the queue."""
    viewer, at, row = request.actor, request.at, stands.row
    report_id, decided = row.id, stands.decided
    shown: dict[str, object] = {
        "row": row,
        "decided": decided,
        "before": [one for one in stands.history if one is not decided],
        "called": stands.called,
    }
    if row.is_dealt_with:
        marked = queueing.spam_marks(viewer=viewer, report_ids=[report_id])
        return shown | {"spam": marked.get(report_id)}
    held = queueing.load_holders(viewer=viewer, report_ids=[report_id]).get(report_id)
    waits = reporting.clock_of(row, now=at) if row.is_waiting else None
    return shown | {
        "holder": held,
        "me": viewer.person_id,
        "clock": waits or desk_queries.writing_clock(row, decided, at),
        "assign": _assign_form(request, held),
    }


def _assign_form(request: StaffRequest, holder: ReportHolder | None) -> AssignForm:
    day = timezone.localdate(request.at)
    known = queueing.desk_colleagues(viewer=request.actor, day=day)
    return AssignForm(
        request.POST if "do" in request.POST else None,
        colleagues=known,
        initial={"holder": str(holder.id) if holder else ""},
    )


@require_POST
@needs_permission("intelligence.triage")
def post_assignment(request: StaffRequest, report_id: UUID) -> HttpResponse:
    """Take the report, give it to a colleague, or give it back."""
    form = _assign_form(request, None)
    if not form.is_valid():
        messages.error(request, _("Select a colleague"))
        return redirect("intelligence:report", report_id)
    with attempt_or_tell(request, SENTENCES):
        assignments.assign_report(
            report_id=report_id,
            to=form.goes_to(request.actor.person),
            holder_seen=form.cleaned_data["holder"],
            actor=request.actor,
            at=request.at,
        )
    return redirect("intelligence:report", report_id)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission("intelligence.triage")
def edit_urgency(request: StaffRequest, report_id: UUID) -> HttpResponse:
    """Make the report more urgent, or less, or as urgent again as it was sent."""
    row = reporting.get_waiting_report(viewer=request.actor, report_id=report_id)
    form = UrgencyForm(request.POST or None, is_set=row.set_urgency is not None)
    if form.is_valid():
        with attempt(form, SENTENCES):
            urgencies.set_urgency(
                report_id=report_id,
                urgency=form.code,
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The urgency is kept"))
            return redirect("intelligence:report", report_id)
    shown = {
        "form": form,
        "title": _("Change how urgent it is"),
        "lead": GOES_BY,
        "back_url": reverse("intelligence:report", args=[report_id]),
    }
    return render(request, "intelligence/form.html", shown)


GOES_BY = gettext_lazy(
    "The queue and the clocks go by it from now on. What it was sent with is kept."
)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission("intelligence.triage")
def record_calls(request: StaffRequest, report_id: UUID) -> HttpResponse:
    """What to do first; then the calls that were made are recorded."""
    reporting.get_waiting_report(viewer=request.actor, report_id=report_id)
    form = DangerForm(request.POST or None)
    if not form.is_valid():
        return danger_page(request, report_id, form=form)
    try:
        dangers.record_danger(
            report_id=report_id,
            calls=form.calls(now=request.at),
            reason=form.cleaned_data["reason"],
            actor=request.actor,
            at=request.at,
        )
    except DangerRefused as refused:
        form.refuse(refused.fault)
        return danger_page(request, report_id, form=form)
    messages.success(request, KEPT_NOW_WRITE)
    return redirect("intelligence:write_from_report", report_id)


def danger_page(
    request: StaffRequest,
    report_id: UUID,
    *,
    form: DangerForm | None = None,
    reason: str = "",
) -> HttpResponse:
    """The page of a danger to life, with the reason that was given before."""
    shown = {
        "form": form or DangerForm(initial={"reason": reason}),
        "reference": desk_queries.format_reference(report_id),
        "report_id": report_id,
    }
    return render(request, "desk/danger.html", shown)
